import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { matchInspectors } from '../../../shared/draw/drawing/match-inspectors.ts';
import { publishDraw } from '../../../shared/draw/drawing/publish-draw.ts';
import { hasher } from '../../../shared/draw/record/draw-crypto.ts';
import { readManifest } from '../../../shared/draw/record/draw-files.ts';
import { manifestHash, parseManifest } from '../../../shared/lottery/manifest/manifest.ts';
import { guangyuan } from '../../../shared/profile/guangyuan.ts';
import type { Stores } from '../../../shared/store/record.ts';
import { openRecord, type TestRecord } from '../../support/record.ts';
import { anOfficer } from '../../support/registry-samples.ts';
import { anEntry, AT, byStep, currentOf, draw, frameNo, freeze, holdCeremony, layDirectories, layPrepared, LEAD, must, officer, setKey } from './scene.ts';
import { verdict } from './verdict.ts';

let record: TestRecord;

beforeAll(async () => {
  record = await openRecord();
  await layDirectories(record.stores);
  await setKey(record.stores);
}, 60_000);
afterAll(() => record.close());

/** Stores through which the first thing is read as it is now, and handed out when `goOn` is called. */
const slowed = (stores: Stores) => {
  const { promise: gate, resolve: goOn } = Promise.withResolvers<void>();
  const { promise: standing, resolve: stands } = Promise.withResolvers<void>();
  let isFirst = true;
  const get: Stores['lifecycle']['get'] = async (key) => {
    const item = await stores.lifecycle.get(key);
    if (isFirst) {
      isFirst = false;
      stands();
      await gate;
    }
    return item;
  };
  return { stores: { ...stores, lifecycle: { ...stores.lifecycle, get } }, standing, goOn };
};

describe('two freezings at once', { timeout: 60_000 }, () => {
  test.each([
    { batchId: 'batch-2026-001', when: 'while commitments are awaited', frame: 1, isHeld: false },
    { batchId: 'batch-2026-004', when: 'when the ceremony is over', frame: 3, isHeld: true },
  ])('[BY-1] of one batch, between which an inspector was entered: the files of the one on record lie there, though the other ends $when', async ({ batchId, frame, isHeld }) => {
    const { stores } = record;
    const ref = { batchId, drawNo: 1 };
    await layPrepared(stores, batchId, anEntry({ targets: frameNo(frame) }));
    const slow = slowed(stores);
    const late = freeze(slow.stores, batchId);
    await slow.standing;
    await must(freeze(stores, batchId));
    await must(stores.transact([officer(stores, anOfficer(LEAD, 10 + frame))]));
    if (isHeld) await holdCeremony(stores, batchId);
    slow.goOn();
    const { M0 } = await currentOf(stores, batchId);
    expect((await must(late)).value).toEqual({ outcome: 'frozen', drawNo: 1, M0 });
    const shown = parseManifest(new TextDecoder().decode(await stores.published.get(`draws/${batchId}/1/manifest.json`)));
    expect([manifestHash(hasher, await readManifest(stores, ref)), shown.ok && manifestHash(hasher, shown.value)]).toEqual([M0, M0]);
    if (!isHeld) await holdCeremony(stores, batchId);
    await must(draw(stores, batchId));
    await must(matchInspectors({ stores, act: byStep('match', AT.draw) } as never, batchId));
    await must(publishDraw({ stores, profile: guangyuan, act: byStep('publish-draw', AT.draw) }, batchId));
    expect(await verdict(stores, batchId, 1, 'witness')).toMatch(/^PASS/);
  });

  test('[GY-13] of two batches on one directory do not exceed its cap together: the second counts anew', async () => {
    const { stores } = record;
    const [one, other] = ['batch-2026-002', 'batch-2026-003'] as const;
    for (const batchId of [one, other]) await layPrepared(stores, batchId, anEntry({ targets: frameNo(2) }));
    const slow = slowed(stores);
    const late = freeze(slow.stores, other);
    await slow.standing;
    const both = Promise.all([must(freeze(stores, one)), must(late)]);
    slow.goOn();
    await both;
    expect((await currentOf(stores, one)).quota + (await currentOf(stores, other)).quota).toBe(10);
  });
});
