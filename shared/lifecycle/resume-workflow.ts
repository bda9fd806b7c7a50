import { findAttempt } from '../draw/record/attempt-store.ts';
import type { Refusal } from '../kernel/refusal.ts';
import { ok, type Result } from '../kernel/result.ts';
import { loadBatch } from '../plan/batch-store.ts';
import { findYear } from '../plan/year-store.ts';
import type { Stores } from '../store/record.ts';
import { batchStateOf, yearStateOf } from './resume.ts';

type Reading = { readonly stores: Pick<Stores, 'lifecycle'> };

/** Where the workflow of plan year `year` goes on, by the record alone. */
export const resumeYear = async ({ stores }: Reading, year: number): Promise<Result<{ state: string }, never>> =>
  ok({ state: yearStateOf(await findYear(stores.lifecycle, year)) });

/** Where the workflow of batch `batchId` goes on, by the record alone. */
export const resumeBatch = async ({ stores }: Reading, batchId: string): Promise<Result<{ state: string }, Refusal>> => {
  const batch = await loadBatch(stores.lifecycle, batchId);
  if (!batch.ok) return batch;
  const attempt = 'attempt' in batch.value ? await findAttempt(stores.lifecycle, batchId, batch.value.attempt) : undefined;
  return ok({ state: batchStateOf(batch.value, attempt) });
};
