import type { Hasher } from '../../kernel/hash.ts';
import { fromHex, toHex } from '../encoding/bytes.ts';
import { nodeHash } from './merkle.ts';
import type { Hex } from '../types.ts';

/** The RFC 6962 audit path of leaf `index`, from the leaf's neighbour up; throws a `RangeError` if there is no such leaf. */
export const inclusionPath = (hasher: Hasher, leaves: readonly Uint8Array[], index: number): readonly Hex[] => {
  if (!Number.isInteger(index) || index < 0 || index >= leaves.length) throw new RangeError(`no leaf ${index}`);
  const path: Hex[] = [];
  let level = leaves;
  for (let at = index; level.length > 1; at >>= 1) {
    const neighbour = level[at ^ 1];
    if (neighbour !== undefined) path.push(toHex(neighbour));
    level = pairUp(hasher, level);
  }
  return path;
};

const pairUp = (hasher: Hasher, level: readonly Uint8Array[]): readonly Uint8Array[] =>
  Array.from({ length: Math.ceil(level.length / 2) }, (_, i) => {
    const left = level[i * 2] as Uint8Array;
    const right = level[i * 2 + 1];
    return right === undefined ? left : nodeHash(hasher, left, right);
  });

/** True if `leaf` is leaf `index` of the tree of `size` leaves with `root`. */
export const isIncluded = (
  hasher: Hasher,
  proof: { readonly leaf: Uint8Array; readonly index: number; readonly size: number; readonly path: readonly Hex[]; readonly root: Hex },
): boolean => {
  if (!Number.isInteger(proof.index) || proof.index < 0 || proof.index >= proof.size) return false;
  let node = proof.leaf;
  let at = proof.index;
  let used = 0;
  for (let width = proof.size; width > 1; width = Math.ceil(width / 2)) {
    const lonely = at % 2 === 0 && at + 1 === width;
    if (!lonely) {
      const step = proof.path[used];
      if (step === undefined || !/^[0-9a-f]{64}$/.test(step)) return false;
      used += 1;
      node = at % 2 === 0 ? nodeHash(hasher, node, fromHex(step)) : nodeHash(hasher, fromHex(step), node);
    }
    at = Math.floor(at / 2);
  }
  return used === proof.path.length && toHex(node) === proof.root;
};
