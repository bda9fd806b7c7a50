import type { Hasher } from '../kernel/hash.ts';
import { concat, fromHex, toHex, utf8 } from './bytes.ts';
import type { Hex } from './types.ts';

const LEAF = Uint8Array.of(0);
const NODE = Uint8Array.of(1);

/** `H(0x00 ‖ entry)`: the RFC 6962 leaf of a row or a list's line, its newline included. */
export const leafHash = (hasher: Hasher, entry: Uint8Array): Uint8Array => hasher.bytes(concat(LEAF, entry));

/** `H(0x00 ‖ salt ‖ row)`: the leaf of a blinded directory; `salt` has 16 bytes. */
export const blindedLeafHash = (hasher: Hasher, salt: Uint8Array, row: Uint8Array): Uint8Array =>
  hasher.bytes(concat(LEAF, salt, row));

/** `H(0x01 ‖ left ‖ right)`. */
export const nodeHash = (hasher: Hasher, left: Uint8Array, right: Uint8Array): Uint8Array =>
  hasher.bytes(concat(NODE, left, right));

/**
 * The RFC 6962 root over `leaves`, 32-byte hashes packed one after another. Overwrites `leaves`: level by level, pairs fold in place,
 * and a last one without a partner rises unchanged, which equals the split at the largest power of two below n.
 */
export const foldPackedLeaves = (hasher: Hasher, leaves: Uint8Array): Uint8Array => {
  let count = leaves.length / 32;
  if (count === 0) return hasher.bytes(new Uint8Array(0));
  const pair = new Uint8Array(65);
  pair[0] = 1;
  for (; count > 1; count = (count + 1) >> 1) {
    for (let i = 0; i + 1 < count; i += 2) {
      pair.set(leaves.subarray(i * 32, i * 32 + 64), 1);
      hasher.into(pair, leaves, i * 16);
    }
    if (count % 2 === 1) leaves.copyWithin((count - 1) * 16, (count - 1) * 32, count * 32);
  }
  return leaves.slice(0, 32);
};

/** The root over 32-byte leaf hashes; `H("")` for none. Shard roots fold to the snapshot's root by the same call. */
export const rootOfLeaves = (hasher: Hasher, leaves: readonly Uint8Array[]): Hex =>
  toHex(foldPackedLeaves(hasher, concat(...leaves)));

/** The root of shard roots in hex, which is the root over all their rows, because a full shard is a complete subtree. */
export const rootOfShards = (hasher: Hasher, shardRoots: readonly Hex[]): Hex =>
  rootOfLeaves(hasher, shardRoots.map(fromHex));

/** The root of a list, one leaf per line; `lines` come without their newlines. */
export const rootOfLines = (hasher: Hasher, lines: readonly string[]): Hex =>
  rootOfLeaves(hasher, lines.map((line) => leafHash(hasher, utf8(`${line}\n`))));

/** The root of consecutive entries of `entryBytes` bytes each, such as a shard's rows. */
export const rootOfEntries = (hasher: Hasher, entries: Uint8Array, entryBytes: number): Hex => {
  const count = Math.floor(entries.length / entryBytes);
  const leaves = new Uint8Array(count * 32);
  const leaf = new Uint8Array(1 + entryBytes);
  for (let i = 0; i < count; i += 1) {
    leaf.set(entries.subarray(i * entryBytes, (i + 1) * entryBytes), 1);
    hasher.into(leaf, leaves, i * 32);
  }
  return toHex(foldPackedLeaves(hasher, leaves));
};
