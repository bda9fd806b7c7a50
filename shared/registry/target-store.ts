import type { Table } from '../store/table.ts';
import { bucketOf } from './bucket.ts';
import { recordStore } from './record-store.ts';
import { target, type Target } from './target.ts';

/** The partition of one bucket. */
export const targetPartition = (bucket: string): string => `TARGET#${bucket}`;

/** The target directory (检查对象名录库). */
export const targets = recordStore({ schema: target, idOf: ({ id }) => id, keyOf: (id: string) => ({ pk: targetPartition(bucketOf(id)), sk: id }) });

const ROW = ['id', 'region', 'industry', 'status', 'creditClass', 'tags', 'lastInspected'] as const satisfies readonly (keyof Target)[];

/** What a draw asks of a target. */
export type TargetRow = Pick<Target, (typeof ROW)[number]>;

/** What a draw asks of these targets, in the order of `ids`. Throws if one is not there. */
export const readTargetRows = (registry: Table, ids: readonly string[]): Promise<TargetRow[]> =>
  Promise.all(ids.map(async (id) => {
    const found = await targets.find(registry, id);
    if (found === undefined) throw new Error(`the directory has lost ${id}`);
    return found;
  }));

/** One bucket of the directory by id, no more of each target than {@link TargetRow}: a tenth of the bytes. */
export const readBucketRows = async (registry: Table, bucket: string): Promise<TargetRow[]> =>
  (await registry.all({ pk: targetPartition(bucket), attributes: ROW })) as unknown as TargetRow[];
