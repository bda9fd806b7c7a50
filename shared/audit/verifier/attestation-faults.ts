import type { Read } from './checkpoint-faults.ts';
import type { AuditFault } from './fault.ts';
import type { ReadTrail } from './trail-faults.ts';

/** What one checkpoint says of the trails: which entry of which stream it attests, and how many leaves belong to none. */
interface Attested {
  readonly date: string;
  readonly found: ReadonlyMap<string, number>;
  readonly twice: readonly { readonly stream: string; readonly seq: number }[];
  readonly strange: number;
}

/**
 * Holds all trails against every checkpoint: each attests exactly one entry of every stream it knew, never an earlier one than before, and the
 * latest attests the last entry of every trail. A leaf names no stream: one that no entry accounts for is laid to the streams that lost theirs,
 * and if there is none, to the checkpoint.
 */
export const attestationFaults = (checkpoints: readonly Read[], trails: readonly ReadTrail[]): AuditFault[] => {
  const entries = new Map(trails.flatMap(({ stream, leaves }) => leaves.map(({ seq, leaf }) => [leaf, { stream, seq }] as const)));
  const attested = checkpoints.flatMap(({ checkpoint: { date }, leaves }) => (leaves === undefined ? [] : [attestedBy(date, leaves, entries)]));
  const latest = attested.at(-1);
  if (latest === undefined) return [];

  const ever = new Set(attested.flatMap(({ found }) => [...found.keys()]));
  const reached = new Map<string, number>();
  const faults = new Map<string, AuditFault>();
  const report = (fault: AuditFault): void => void (faults.has(fault.stream ?? '') || faults.set(fault.stream ?? '', fault));
  for (const { date, found, twice, strange } of attested) {
    for (const entry of twice) report({ kind: 'attested-twice', ...entry, checkpoint: date });
    let lost = trails.length - ever.size;
    for (const [stream, upTo] of reached) {
      const seq = found.get(stream);
      if (seq === undefined) lost += 1;
      if (seq === undefined) report({ kind: 'not-attested', stream, seq: upTo + 1, checkpoint: date });
      else if (seq < upTo) report({ kind: 'went-back', stream, seq, checkpoint: date });
    }
    if (strange > lost) report({ kind: 'leaf-unknown', checkpoint: date });
    for (const [stream, seq] of found) reached.set(stream, Math.max(seq, reached.get(stream) ?? 0));
  }
  for (const trail of trails) {
    const { stream } = trail;
    const upTo = reached.get(stream);
    if (upTo === undefined) report({ kind: 'unknown-stream', stream, seq: 1, checkpoint: latest.date });
    else if ((trail.entries.at(-1)?.seq ?? 0) > upTo) report({ kind: 'beyond-checkpoint', stream, seq: upTo + 1, checkpoint: latest.date });
  }
  return [...faults.values()];
};

const attestedBy = (date: string, leaves: readonly string[], entries: ReadonlyMap<string, { readonly stream: string; readonly seq: number }>): Attested => {
  const found = new Map<string, number>();
  const twice: { stream: string; seq: number }[] = [];
  let strange = 0;
  for (const leaf of leaves) {
    const entry = entries.get(leaf);
    if (entry === undefined) strange += 1;
    else if (found.has(entry.stream)) twice.push(entry);
    else found.set(entry.stream, entry.seq);
  }
  return { date, found, twice, strange };
};
