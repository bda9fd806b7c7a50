import { commit } from '../audit/commit.ts';
import { refuse, type Refusal } from '../kernel/refusal.ts';
import { ok, type Result } from '../kernel/result.ts';
import { loadBatch, putBatch } from '../plan/batch-store.ts';
import type { Batch } from '../plan/batch.ts';
import type { Write } from '../store/write.ts';
import type { InspectionContext } from './context.ts';

/** A step of a batch: what it is called in the trail, and the batch as it becomes, or undefined if it is there already. */
export interface BatchMove {
  readonly batchId: string;
  readonly action: string;
  readonly decide: (batch: Batch) => Result<Batch | undefined, Refusal> | Promise<Result<Batch | undefined, Refusal>>;
  readonly also?: (after: Batch) => readonly Write[];
}

const ATTEMPTS = 5;

/** Load → decide → write one batch. Escalations are recorded on it at any time, so a step that meets one decides again. Answers the batch as it stands. */
export const moveBatch = async (
  { stores, act }: Pick<InspectionContext, 'act'> & { readonly stores: Pick<InspectionContext['stores'], 'lifecycle' | 'transact'> },
  { batchId, action, decide, also }: BatchMove,
): Promise<Result<Batch, Refusal>> => {
  for (let attempt = 1; attempt <= ATTEMPTS; attempt++) {
    const loaded = await loadBatch(stores.lifecycle, batchId);
    if (!loaded.ok) return loaded;
    const before = loaded.value;
    const decided = await decide(before);
    if (!decided.ok) return decided;
    if (decided.value === undefined) return ok(before);
    const after: Batch = { ...decided.value, version: before.version + 1 };
    const done = await commit(
      stores,
      act,
      { stream: `batch/${batchId}`, action, subject: `batch/${batchId}`, before: { stage: before.stage, version: before.version }, after },
      [putBatch(stores.lifecycle, before, after), ...(also?.(after) ?? [])],
    );
    if (done.ok) return ok(after);
    if (done.error.code !== 'changed-meanwhile') return done;
  }
  return refuse('changed-meanwhile');
};
