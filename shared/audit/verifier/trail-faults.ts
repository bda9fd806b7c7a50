import { readCanonical } from '../../lottery/encoding/read-canonical.ts';
import { isCount, isHash, isObject } from '../../lottery/encoding/shape.ts';
import { headLeaf } from '../checkpoint/leaves.ts';
import type { AuditEntry } from '../entry.ts';
import type { Head } from '../trail.ts';
import { verifyTrail } from '../verify.ts';
import type { AuditFault } from './fault.ts';
import type { TrailText } from './material.ts';

/** A trail that could be read, with the leaf that each entry was while it was the head. */
export interface ReadTrail {
  readonly stream: string;
  readonly entries: readonly AuditEntry[];
  readonly leaves: readonly { readonly seq: number; readonly leaf: string }[];
}

/** Reads one trail and checks it within itself: every entry is what its hash says and follows the one before, up to `head` if that is named. */
export const readTrailText = ({ stream, lines }: TrailText, head: Head | undefined): { readonly trail: ReadTrail; readonly faults: readonly AuditFault[] } => {
  const faults: AuditFault[] = [];
  const entries: AuditEntry[] = [];
  for (const [at, line] of lines.entries()) {
    const value = readCanonical(line);
    if (isEntry(value)) entries.push(value);
    else faults.push({ kind: 'unreadable', stream, seq: at + 1 });
  }
  faults.push(...entries.filter((entry) => entry.stream !== stream).map(({ seq }): AuditFault => ({ kind: 'foreign', stream, seq })));
  faults.push(...verifyTrail(entries, head).faults.map(({ kind, seq }): AuditFault => ({ kind, stream, seq })));
  return { trail: { stream, entries, leaves: entries.map(({ seq, hash }) => ({ seq, leaf: headLeaf({ stream, seq, hash }) })) }, faults };
};

const isEntry = (value: unknown): value is AuditEntry =>
  isObject(value) && typeof value['stream'] === 'string' && isCount(value['seq']) && isHash(value['prev']) && isHash(value['hash']) && typeof value['at'] === 'string';
