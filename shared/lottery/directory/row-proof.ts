import type { Hasher } from '../../kernel/hash.ts';
import { fromHex } from '../encoding/bytes.ts';
import { inclusionPath } from './inclusion.ts';
import { rootOfRows } from './merkle.ts';
import { ROW_BYTES, SHARD_ROWS } from './row.ts';
import type { Hex, Snapshot } from '../types.ts';

/**
 * The RFC 6962 audit path of row `index` of a snapshot to its root, from the row's own `shard` and the other shards' roots. Hashes each
 * row of the shard once and keeps no tree. Throws a `RangeError` if there is no such row.
 */
export const rowPath = (hasher: Hasher, { shards }: Pick<Snapshot, 'shards'>, shard: Uint8Array, index: number): readonly Hex[] => {
  const roots = shards.map(({ root }) => fromHex(root));
  return [...pathWithin(hasher, shard, index % SHARD_ROWS), ...inclusionPath(hasher, roots, Math.floor(index / SHARD_ROWS))];
};

const pathWithin = (hasher: Hasher, rows: Uint8Array, index: number): readonly Hex[] => {
  const path: Hex[] = [];
  let part = rows;
  let at = index;
  if (at * ROW_BYTES >= rows.length) throw new RangeError(`no row ${index}`);
  while (part.length > ROW_BYTES) {
    const split = largestPowerBelow(part.length / ROW_BYTES);
    const [left, right] = [part.subarray(0, split * ROW_BYTES), part.subarray(split * ROW_BYTES)];
    const isLeft = at < split;
    path.unshift(rootOfRows(hasher, isLeft ? right : left));
    part = isLeft ? left : right;
    at = isLeft ? at : at - split;
  }
  return path;
};

const largestPowerBelow = (n: number): number => 2 ** (31 - Math.clz32(n - 1));
