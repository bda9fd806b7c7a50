import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { readTrail } from '../../../shared/audit/trail.ts';
import { closeCommitments } from '../../../shared/draw/ceremony/close-commitments.ts';
import { closeReveals } from '../../../shared/draw/ceremony/close-reveals.ts';
import { readTranscript } from '../../../shared/draw/record/draw-files.ts';
import { listPublicAttempts } from '../../../shared/draw/record/draw-projection-store.ts';
import { matchInspectors } from '../../../shared/draw/drawing/match-inspectors.ts';
import { publishDraw } from '../../../shared/draw/drawing/publish-draw.ts';
import { guangyuan } from '../../../shared/profile/guangyuan.ts';
import { recusals } from '../../../shared/registry/recusal-store.ts';
import { openRecord, type TestRecord } from '../../support/record.ts';
import { creditCode } from '../../support/registry-samples.ts';
import {
  anEntry, AT, batchOf, byStep, codeOf, currentOf, draw, drawAll, frameNo, freeze, commitAs, layBatch, layDirectories, layPrepared, LEAD, must, OTHER, PARTICIPANTS, revealAs, setKey,
} from './scene.ts';
import { verdict } from './verdict.ts';

const BATCH = 'batch-2026-001';
const step = (name: string, now: string = AT.draw) => ({ stores: record.stores, profile: guangyuan, act: byStep(name, now) });
let record: TestRecord;

beforeAll(async () => {
  record = await openRecord();
  await layDirectories(record.stores);
});
afterAll(() => record.close());

describe('from the scheme to the published transcript', { timeout: 60_000 }, () => {
  test('[GY-11] nothing is frozen before the lead department has entered its scheme', async () => {
    await layBatch(record.stores, 'batch-2026-090', anEntry());
    const before = await batchOf(record.stores, 'batch-2026-090');
    expect(await codeOf(freeze(record.stores, 'batch-2026-090'))).toBe('scheme-missing');
    expect(await batchOf(record.stores, 'batch-2026-090')).toEqual(before);
    expect(await listPublicAttempts(record.stores.publication)).toEqual([]);
  });

  test('[BY-1] nothing is frozen without the blinding key, and the key is set once for ever', async () => {
    await layPrepared(record.stores, 'batch-2026-091', anEntry());
    expect(await codeOf(freeze(record.stores, 'batch-2026-091'))).toBe('blinding-key-missing');
    await setKey(record.stores);
    await expect(setKey(record.stores)).rejects.toThrow('blinding-key-set');
  });

  test('[BY-1] [GY-11] freezing publishes manifest, rows, lists and verifier, and freezing again answers the same attempt', async () => {
    const { stores } = record;
    await layPrepared(stores, BATCH, anEntry({ targets: frameNo(1) }));
    const first = (await must(freeze(stores, BATCH))).value;
    const again = (await must(freeze(stores, BATCH, AT.commit))).value;
    expect(again).toEqual(first);
    expect(first.drawNo).toBe(1);
    for (const file of ['manifest.json', 'rows-0000.txt', 'excluded.txt', 'officers.txt', 'verify.mjs', 'party.mjs']) {
      expect(await stores.published.head(`draws/${BATCH}/1/${file}`), file).toBeDefined();
    }
    expect((await batchOf(stores, BATCH)).stage).toBe('drawing');
    const [shown] = (await listPublicAttempts(stores.publication)).filter(({ planId }) => planId === BATCH);
    expect(shown).toMatchObject({ drawNo: 1, state: 'open', M0: first.M0, quota: 8 });
  });

  test('[NR-2] [NR-3] the frozen officers are certified and in service; assistants are not among them, and no recusal is public', async () => {
    const text = new TextDecoder().decode(await record.stores.published.get(`draws/${BATCH}/1/officers.txt`));
    const ids = text.trim().split('\n').map((line) => (JSON.parse(line) as { id: string }).id);
    expect(ids).toEqual(['01', '02'].flatMap((code) => [1, 2, 3, 4, 5, 6, 8].map((n) => `${code}0000${n}`)));
    expect(text).not.toMatch(/张|H0/);
    expect(await record.stores.published.head(`draws/${BATCH}/1/witness/recusals.txt`)).toBeUndefined();
  });

  test('[GY-12] [BY-1] the whole ceremony, every step run twice, ends in a transcript that the verifier passes', async () => {
    const { stores } = record;
    for (const id of PARTICIPANTS) expect(await codeOf(commitAs(stores, BATCH, id)), id).toBe('accepted');
    for (let i = 0; i < 2; i += 1) expect((await must(closeCommitments(step('close-commitments', AT.commitBy), BATCH))).value).toEqual({ outcome: 'open' });
    for (const id of PARTICIPANTS) expect(await codeOf(revealAs(stores, BATCH, id)), id).toBe('accepted');
    for (let i = 0; i < 2; i += 1) expect((await must(closeReveals(step('close-reveals', AT.revealBy), BATCH))).value).toEqual({ outcome: 'revealed' });
    for (let i = 0; i < 2; i += 1) expect((await must(draw(stores, BATCH))).value).toEqual({ outcome: 'drawn', drawn: 8 });
    for (let i = 0; i < 2; i += 1) expect((await must(matchInspectors(step('match-inspectors'), BATCH))).value).toEqual({ outcome: 'complete' });
    const [first, second] = [await must(publishDraw(step('publish-draw'), BATCH)), await must(publishDraw(step('publish-draw', AT.revealBy), BATCH))];
    expect(second.value).toEqual(first.value);
    expect(await verdict(stores, BATCH, 1, 'witness')).toBe(
      "PASS, unchecked: completeness of events (the audit trail's head); who attests the times (the audit trail's checkpoint)",
    );
    expect(await verdict(stores, BATCH, 1)).toMatch(/^PASS, unchecked/);
  });

  test('[GY-15] the batch is drawn, and its 5 working days end on the official calendar', async () => {
    expect(await batchOf(record.stores, BATCH)).toMatchObject({ stage: 'drawn', drawnOn: '2026-03-24', organiseBy: '2026-03-31', finishBy: '2026-11-20', drawnCount: 8 });
  });

  test('[BY-1] the times of the transcript are those of the last messages, not of the steps', async () => {
    const { times } = await readTranscript(record.stores, { batchId: BATCH, drawNo: 1 });
    expect(times).toEqual({ manifest: AT.freeze, commitmentsClosed: AT.commit, revealsClosed: AT.reveal, drawn: AT.draw });
  });

  test('[NR-4] nobody whose certificate ends before the visit is over is drawn; [NR-2] every visit has two officers of each department', async () => {
    const { assignments } = await readTranscript(record.stores, { batchId: BATCH, drawNo: 1 });
    const tasks = assignments.flatMap((part) => ('tasks' in part ? part.tasks : []));
    expect(tasks).toHaveLength(16);
    for (const { officers } of tasks) expect(new Set(officers).size).toBe(2);
    expect(tasks.flatMap(({ officers }) => officers).filter((id) => /[789]$/.test(id))).toEqual([]);
  });

  test('[DZ-4] each department’s seats are drawn from its own officers, and the pairs are matched at random: not one pair for all', async () => {
    const { assignments } = await readTranscript(record.stores, { batchId: BATCH, drawNo: 1 });
    expect(assignments.map(({ department }) => department)).toEqual([LEAD, OTHER]);
    for (const part of assignments) {
      const pairs = 'tasks' in part ? part.tasks.map(({ officers }) => officers) : [];
      expect(pairs).toHaveLength(8);
      expect(pairs.flat().filter((id) => !id.startsWith(part.department))).toEqual([]);
      expect(new Set(pairs.map((pair) => [...pair].sort().join())).size).toBeGreaterThan(1);
    }
  });

  test('[GY-1] M0, M1 and M2 stand in the trail, each written once', async () => {
    const { entries } = await readTrail(record.stores.lifecycle, `batch/${BATCH}`, { limit: 100 });
    expect(entries.map(({ action }) => action)).toEqual([
      'scheme.enter', 'draw.freeze', 'draw.commit', 'draw.commit', 'draw.commit', 'draw.close-commitments', 'draw.reveal', 'draw.reveal', 'draw.reveal',
      'draw.close-reveals', 'draw.targets', 'draw.match', 'draw.publish',
    ]);
    const last = await currentOf(record.stores, BATCH);
    expect(entries.at(-1)?.after).toMatchObject({ M0: last.M0, M1: last.M1, M2: last.M2, seed: last.seed });
  });

  test('[GY-13] the next draw of the same directory in the year gets what is left of its cap, and names the draw before', async () => {
    const { stores } = record;
    const next = 'batch-2026-002';
    await layPrepared(stores, next, anEntry({ targets: frameNo(1) }));
    await drawAll(stores, next);
    await must(publishDraw(step('publish-draw'), next));
    const { manifest, drawn } = await readTranscript(stores, { batchId: next, drawNo: 1 });
    expect(drawn).toHaveLength(2);
    expect(manifest.item).toMatchObject({ capBase: 200, capBp: 500, capUsed: 8 });
    expect(manifest.earlier).toHaveLength(1);
    expect(await verdict(stores, next, 1, 'witness')).toMatch(/^PASS/);

    await layPrepared(stores, 'batch-2026-003', anEntry({ targets: frameNo(1) }));
    expect(await codeOf(freeze(stores, 'batch-2026-003'))).toBe('nothing-to-draw');
  });

  test('[GY-13] two draws of one directory at the same time do not exceed its cap together', async () => {
    const { stores } = record;
    await layPrepared(stores, 'batch-2026-004', anEntry({ targets: frameNo(2) }));
    await layPrepared(stores, 'batch-2026-005', anEntry({ targets: frameNo(2) }));
    await must(freeze(stores, 'batch-2026-004'));
    await must(freeze(stores, 'batch-2026-005'));
    expect((await currentOf(stores, 'batch-2026-004')).quota + (await currentOf(stores, 'batch-2026-005')).quota).toBe(10);
  });

  test('[NR-3] an officer with a recusal, applied for or granted, is not sent to that target', async () => {
    const { stores } = record;
    const batchId = 'batch-2026-006';
    const barred = ['0100001', '0100002', '0100003', '0100004'];
    const rows = Array.from({ length: 200 }, (_, i) => creditCode(i + 1));
    for (const officerId of barred) {
      for (let at = 0; at < rows.length; at += 90) {
        await must(stores.transact(rows.slice(at, at + 90).map((targetId) =>
          recusals.create(stores.registry, {
            stage: 'applied', recusalId: `${officerId}-${targetId}`, officerId, targetId, ground: 'kinship', reason: '近亲属在该企业任职', department: '01',
            appliedBy: { sub: 'x', name: 'x' }, appliedAt: AT.scheme as never, version: 1,
          }))));
      }
    }
    await layPrepared(stores, batchId, anEntry({ targets: frameNo(3) }));
    expect((await drawAll(stores, batchId)).value).toEqual({ outcome: 'complete' });
    const { assignments } = await readTranscript(stores, { batchId, drawNo: 1 });
    const officers = assignments.flatMap((part) => ('tasks' in part ? part.tasks.flatMap((task) => task.officers) : []));
    expect(officers.filter((id) => barred.includes(id))).toEqual([]);
    await must(publishDraw(step('publish-draw'), batchId));
    expect(await verdict(stores, batchId, 1, 'witness')).toMatch(/^PASS/);
  });

  test('[BY-10] a publication that another run of the step overtakes between its two readings answers what that one published', async () => {
    const { stores } = record;
    const batchId = 'batch-2026-007';
    await layPrepared(stores, batchId, anEntry({ targets: frameNo(4) }));
    await drawAll(stores, batchId);
    let other: unknown;
    const lifecycle = {
      ...stores.lifecycle,
      get: async (key: { readonly pk: string; readonly sk: string }) => {
        const item = await stores.lifecycle.get(key);
        if (key.sk === 'BATCH') other ??= (await must(publishDraw(step('publish-draw'), batchId))).value;
        return item;
      },
    };
    const own = await must(publishDraw({ ...step('publish-draw'), stores: { ...stores, lifecycle } }, batchId));
    expect(own.value).toEqual(other);
    expect((await readTrail(stores.lifecycle, `batch/${batchId}`)).entries.filter(({ action }) => action === 'draw.publish')).toHaveLength(1);
  });
});
