import type { Hasher } from '../../kernel/hash.ts';
import { fromHex, toHex } from '../encoding/bytes.ts';
import { inclusionPath } from './inclusion.ts';
import { foldPackedLeaves, nodeHash } from './merkle.ts';
import { ROW_BYTES, SHARD_ROWS } from './row.ts';
import { SALT_BYTES } from './salts.ts';
import { rootsOf, type SnapshotRoots } from './snapshot.ts';
import type { Hex, Snapshot } from '../types.ts';

/** A shard of a blinded directory: its rows, and a salt for each, one after another. */
export interface SaltedRows {
  readonly rows: Uint8Array;
  readonly salts: Uint8Array;
}

/** `H(0x00 ‖ salt ‖ row)` of every row, packed. Throws a `RangeError` unless there is a salt for each. */
const leavesOf = (hasher: Hasher, { rows, salts }: SaltedRows): Uint8Array => {
  const count = rows.length / ROW_BYTES;
  if (!Number.isInteger(count) || salts.length !== count * SALT_BYTES) throw new RangeError(`${salts.length} bytes of salt for ${rows.length} of rows`);
  const leaves = new Uint8Array(count * 32);
  const message = new Uint8Array(1 + SALT_BYTES + ROW_BYTES);
  for (let i = 0; i < count; i += 1) {
    message.set(salts.subarray(i * SALT_BYTES, (i + 1) * SALT_BYTES), 1);
    message.set(rows.subarray(i * ROW_BYTES, (i + 1) * ROW_BYTES), 1 + SALT_BYTES);
    hasher.into(message, leaves, i * 32);
  }
  return leaves;
};

/** The root of a shard whose leaves are salted. */
export const blindedShardRoot = (hasher: Hasher, shard: SaltedRows): Hex => toHex(foldPackedLeaves(hasher, leavesOf(hasher, shard)));

/** Root and shard roots of a blinded snapshot. Throws a `RangeError` unless there is a salt for each row. */
export const blindedRoots = (hasher: Hasher, shards: readonly SaltedRows[]): SnapshotRoots =>
  rootsOf(hasher, shards.map((shard) => ({ rows: shard.rows.length / ROW_BYTES, root: blindedShardRoot(hasher, shard) })));

/** The RFC 6962 audit path of row `index` of a blinded snapshot to its root, from the row's own shard and the other shards' roots. */
export const blindedPath = (hasher: Hasher, { shards }: Pick<Snapshot, 'shards'>, shard: SaltedRows, index: number): readonly Hex[] => {
  const path: Hex[] = [];
  let level = leavesOf(hasher, shard);
  const hashAt = (at: number): Uint8Array => level.subarray(at * 32, at * 32 + 32);
  for (let at = index % SHARD_ROWS; level.length > 32; at >>= 1) {
    const count = level.length / 32;
    if ((at ^ 1) < count) path.push(toHex(hashAt(at ^ 1)));
    const next = new Uint8Array(Math.ceil(count / 2) * 32);
    for (let i = 0; i * 2 < count; i += 1) next.set(i * 2 + 1 < count ? nodeHash(hasher, hashAt(i * 2), hashAt(i * 2 + 1)) : hashAt(i * 2), i * 32);
    level = next;
  }
  return [...path, ...inclusionPath(hasher, shards.map(({ root }) => fromHex(root)), Math.floor(index / SHARD_ROWS))];
};
