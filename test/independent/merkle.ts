import type { Hash } from './hashing.ts';

const LEAF = Buffer.from([0]);
const NODE = Buffer.from([1]);

/** The hash of one leaf: a line with its newline, or any other bytes. */
export const leafHash = (H: Hash, line: Uint8Array | string): Buffer => H(LEAF, line);

/** The RFC 6962 root over lines, or over any other bytes. */
export const rootOfLines = (H: Hash, lines: readonly (Uint8Array | string)[]): Buffer => rootOfNodes(H, lines.map((line) => leafHash(H, line)));

/** The root over the given hashes, which may be leaves or the roots of complete subtrees of one size. */
export function rootOfNodes(H: Hash, nodes: readonly Buffer[]): Buffer {
  if (nodes.length === 0) return H('');
  const only = nodes[0];
  if (nodes.length === 1 && only !== undefined) return only;
  const split = largestPowerBelow(nodes.length);
  return H(NODE, rootOfNodes(H, nodes.slice(0, split)), rootOfNodes(H, nodes.slice(split)));
}

/** The root that a leaf at `index` of `size` and its path, from the bottom up, lead to; undefined if the path does not fit the size. */
export function rootByPath(H: Hash, leaf: Buffer, index: number, size: number, path: readonly Buffer[]): Buffer | undefined {
  if (index < 0 || index >= size) return undefined;
  if (size === 1) return path.length === 0 ? leaf : undefined;
  const sibling = path.at(-1);
  if (sibling === undefined) return undefined;
  const split = largestPowerBelow(size);
  const rest = path.slice(0, -1);
  const isLeft = index < split;
  const below = isLeft ? rootByPath(H, leaf, index, split, rest) : rootByPath(H, leaf, index - split, size - split, rest);
  if (below === undefined) return undefined;
  return isLeft ? H(NODE, below, sibling) : H(NODE, sibling, below);
}

function largestPowerBelow(size: number): number {
  let power = 1;
  while (power * 2 < size) power *= 2;
  return power;
}
