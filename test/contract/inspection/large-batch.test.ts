import { afterAll, beforeAll, expect, test } from 'vitest';
import { readTrail } from '../../../shared/audit/trail.ts';
import { putForm } from '../../../shared/inspection/form-store.ts';
import { dispatchNotices } from '../../../shared/inspection/dispatch-notices.ts';
import { formsOf } from '../../../shared/inspection/form-store.ts';
import { form, type Form } from '../../../shared/inspection/form.ts';
import { readProgress } from '../../../shared/inspection/progress-store.ts';
import { findBatch, putBatch } from '../../../shared/plan/batch-store.ts';
import { batch as batchSchema, type Batch } from '../../../shared/plan/batch.ts';
import { guangyuan } from '../../../shared/profile/guangyuan.ts';
import { publishResults } from '../../../shared/publication/publish-results.ts';
import { publicResultsOf } from '../../../shared/publication/result-store.ts';
import { BATCH, ITEMS, LEAD, OTHER, layDrawnBatch, on } from '../../support/drawn-batch.ts';
import { actOf } from '../../support/people.ts';
import { openRecord, type TestRecord } from '../../support/record.ts';
import { creditCode } from '../../support/registry-samples.ts';
import { aResultOf } from '../../unit/inspection/samples.ts';

const COUNT = 150;
const step = (now: ReturnType<typeof on>) => ({ stores: record.stores, profile: guangyuan, act: actOf({ kind: 'step', execution: BATCH, step: 'test' } as const, { now }) });
let record: TestRecord;

beforeAll(async () => {
  record = await openRecord();
  await layDrawnBatch(record.stores, Array.from({ length: COUNT }, (_, i) => creditCode(i + 1)).sort());
}, 60_000);
afterAll(() => record.close());

test('a batch larger than any transaction is dispatched whole, even when the step stopped halfway and ran again', { timeout: 60_000 }, async () => {
  const { stores } = record;
  let writes = 0;
  const stopping: typeof stores = {
    ...stores,
    transact: async (some) => {
      if (++writes === 6) throw new Error('the process died');
      return stores.transact(some);
    },
  };
  await expect(dispatchNotices({ ...step(on('2026-04-01')), stores: stopping }, BATCH)).rejects.toThrow('the process died');
  const halfway = await formsOf(stores.lifecycle, BATCH);
  expect(new Set(halfway.map(({ stage }) => stage))).toEqual(new Set(['noticed', 'drawn']));

  expect(await dispatchNotices(step(on('2026-04-01', '10:05:00')), BATCH)).toEqual({ ok: true, value: { batchId: BATCH, forms: COUNT } });
  const forms = await formsOf(stores.lifecycle, BATCH);
  expect(forms).toHaveLength(COUNT);
  expect(forms.every(({ stage }) => stage === 'noticed')).toBe(true);
  expect(new Set(forms.map(({ taskNo }) => taskNo)).size).toBe(COUNT);
  expect(await readProgress(stores.lifecycle, BATCH)).toMatchObject({ drawn: COUNT, organised: 0 });
  const { entries } = await readTrail(stores.lifecycle, `batch/${BATCH}`);
  expect(entries.map(({ action }) => action)).toEqual(['inspection.open', 'inspection.open', 'inspection.open', 'inspection.open', 'inspection.notify', 'inspection.notify', 'batch.dispatched']);
});

test('[GY-20] it is published whole too, and a run that stopped halfway goes on', { timeout: 60_000 }, async () => {
  const { stores } = record;
  const before = await formsOf(stores.lifecycle, BATCH);
  const entered = before.map((each): Form =>
    form.parse({
      ...each, stage: 'entered', visitOn: '2026-04-14', method: 'on-site', aids: [], organisedOn: '2026-04-08', organisedLate: false, visitedOn: '2026-04-14', finishedLate: false,
      officersPresent: each.tasks.flatMap(({ officers }) => officers.map(({ officerId }) => officerId)), enteredOn: '2026-05-06', enteredLate: false,
      results: [aResultOf(ITEMS.lead, LEAD), aResultOf(ITEMS.other, OTHER)], version: each.version,
    }),
  );
  // The way to `entered` is walked one by one elsewhere; here only the size matters.
  for (let at = 0; at < COUNT; at += 50) {
    const writes = entered.slice(at, at + 50).map((each, i) => {
      const { item, table } = putForm(stores.lifecycle, { ...each, stage: 'inspected' } as Form, { ...each, version: each.version + 1 });
      return { table, item: { Put: { TableName: table.name, Item: item.Put?.Item ?? {} } }, i };
    });
    expect((await stores.transact(writes)).ok).toBe(true);
  }
  for (const [stage, more] of [['organised', { organisedOn: '2026-04-08' }], ['inspected', { inspectedOn: '2026-04-14', enterBy: '2026-05-13' }], ['entered', { enteredOn: '2026-05-06' }]] as const) {
    const now = (await findBatch(stores.lifecycle, BATCH)) as Batch;
    expect((await stores.transact([putBatch(stores.lifecycle, now, batchSchema.parse({ ...now, ...more, stage, version: now.version + 1 }))])).ok).toBe(true);
  }

  let writes = 0;
  const stopping: typeof stores = { ...stores, transact: async (some) => (++writes === 3 ? Promise.reject(new Error('the process died')) : stores.transact(some)) };
  await expect(publishResults({ ...step(on('2026-06-01')), stores: stopping }, BATCH)).rejects.toThrow('the process died');
  expect(await publicResultsOf(stores.publication, BATCH)).toHaveLength(96);
  expect(await publishResults(step(on('2026-06-01', '10:05:00')), BATCH)).toEqual({ ok: true, value: { batchId: BATCH, published: COUNT, exempt: 0 } });
  expect(await publicResultsOf(stores.publication, BATCH)).toHaveLength(COUNT);
  expect((await findBatch(stores.lifecycle, BATCH))?.stage).toBe('published');
});
