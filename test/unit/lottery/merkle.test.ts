import { describe, expect, test } from 'vitest';
import type { Hasher } from '../../../shared/kernel/hash.ts';
import { concat, toHex, utf8 } from '../../../shared/lottery/encoding/bytes.ts';
import { inclusionPath, isIncluded } from '../../../shared/lottery/directory/inclusion.ts';
import { foldPackedLeaves, leafHash, nodeHash, rootOfLeaves, rootOfShards } from '../../../shared/lottery/directory/merkle.ts';
import { nodeHasher } from '../../../shared/lottery/providers/node.ts';
import { sha256 } from './example.ts';

/** The definition: split at the largest power of two below n. */
const byDefinition = (hasher: Hasher, leaves: readonly Uint8Array[]): Uint8Array => {
  if (leaves.length === 0) return hasher.bytes(new Uint8Array(0));
  if (leaves.length === 1) return leaves[0] as Uint8Array;
  const split = 2 ** Math.floor(Math.log2(leaves.length - 1));
  return nodeHash(hasher, byDefinition(hasher, leaves.slice(0, split)), byDefinition(hasher, leaves.slice(split)));
};
const leavesOf = (n: number): readonly Uint8Array[] => Array.from({ length: n }, (_, i) => leafHash(sha256, utf8(`row ${i}\n`)));

describe('the tree over rows and lists', () => {
  test('equals its definition for every size up to 70', () => {
    for (let n = 0; n <= 70; n += 1) expect(rootOfLeaves(sha256, leavesOf(n))).toBe(toHex(byDefinition(sha256, leavesOf(n))));
  });

  test('proves every leaf, and nothing else', () => {
    for (const n of [1, 2, 3, 7, 8, 13]) {
      const leaves = leavesOf(n);
      const root = rootOfLeaves(sha256, leaves);
      for (const [index, leaf] of leaves.entries()) {
        const path = inclusionPath(sha256, leaves, index);
        expect(isIncluded(sha256, { leaf, index, size: n, path, root })).toBe(true);
        expect(isIncluded(sha256, { leaf, index: index === 0 ? n : index - 1, size: n, path, root })).toBe(false);
        expect(isIncluded(sha256, { leaf: leafHash(sha256, utf8('x')), index, size: n, path, root })).toBe(false);
        expect(isIncluded(sha256, { leaf, index, size: n, path: [...path, root], root })).toBe(false);
      }
    }
    expect(() => inclusionPath(sha256, leavesOf(2), 2)).toThrow(RangeError);
  });

  test('shards of 2^20 rows fold to the root over all rows, at 2^20 − 1, 2^20 and 2^20 + 1 rows', () => {
    // A cheap mixing stands in for the hash: the shape of the tree is what is tested.
    const mix = (message: Uint8Array, out: Uint8Array, offset: number): void => {
      let state = message.length;
      for (let i = 0; i < message.length; i += 1) state = (Math.imul(state ^ (message[i] ?? 0), 0x01000193) + i) >>> 0;
      for (let i = 0; i < 32; i += 1) out[offset + i] = (state >>> (8 * (i % 4))) ^ i;
    };
    const bytes = (message: Uint8Array): Uint8Array => {
      const out = new Uint8Array(32);
      mix(message, out, 0);
      return out;
    };
    const cheap: Hasher = { suite: 'SHA-256', bytes, hex: (message) => toHex(bytes(message)), into: mix };
    for (const n of [2 ** 20 - 1, 2 ** 20, 2 ** 20 + 1]) {
      const packed = new Uint8Array(n * 32);
      for (let i = 0; i < n; i += 1) packed.set([i & 255, (i >> 8) & 255, i >> 16], i * 32);
      const shards = [packed.slice(0, 2 ** 25), packed.slice(2 ** 25)].filter(({ length }) => length > 0);
      const roots = shards.map((shard) => toHex(foldPackedLeaves(cheap, shard)));
      expect(rootOfShards(cheap, roots)).toBe(toHex(foldPackedLeaves(cheap, packed)));
    }
  });

  test('follows the suite: SM3 gives the standard digest of "abc" and another root', () => {
    const sm3 = nodeHasher('SM3');
    expect(sm3.hex(utf8('abc'))).toBe('66c7f0f462eeedd9d1f2d46bdc10e4e24167c4875cf2f7a2297da02b8f4ba8e0');
    expect(rootOfLeaves(sm3, [leafHash(sm3, utf8('a'))])).toBe(sm3.hex(concat(Uint8Array.of(0), utf8('a'))));
  });
});
