import { entryHash, GENESIS, type AuditEntry } from './entry.ts';
import type { Head } from './trail.ts';

/**
 * What is wrong with a trail. `altered`: an entry's content is not what its hash says; `missing`: numbers are skipped (dropped or put in another order);
 * `forked`: a number comes twice; `unlinked`: an entry does not follow the one before; `foreign`: an entry of another stream;
 * `truncated`: the trail ends before its head; `beyond-head`: it goes on behind it; `head-differs`: it ends at the head's number with another hash.
 */
export type Fault =
  | { readonly kind: 'altered' | 'missing' | 'forked' | 'unlinked' | 'foreign'; readonly seq: number }
  | { readonly kind: 'truncated' | 'beyond-head' | 'head-differs'; readonly seq: number; readonly head: number };

/** The verdict: all faults found, in the order of the entries. */
export interface TrailVerdict {
  readonly entries: number;
  readonly faults: readonly Fault[];
  /** Whether the end was compared with a head; without one a trail cut short at its end cannot be told. */
  readonly head: 'compared' | 'unchecked';
}

/** Checks a stream's whole trail as it was read, first entry first, against its head if that is known (GY-1, BY-7). Reads nothing, trusts nothing. */
export const verifyTrail = (entries: readonly AuditEntry[], head?: Head): TrailVerdict => {
  const faults = [...entries.flatMap((entry, at) => faultsOf(entry, entries[at - 1], entries[0])), ...endFaults(entries, head)];
  return { entries: entries.length, faults, head: head === undefined ? 'unchecked' : 'compared' };
};

const faultsOf = (entry: AuditEntry, before: AuditEntry | undefined, first: AuditEntry | undefined): Fault[] => {
  const { seq } = entry;
  const expected = (before?.seq ?? 0) + 1;
  const kinds = [
    ...(entry.stream === first?.stream ? [] : (['foreign'] as const)),
    ...(hashOf(entry) === entry.hash ? [] : (['altered'] as const)),
    ...(seq === expected ? [] : seq === before?.seq ? (['forked'] as const) : (['missing'] as const)),
    ...(entry.prev === (before?.hash ?? GENESIS) ? [] : (['unlinked'] as const)),
  ];
  return kinds.map((kind) => ({ kind, seq }));
};

// An entry whose content has no canonical form at all cannot be the one that was sealed.
const hashOf = (entry: AuditEntry): string | undefined => {
  try {
    return entryHash(entry);
  } catch (error) {
    if (error instanceof TypeError) return undefined;
    throw error;
  }
};

const endFaults = (entries: readonly AuditEntry[], head: Head | undefined): Fault[] => {
  if (head === undefined) return [];
  const seq = entries.at(-1)?.seq ?? 0;
  const hash = entries.at(-1)?.hash ?? GENESIS;
  if (seq < head.seq) return [{ kind: 'truncated', seq, head: head.seq }];
  if (seq > head.seq) return [{ kind: 'beyond-head', seq, head: head.seq }];
  return hash === head.hash ? [] : [{ kind: 'head-differs', seq, head: head.seq }];
};
