import { hash } from 'node:crypto';
import { canonicalJson } from '../../kernel/canonical-json.ts';
import { isInstant, type Instant } from '../../kernel/instant.ts';
import { isLocalDate, type LocalDate } from '../../kernel/local-date.ts';
import { readCanonical } from '../../lottery/encoding/read-canonical.ts';
import { exactObject, isCount, isHash, isOneOf, type Check } from '../../lottery/encoding/shape.ts';

/** What was published of the whole trail on one day: one link of the chain of checkpoints (BY-7). */
export interface Checkpoint {
  readonly shape: 1;
  /** From 1, without gap. */
  readonly number: number;
  /** The day, in Asia/Shanghai; a day has one checkpoint at most, and none if nothing was entered since the one before. */
  readonly date: LocalDate;
  readonly at: Instant;
  /** How many streams there were. */
  readonly size: number;
  /** RFC 6962 root over the leaves of all streams' heads, ascending; lower-case hex. */
  readonly root: string;
  /** The checkpoint before, by its day and its hash; null for the first. */
  readonly previous: { readonly date: LocalDate; readonly hash: string } | null;
}

/** A checkpoint as it is published: canonical JSON without a final newline. */
export const checkpointText = ({ shape, number, date, at, size, root, previous }: Checkpoint): string => canonicalJson({ shape, number, date, at, size, root, previous });

/** SHA-256 of the published bytes, lower-case hex: what the next checkpoint names, and what anyone may keep. */
export const checkpointHash = (text: string): string => hash('sha256', text, 'hex');

/** Reads a published checkpoint; undefined unless it is one, byte for byte as it is published. */
export const readCheckpoint = (text: string): Checkpoint | undefined => {
  const value = readCanonical(text);
  return exactObject(value, MEMBERS) ? (value as unknown as Checkpoint) : undefined;
};

const isSome: Check = (value) => isCount(value) && value > 0;
const isDate: Check = (value) => typeof value === 'string' && isLocalDate(value);

const MEMBERS = {
  shape: isOneOf(1),
  number: isSome,
  date: isDate,
  at: (value) => typeof value === 'string' && isInstant(value),
  size: isSome,
  root: isHash,
  previous: (value) => value === null || exactObject(value, { date: isDate, hash: isHash }),
} as const satisfies Readonly<Record<keyof Checkpoint, Check>>;
