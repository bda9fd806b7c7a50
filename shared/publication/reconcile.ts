import { commit } from '../audit/commit.ts';
import { refuse, type Refusal } from '../kernel/refusal.ts';
import { ok, type Result } from '../kernel/result.ts';
import { hasReached, type Reconciliation } from '../plan/batch.ts';
import type { PublicationContext } from './context.ts';
import { readReconciliation } from './read-reconciliation.ts';

/**
 * Proves drawn = published + exempt with nothing open, and a receipt of every channel for every published result (GY-20, GY-21); the proof enters the trail.
 * Refused: `batch-not-entered`, `batch-not-reconciled`, `receipts-missing`.
 */
export const reconcileBatch = async (context: PublicationContext<'lifecycle' | 'transact'>, batchId: string): Promise<Result<Reconciliation, Refusal>> => {
  const read = await readReconciliation(context, batchId);
  if (!read.ok) return read;
  const { batch, reconciliation } = read.value;
  if (!hasReached(batch.stage, 'published')) return refuse('batch-not-entered', { facts: { stage: batch.stage } });
  const complete = judgeReconciliation(reconciliation);
  if (!complete.ok || batch.stage === 'archived') return complete;
  const done = await commit(
    context.stores,
    context.act,
    { stream: `batch/${batchId}`, action: 'batch.reconcile', subject: `batch/${batchId}`, after: reconciliation },
    [],
  );
  return done.ok ? ok(reconciliation) : done;
};

/** Is nothing open, and has every channel given every receipt? */
export const judgeReconciliation = (counts: Reconciliation): Result<Reconciliation, Refusal> => {
  const { drawn, published, exempt, open, receipts } = counts;
  if (open !== 0) return refuse('batch-not-reconciled', { facts: { drawn, published, exempt, open } });
  const lacking = Object.entries(receipts).find(([, count]) => count < published);
  return lacking === undefined ? ok(counts) : refuse('receipts-missing', { facts: { channel: lacking[0], count: published - lacking[1] } });
};
