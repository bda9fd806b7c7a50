import { hash as digest } from 'node:crypto';
import { canonicalJson } from '../../kernel/canonical-json.ts';
import { fromHex } from '../../lottery/encoding/bytes.ts';
import { rootOfLeaves } from '../../lottery/directory/merkle.ts';
import { nodeHasher } from '../../lottery/providers/node.ts';
import type { StreamHead } from '../trail.ts';

const hasher = nodeHasher('SHA-256');

/**
 * The RFC 6962 leaf of a stream's head: SHA-256 of 0x00 and the canonical JSON `{hash, seq, stream}`. It tells nothing to whoever cannot write
 * down the head's whole entry (NR-11): stream names alone can be guessed, they hold batches and credit codes.
 */
export const headLeaf = ({ stream, seq, hash }: StreamHead): string => digest('sha256', `\0${canonicalJson({ hash, seq, stream })}`, 'hex');

/** The leaves of all heads, ascending, so that their order tells nothing of the streams either. */
export const leavesOf = (heads: readonly StreamHead[]): readonly string[] => heads.map(headLeaf).sort();

/** The RFC 6962 root over leaves in that order. */
export const rootOf = (leaves: readonly string[]): string => rootOfLeaves(hasher, leaves.map(fromHex));

/** A list of leaves as it is published: one a line. */
export const leavesText = (leaves: readonly string[]): string => leaves.map((leaf) => `${leaf}\n`).join('');

/** Reads a published list; undefined unless every line is a leaf and they ascend. */
export const readLeaves = (text: string): readonly string[] | undefined => {
  const leaves = text.split('\n');
  if (leaves.pop() !== '') return undefined;
  const isSound = leaves.every((leaf, at) => /^[0-9a-f]{64}$/.test(leaf) && (at === 0 || (leaves[at - 1] ?? '') < leaf));
  return isSound ? leaves : undefined;
};
