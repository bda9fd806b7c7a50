import { afterAll, beforeAll, expect, test } from 'vitest';
import { closeResults, createProgress, moveProgress, readProgress } from '../../../shared/inspection/progress-store.ts';
import { instant } from '../../../shared/kernel/instant.ts';
import { openRecord, type TestRecord } from '../../support/record.ts';

let record: TestRecord;
beforeAll(async () => {
  record = await openRecord();
}, 60_000);
afterAll(() => record.close());

const still = { organised: 0, inspected: 0, entered: 0, exempt: 0, pending: 0 };
const at = instant('2026-05-29T10:00:00+08:00');

test('[GY-22] whichever of a request and the closing of the results comes first, the other conflicts', async () => {
  const { lifecycle, transact } = record.stores;
  const ask = (batchId: string, pending: number) => transact(moveProgress(lifecycle, batchId, { ...still, pending }));
  const close = (batchId: string) => transact([closeResults(lifecycle, batchId, at)]);
  for (const batchId of ['asked-first', 'closed-first']) await transact([createProgress(lifecycle, batchId, 3)]);

  expect((await ask('asked-first', 1)).ok).toBe(true);
  expect((await close('asked-first')).ok).toBe(false);
  expect((await ask('asked-first', -1)).ok).toBe(true);
  expect((await close('asked-first')).ok).toBe(true);

  expect((await close('closed-first')).ok).toBe(true);
  expect((await ask('closed-first', 1)).ok).toBe(false);
  expect(await readProgress(lifecycle, 'closed-first')).toMatchObject({ pending: 0 });
});

test('forms of one batch that move at the same moment are all counted', async () => {
  const { lifecycle, transact } = record.stores;
  await transact([createProgress(lifecycle, 'busy', 20)]);
  const moved = await Promise.all(Array.from({ length: 20 }, () => transact(moveProgress(lifecycle, 'busy', { ...still, organised: 1 }))));
  expect(moved.every(({ ok }) => ok)).toBe(true);
  expect(await readProgress(lifecycle, 'busy')).toMatchObject({ drawn: 20, organised: 20 });
});
