import { pooledOf } from '../draw/freezing/pooled-rule.ts';
import { moveBatch } from '../inspection/move-batch.ts';
import { refuse, type Refusal } from '../kernel/refusal.ts';
import { ok, type Result } from '../kernel/result.ts';
import { hasReached, type Batch, type BatchIn } from '../plan/batch.ts';
import { markVisited } from '../registry/mark-visited.ts';
import { batchResultsOf } from './batch-results-of.ts';
import type { PublicationContext } from './context.ts';
import { readReconciliation } from './read-reconciliation.ts';
import { judgeReconciliation } from './reconcile.ts';
import { publishBatchResults } from './result-store.ts';
import { visitsOf } from './visits-of.ts';

type Context = PublicationContext<'registry' | 'lifecycle' | 'publication' | 'transact'>;

/**
 * The end of a batch: what was visited is marked in both directories (NR-3), the reconciliation is stored with the batch and published (GY-21).
 * Refused as the reconciliation is. Archiving again answers the same.
 */
export const archiveBatch = async (context: Context, batchId: string): Promise<Result<Batch, Refusal>> => {
  const read = await readReconciliation(context, batchId);
  if (!read.ok) return read;
  const { batch, forms, reconciliation } = read.value;
  if (batch.stage === 'archived') return ok(batch);
  if (!hasReached(batch.stage, 'published')) return refuse('batch-not-entered', { facts: { stage: batch.stage } });
  const complete = judgeReconciliation(reconciliation);
  if (!complete.ok) return complete;
  const marked = await markVisited(context, batchId, visitsOf(forms), 'scheme' in batch ? pooledOf(batch.scheme.departments) : []);
  if (!marked.ok) return marked;
  const archived = (now: BatchIn<'published'>): BatchIn<'archived'> => ({ ...now, stage: 'archived', reconciliation, archivedAt: context.act.now });
  return moveBatch(context, {
    batchId,
    action: 'batch.archived',
    decide: (now) => ok(now.stage === 'published' ? archived(now) : undefined),
    also: (after) => (after.stage === 'archived' ? [publishBatchResults(context.stores.publication, batchResultsOf(after, forms, reconciliation.receipts))] : []),
  });
};
