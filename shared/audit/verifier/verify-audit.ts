import { fromHex } from '../../lottery/encoding/bytes.ts';
import { isIncluded } from '../../lottery/directory/inclusion.ts';
import { nodeHasher } from '../../lottery/providers/node.ts';
import { headLeaf } from '../checkpoint/leaves.ts';
import { attestationFaults } from './attestation-faults.ts';
import { keptFaults, readCheckpoints, type Read } from './checkpoint-faults.ts';
import type { AuditFault } from './fault.ts';
import type { AuditMaterial, ExportIndex, Kept } from './material.ts';
import { readTrailText } from './trail-faults.ts';

/** What was found, and how much was looked at. */
export interface AuditVerdict {
  readonly faults: readonly AuditFault[];
  readonly checkpoints: readonly Read[];
  readonly lists: number;
  /** Undefined if no trails were handed over. */
  readonly streams: number | undefined;
  readonly entries: number;
}

/**
 * Checks checkpoints, their lists and the trails against each other; trusts nothing (BY-7, GY-24). Finds every entry that was flipped, dropped, moved,
 * truncated or forked before the latest checkpoint, and every checkpoint that was rewritten or left out before one that somebody kept.
 */
export const verifyAudit = (material: AuditMaterial, kept: readonly Kept[] = []): AuditVerdict => {
  const { read, faults } = readCheckpoints(material);
  const ends = new Map(material.index?.streams.map((stream) => [stream.stream, stream]));
  const trails = (material.trails ?? []).map((trail) => readTrailText(trail, ends.get(trail.stream)));
  const names = new Set(trails.map(({ trail }) => trail.stream));
  return {
    faults: [
      ...faults,
      ...keptFaults(read, kept),
      ...indexFaults(material, read),
      ...[...ends.keys()].filter((stream) => !names.has(stream)).map((stream): AuditFault => ({ kind: 'stream-missing', stream })),
      ...trails.flatMap((each) => each.faults),
      ...(material.trails === undefined ? [] : attestationFaults(read, trails.map(({ trail }) => trail))),
    ],
    checkpoints: read,
    lists: new Set(read.flatMap(({ leaves, checkpoint }) => (leaves === undefined ? [] : [checkpoint.root]))).size,
    streams: material.trails?.length,
    entries: trails.reduce((sum, { trail }) => sum + trail.entries.length, 0),
  };
};

const indexFaults = ({ index, isIndexGarbled, checkpoints }: AuditMaterial, read: readonly Read[]): AuditFault[] => {
  if (isIndexGarbled === true) return [{ kind: 'index-altered' }];
  if (index === undefined) return [];
  const latest = read.at(-1);
  const date = checkpoints.at(-1)?.date;
  if (latest === undefined || latest.checkpoint.date !== date || index.checkpoint.date !== date || index.checkpoint.hash !== latest.hash) {
    return [{ kind: 'index-altered', checkpoint: index.checkpoint.date }];
  }
  return index.streams.filter((stream) => !isProven(stream, latest)).map(({ stream, seq }) => ({ kind: 'proof-broken', stream, seq, checkpoint: latest.checkpoint.date }));
};

const isProven = ({ stream, seq, hash, proof }: ExportIndex['streams'][number], { checkpoint: { size, root } }: Read): boolean =>
  isIncluded(nodeHasher('SHA-256'), { leaf: fromHex(headLeaf({ stream, seq, hash })), index: proof.index, size, path: proof.path, root });
