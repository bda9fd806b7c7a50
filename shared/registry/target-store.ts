import type { Table } from '../store/table.ts';
import { bucketOf } from './bucket.ts';
import { recordStore } from './record-store.ts';
import { target, type Target } from './target.ts';

/** The partition of one bucket. */
export const targetPartition = (bucket: string): string => `TARGET#${bucket}`;

/** The target directory (检查对象名录库). */
export const targets = recordStore({ schema: target, idOf: ({ id }) => id, keyOf: (id: string) => ({ pk: targetPartition(bucketOf(id)), sk: id }) });

/** One bucket of the directory, by id. */
export const readBucket = (registry: Table, bucket: string): Promise<Target[]> => targets.all(registry, targetPartition(bucket));
