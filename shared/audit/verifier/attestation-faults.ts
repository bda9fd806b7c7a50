import type { Read } from './checkpoint-faults.ts';
import type { AuditFault } from './fault.ts';
import type { ReadTrail } from './trail-faults.ts';

/**
 * Holds the trails against every checkpoint: each attests exactly one entry of every stream it knew, never an earlier one than before, and the
 * latest attests the last entry of every trail. Since a leaf names no stream, one that no entry accounts for tells only how many are missing.
 */
export const attestationFaults = (checkpoints: readonly Read[], trails: readonly ReadTrail[]): AuditFault[] => {
  const known = new Map(trails.flatMap(({ stream, leaves }) => leaves.map(({ seq, leaf }) => [leaf, { stream, seq }] as const)));
  const reached = new Map<string, number>();
  const reported = new Set<string>();
  const faults: AuditFault[] = [];
  const report = (fault: AuditFault & { readonly stream: string }): void => {
    if (reported.has(fault.stream)) return;
    reported.add(fault.stream);
    faults.push(fault);
  };

  let isShort = false;
  let latest: string | undefined;
  for (const { checkpoint: { date }, leaves } of checkpoints) {
    if (leaves === undefined) continue;
    latest = date;
    const found = new Map<string, number>();
    let strange = 0;
    for (const leaf of leaves) {
      const entry = known.get(leaf);
      if (entry === undefined) strange += 1;
      else if (found.has(entry.stream)) report({ kind: 'attested-twice', ...entry, checkpoint: date });
      else found.set(entry.stream, entry.seq);
    }
    for (const [stream, seq] of found) {
      if (seq < (reached.get(stream) ?? 0)) report({ kind: 'went-back', stream, seq, checkpoint: date });
      reached.set(stream, Math.max(seq, reached.get(stream) ?? 0));
    }
    for (const [stream, seq] of reached) if (!found.has(stream)) report({ kind: 'not-attested', stream, seq: seq + 1, checkpoint: date });
    // Every trail without a leaf here may own one of the strange ones; more than that are of streams that are not here at all.
    if (!isShort && strange > trails.length - found.size) {
      isShort = true;
      faults.push({ kind: 'streams-missing', checkpoint: date });
    }
  }
  if (latest === undefined) return faults;
  for (const { stream, entries } of trails) {
    const upTo = reached.get(stream);
    const last = entries.at(-1)?.seq ?? 0;
    if (upTo === undefined) report({ kind: 'unknown-stream', stream, seq: 1, checkpoint: latest });
    else if (last > upTo) report({ kind: 'beyond-checkpoint', stream, seq: upTo + 1, checkpoint: latest });
  }
  return faults;
};
