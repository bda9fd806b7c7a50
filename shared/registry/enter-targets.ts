import type { Refusal } from '../kernel/refusal.ts';
import type { Result } from '../kernel/result.ts';
import type { BulkAnswer } from './bulk.ts';
import type { Desk } from './desk.ts';
import { bucketOf } from './bucket.ts';
import { enterBulk } from './enter-bulk.ts';
import { judgeRows } from './judge-rows.ts';
import { judgeTarget } from './judge-target.ts';
import { targets } from './target-store.ts';
import type { TargetEntry } from './target.ts';

/**
 * Enters targets of the directory (GY-3), all or none. Bulks are spread over 256 streams by the bucket of their first row, so that a directory
 * can be loaded by several clients at once, and a client can tell which of its bulks share a stream.
 */
export const enterTargets = async (desk: Desk, rows: readonly TargetEntry[]): Promise<Result<BulkAnswer, Refusal>> => {
  const judged = judgeRows(rows, ({ id }) => id, (row) => judgeTarget(row, desk.act));
  if (!judged.ok) return judged;
  return enterBulk(desk, {
    kind: 'target',
    stream: ([first]) => `registry/targets/${bucketOf(first?.id ?? '')}`,
    rows: judged.value.map(({ id, pointer, value }) => ({ id, pointer, record: value })),
    store: targets,
  });
};
