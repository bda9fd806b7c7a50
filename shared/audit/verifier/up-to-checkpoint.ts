import type { AuditEntry } from '../entry.ts';
import { exportIndex } from './export-index.ts';
import type { Read } from './checkpoint-faults.ts';
import type { AuditMaterial, TrailText } from './material.ts';
import { readTrailText } from './trail-faults.ts';

/** What was entered after the latest checkpoint: chained, but attested by nobody yet. */
export interface Unattested {
  readonly entries: number;
  /** Streams that began after it. */
  readonly streams: number;
}

type WithTrails = AuditMaterial & { readonly trails: readonly TrailText[] };

/**
 * Cuts trails at what `latest` attests, and makes the index of the rest. What is cut off is younger than the checkpoint; a trail whose older end it does
 * not attest is left as it is, for the verifier to complain of. Without a sound checkpoint nothing is cut.
 */
export const upToCheckpoint = (material: WithTrails, latest: Read | undefined): { readonly material: AuditMaterial; readonly since: Unattested } => {
  if (latest?.leaves === undefined) return { material, since: { entries: 0, streams: 0 } };
  const attested = new Set(latest.leaves);
  const cut = material.trails.map((trail) => cutTrail(trail, attested, latest.checkpoint.at));
  const kept = cut.filter(({ lines }) => lines.length > 0);
  const proven = kept.flatMap(({ stream, end }) => (end === undefined ? [] : [{ stream, seq: end.seq, hash: end.hash }]));
  return {
    material: { ...material, trails: kept.map(({ stream, lines }) => ({ stream, lines })), ...(proven.length === kept.length ? { index: exportIndex(latest, proven) } : {}) },
    since: { entries: cut.reduce((sum, { cutOff }) => sum + cutOff, 0), streams: cut.length - kept.length },
  };
};

interface Cut extends TrailText {
  /** The attested last entry; undefined if there is none. */
  readonly end: AuditEntry | undefined;
  readonly cutOff: number;
}

const cutTrail = (text: TrailText, attested: ReadonlySet<string>, at: string): Cut => {
  const { trail } = readTrailText(text, undefined);
  const isReadable = trail.entries.length === text.lines.length;
  const last = trail.leaves.findLastIndex(({ leaf }) => attested.has(leaf));
  const isYounger = trail.entries.slice(last + 1).every((entry) => entry.at >= at);
  const isWhole = !isReadable || !isYounger;
  const lines = isWhole ? text.lines : text.lines.slice(0, last + 1);
  return { stream: text.stream, lines, end: isWhole ? undefined : trail.entries[last], cutOff: text.lines.length - lines.length };
};
