import { inParallel } from '../kernel/in-parallel.ts';
import { BUCKETS } from './bucket.ts';
import { readBucketRows, targetPartition, type TargetRow } from './target-store.ts';
import type { Table } from '../store/table.ts';

const WIDTH = 8;

/** What `read` makes of each bucket of the directory; several are read at a time, and none is kept. */
export const eachBucket = <T>(registry: Table, read: (rows: readonly TargetRow[]) => T): Promise<T[]> =>
  inParallel(BUCKETS, WIDTH, async (bucket) => read(await readBucketRows(registry, bucket)));

/**
 * The whole target directory as far as a draw asks, strictly ascending by id as the draw's rows are: all buckets, all pages, several at a time.
 * The rows are not parsed again here: whoever draws from them checks each against the draw's own form.
 */
export const readDirectory = async (registry: Table): Promise<TargetRow[]> => {
  const buckets = await eachBucket(registry, (rows) => rows);
  return buckets.flat().sort((a, b) => (a.id < b.id ? -1 : 1));
};

/** Whether the directory has more targets than `count`, judged by one bucket: targets lie in them by a hash. With 0 it always has. */
export const hasMoreTargets = async (registry: Table, count: number): Promise<boolean> => {
  if (count === 0) return true;
  const share = Math.ceil(count / BUCKETS.length);
  const { items } = await registry.page({ pk: targetPartition(BUCKETS[0] ?? ''), attributes: ['id'], limit: share + 1 });
  return items.length > share;
};
