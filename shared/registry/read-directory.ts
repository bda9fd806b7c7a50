import { inParallel } from '../kernel/in-parallel.ts';
import type { Table } from '../store/table.ts';
import { BUCKETS } from './bucket.ts';
import { readBucket } from './target-store.ts';
import type { Target } from './target.ts';

const WIDTH = 16;

/** The whole target directory, strictly ascending by id as the draw's rows are: all buckets, all pages, sixteen at a time. */
export const readDirectory = async (registry: Table): Promise<Target[]> => {
  const buckets = await inParallel(BUCKETS, WIDTH, (bucket) => readBucket(registry, bucket));
  return buckets.flat().sort((a, b) => (a.id < b.id ? -1 : 1));
};
