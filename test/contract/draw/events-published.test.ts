import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { publishDraw } from '../../../shared/draw/drawing/publish-draw.ts';
import { publicKey, readTranscript } from '../../../shared/draw/record/draw-files.ts';
import { recordLostOfficer } from '../../../shared/draw/events/record-loss.ts';
import { lookAtEvents } from '../../../shared/lifecycle/look-at-events.ts';
import { guangyuan } from '../../../shared/profile/guangyuan.ts';
import type { Stores } from '../../../shared/store/record.ts';
import { openRecord, type TestRecord } from '../../support/record.ts';
import { anEntry, AT, batchOf, by, byStep, drawAll, frameNo, layDirectories, layPrepared, must, operator, setKey } from './scene.ts';
import { verdict } from './verdict.ts';

const BATCH = 'batch-2026-001';
const LOSS_AT = '2026-03-26T09:00:00+08:00';
const EVENTS = publicKey({ batchId: BATCH, drawNo: 1 }, 'events.txt');
let record: TestRecord;
let losses: readonly { readonly taskId: string; readonly officer: string }[];

const publish = (stores: Stores) => publishDraw({ stores, profile: guangyuan, act: byStep('publish-draw', AT.draw) }, BATCH);
const lose = (stores: Stores, at: number) => must(recordLostOfficer({ stores, act: by(operator, LOSS_AT) }, { batchId: BATCH, ...(losses[at] ?? { taskId: '', officer: '' }), reason: '参加上级抽调', evidence: '—' }));
const look = async (now: string, stores = record.stores) => lookAtEvents({ stores, profile: guangyuan, act: byStep('look', now) }, await batchOf(record.stores, BATCH));
const shown = async (): Promise<readonly string[]> => new TextDecoder().decode(await record.stores.published.get(EVENTS)).split('\n').slice(0, -1);

/** The stores of a run that writes events.txt only once it is let go; `there`: it has come to that. */
const held = () => {
  const [there, gate] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
  const wait = async (key: string): Promise<void> => {
    if (key !== EVENTS) return;
    there.resolve();
    await gate.promise;
  };
  const { published, ...rest } = record.stores;
  const slow: Stores['published'] = {
    ...published,
    put: async (...given) => wait(given[0]).then(() => published.put(...given)),
    putFirst: async (...given) => wait(given[0]).then(() => published.putFirst(...given)),
  };
  return { stores: { ...rest, published: slow }, there: there.promise, letGo: gate.resolve };
};

beforeAll(async () => {
  record = await openRecord();
  await layDirectories(record.stores, 60);
  await setKey(record.stores);
  await layPrepared(record.stores, BATCH, anEntry({ targets: frameNo(1) }));
  await drawAll(record.stores, BATCH);
  const { assignments } = await readTranscript(record.stores, { batchId: BATCH, drawNo: 1 });
  losses = assignments.flatMap((part) => ('tasks' in part ? part.tasks.map(({ taskId, officers }) => ({ taskId, officer: officers[0] ?? '' })) : []));
}, 60_000);
afterAll(() => record.close());

describe('every line of the events is in public', { timeout: 60_000 }, () => {
  test('[BY-1] [BY-3] where one run of the publication comes late, after the first loss', async () => {
    const late = held();
    const first = publish(late.stores);
    await late.there;
    await must(publish(record.stores));
    await lose(record.stores, 0);
    late.letGo();
    await must(first);
    expect(await shown()).toHaveLength(1);
  });

  test('[BY-3] where two are recorded at once and the first is published last', async () => {
    const late = held();
    const first = lose(late.stores, 1);
    await late.there;
    await lose(record.stores, 2);
    late.letGo();
    await first;
    expect(await shown()).toHaveLength(3);
    expect(await verdict(record.stores, BATCH, 1, 'witness')).toMatch(/^PASS/);
  });

  test('[BY-3] [BY-10] where the process that recorded one died before publishing it and nobody sends the command again: the next look does', async () => {
    const { published, ...rest } = record.stores;
    const dying: Stores = { ...rest, published: { ...published, put: () => Promise.reject(new Error('the process died')) } };
    await expect(lose(dying, 3)).rejects.toThrow('the process died');
    expect(await shown()).toHaveLength(3);
    await look('2026-03-26T10:00:00+08:00');
    expect(await shown()).toHaveLength(4);
    // And writes nothing where nothing is missing.
    await look('2026-03-26T11:00:00+08:00', dying);
    expect(await verdict(record.stores, BATCH, 1, 'witness')).toMatch(/^PASS/);
  });
});
