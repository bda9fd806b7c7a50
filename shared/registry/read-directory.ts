import { inParallel } from '../kernel/in-parallel.ts';
import { BUCKETS } from './bucket.ts';
import { readBucketRows, type TargetRow } from './target-store.ts';
import type { Table } from '../store/table.ts';

const WIDTH = 8;

/**
 * The whole target directory as far as a draw asks, strictly ascending by id as the draw's rows are: all buckets, all pages, several at a time.
 * The rows are not parsed again here: whoever draws from them checks each against the draw's own form.
 */
export const readDirectory = async (registry: Table): Promise<TargetRow[]> => {
  const buckets = await inParallel(BUCKETS, WIDTH, (bucket) => readBucketRows(registry, bucket));
  return buckets.flat().sort((a, b) => (a.id < b.id ? -1 : 1));
};
