import { cutShards } from '../../lottery/directory/cut-shards.ts';
import { rowsFile } from '../../lottery/directory/shard-files.ts';
import { rootsOf, rowCounter, shardRoot, type RowCounts, type SnapshotRoots } from '../../lottery/directory/snapshot.ts';
import type { Exclusion, Frame, ShardRoot } from '../../lottery/types.ts';
import type { Stores } from '../../store/record.ts';
import { hasher } from '../record/draw-crypto.ts';
import type { AttemptRef } from '../record/draw-files.ts';
import { keepFile, type KeptFile } from '../record/kept-files.ts';

/** Rows that lie in the record as shards, and what a manifest says of them. */
export interface KeptRows {
  readonly snapshot: SnapshotRoots;
  readonly counts: RowCounts;
  /** Where each shard's bytes are kept. */
  readonly shards: readonly KeptFile[];
}

/** By what the eligible are counted. */
export interface Counting {
  readonly frame: Frame;
  readonly excluded: readonly Exclusion[];
}

/** How rows are kept: counted, and for all to see or not. */
export interface Keeping extends Counting {
  readonly isPublic: boolean;
}

/** Cuts rows into shards and keeps each in the record as it is filled: memory for one shard, however large the directory. `parts` must be ascending by id. */
export const keepShards = async (
  stores: Pick<Stores, 'snapshots'>,
  ref: AttemptRef,
  parts: AsyncIterable<Uint8Array> | Iterable<Uint8Array>,
  { frame, excluded, isPublic }: Keeping,
): Promise<KeptRows> => {
  const counter = rowCounter(frame, excluded);
  const roots: ShardRoot[] = [];
  const shards: KeptFile[] = [];
  for await (const shard of cutShards(parts)) {
    counter.add(shard);
    shards.push(await keepFile(stores, ref, rowsFile(shards.length), shard, { isPublic }));
    roots.push(shardRoot(hasher, shard));
  }
  return { snapshot: rootsOf(hasher, roots), counts: counter.counts(), shards };
};
