import { fromHex } from '../../lottery/encoding/bytes.ts';
import { inclusionPath } from '../../lottery/directory/inclusion.ts';
import { nodeHasher } from '../../lottery/providers/node.ts';
import { readCanonical } from '../../lottery/encoding/read-canonical.ts';
import { exactObject, isArrayOf, isCount, isHash, isOneOf, isText, type Check } from '../../lottery/encoding/shape.ts';
import { headLeaf } from '../checkpoint/leaves.ts';
import type { StreamHead } from '../trail.ts';
import type { Read } from './checkpoint-faults.ts';
import type { ExportIndex, IndexedStream } from './material.ts';

/** The index of an export up to `latest`: what each trail ends in, and the proof that the checkpoint attests it. An end it does not attest throws a `RangeError`. */
export const exportIndex = ({ checkpoint, hash, leaves = [] }: Read, ends: readonly StreamHead[]): ExportIndex => ({
  shape: 1,
  checkpoint: { date: checkpoint.date, hash },
  streams: ends.map(({ stream, seq, hash: end }, at): IndexedStream => {
    const index = leaves.indexOf(headLeaf({ stream, seq, hash: end }));
    return { stream, seq, hash: end, file: trailFile(at), proof: { index, path: inclusionPath(nodeHasher('SHA-256'), leaves.map(fromHex), index) } };
  }),
});

/** The file of the trail that stands at `at` in the index. */
const trailFile = (at: number): string => `${String(at + 1).padStart(6, '0')}.jsonl`;

/** Reads an index; undefined unless it is one, byte for byte. */
export const readExportIndex = (text: string): ExportIndex | undefined => {
  const value = readCanonical(text);
  return exactObject(value, MEMBERS) ? (value as unknown as ExportIndex) : undefined;
};

const exact = (members: Readonly<Record<string, Check>>): Check => (value) => exactObject(value, members);
// A file of the index lies beside it.
const isFile: Check = (value) => typeof value === 'string' && /^[\w-]+\.jsonl$/.test(value);
const MEMBERS: Readonly<Record<keyof ExportIndex, Check>> = {
  shape: isOneOf(1),
  checkpoint: exact({ date: isText, hash: isHash }),
  streams: isArrayOf(exact({ stream: isText, seq: isCount, hash: isHash, file: isFile, proof: exact({ index: isCount, path: isArrayOf(isHash) }) })),
};
