import type { Hasher, TreeKernel } from '../../kernel/hash.ts';
import { concat, fromHex, toHex, utf8 } from '../encoding/bytes.ts';
import type { Hex } from '../types.ts';

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
export const foldPackedLeaves = (hasher: Hasher, leaves: Uint8Array): Uint8Array => fold(hasher, hasher.trees?.(leaves.length / 32), leaves);

const fold = (hasher: Hasher, trees: TreeKernel | undefined, leaves: Uint8Array): Uint8Array => {
  let count = leaves.length / 32;
  if (count === 0) return hasher.bytes(new Uint8Array(0));
  for (; count > 1; count = (count + 1) >> 1) {
    hashMessages(hasher, trees, 1, leaves.subarray(0, (count >> 1) * 64), leaves);
    if (count % 2 === 1) leaves.copyWithin((count - 1) * 16, (count - 1) * 32, count * 32);
  }
  return leaves.slice(0, 32);
};

/** Below this many messages the way into a kernel costs more than it saves. */
const FEW = 4;

/** H(tag ‖ message) of messages of 64 bytes, into `out`, which may be where `messages` begin. */
const hashMessages = (hasher: Hasher, trees: TreeKernel | undefined, tag: 0 | 1, messages: Uint8Array, out: Uint8Array): void => {
  const count = messages.length / 64;
  if (trees !== undefined && count >= FEW) return trees(tag, messages, out);
  const message = new Uint8Array(65);
  message[0] = tag;
  for (let i = 0; i < count; i += 1) {
    message.set(messages.subarray(i * 64, i * 64 + 64), 1);
    hasher.into(message, out, i * 32);
  }
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

/** Entries whose subtree is folded at once: a power of two, so that subtrees fold to the root as shards do. */
const ENTRIES_AT_ONCE = 4096;

/** The root of a shard's rows, or of other consecutive entries of 64 bytes. Needs memory for a few thousand leaves, however many there are. */
export const rootOfRows = (hasher: Hasher, rows: Uint8Array): Hex => {
  const step = ENTRIES_AT_ONCE * 64;
  const roots: Uint8Array[] = [];
  const leaves = new Uint8Array(Math.min(ENTRIES_AT_ONCE * 32, rows.length / 2));
  const trees = hasher.trees?.(rows.length / 64);
  for (let at = 0; at < rows.length; at += step) {
    const some = rows.subarray(at, at + step);
    hashMessages(hasher, trees, 0, some, leaves);
    roots.push(fold(hasher, trees, leaves.subarray(0, some.length / 2)));
  }
  return rootOfLeaves(hasher, roots);
};
