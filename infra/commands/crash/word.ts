import { verifyTrail } from '../../../shared/audit/verify.ts';
import type { AuditEntry } from '../../../shared/audit/entry.ts';
import { entryKey, headKey, type Head } from '../../../shared/audit/trail.ts';
import type { Acknowledged } from '../../rehearsal/open-commands.ts';
import { servedRecord, type ServedRecord } from './served-record.ts';

/** The system's word so far: what it is held to after the next kill. */
export interface Word {
  /** How many acknowledged commands have been looked for. */
  readonly looked: number;
  /** The last entry known of each stream. */
  readonly heads: ReadonlyMap<string, { readonly seq: number; readonly hash: string }>;
}

/** Nothing was promised yet. */
export const NO_WORD: Word = { looked: 0, heads: new Map() };

/** What is missing of what was promised and what stands twice, in words; and what is promised from now on. */
export interface Kept {
  readonly lost: readonly string[];
  readonly doubled: readonly string[];
  readonly word: Word;
}

/**
 * Looks into the record of the machine at `url`, which is at work, for what came since the last look: each acknowledged command has its
 * receipt, which is written in the same transaction as its effect; each stream still holds the entry that was its last, and the chain goes on
 * from there without a fault and without a deed that stands twice. What was looked for before is looked for again when the year is over.
 */
export const holdTo = async ({ looked, heads }: Word, acknowledged: readonly Acknowledged[], url: string): Promise<Kept> => {
  const record = await servedRecord(url);
  const due = acknowledged.slice(looked);
  const keyOf = ({ sub, key }: Acknowledged): { pk: string; sk: string } => ({ pk: `IDEMPOTENCY#${sub}`, sk: key });
  const present = new Set((await record.present(due.map(keyOf))).map(({ pk, sk }) => `${pk} ${sk}`));
  const lost = due.filter((command) => !present.has(`${keyOf(command).pk} ${keyOf(command).sk}`)).map(({ sub, key, endpoint }) => `${endpoint} ${key} by ${sub}`);
  const doubled: string[] = [];
  const now = new Map<string, { seq: number; hash: string }>();
  for (const { sk, seq, hash } of (await record.partition(headKey('').pk)) as unknown as readonly (Head & { sk: string })[]) now.set(sk, { seq, hash });
  // Where anything was acknowledged, something was written.
  if (acknowledged.length > 0 && now.size === 0) lost.push('the head of every stream');
  for (const [stream, known] of heads) {
    const head = now.get(stream);
    if (head === undefined || head.seq < known.seq || (head.seq === known.seq && head.hash !== known.hash)) lost.push(`entry ${known.seq} of ${stream}`);
  }
  for (const [stream, head] of now) {
    const known = heads.get(stream);
    if (known?.seq === head.seq) continue;
    const entries = await entriesOf(record, stream, known?.seq ?? 1, head.seq);
    if (known !== undefined && entries[0]?.hash !== known.hash) lost.push(`entry ${known.seq} of ${stream}`);
    const faults = verifyTrail(entries, head).faults.filter(({ seq }) => known === undefined || seq !== known.seq);
    lost.push(...faults.map(({ kind, seq }) => `the chain of ${stream} at ${seq}: ${kind}`));
    doubled.push(...doubledIn(entries));
  }
  return { lost, doubled, word: { looked: acknowledged.length, heads: now } };
};

const entriesOf = async (record: ServedRecord, stream: string, from: number, to: number): Promise<readonly AuditEntry[]> =>
  (await record.range(entryKey(stream, from).pk, entryKey(stream, from).sk, entryKey(stream, to).sk)).map(({ pk: _pk, sk: _sk, ...entry }) => entry as unknown as AuditEntry);

/** Deeds of a trail that stand in it more than once: by the same hand, at the same moment, with the same content. */
export const doubledIn = (entries: readonly AuditEntry[]): readonly string[] => {
  const seen = new Set<string>();
  return entries.flatMap(({ seq, prev: _prev, hash: _hash, ...deed }) => {
    const same = JSON.stringify(deed);
    if (seen.has(same)) return [`${deed.action} of ${deed.subject} at ${deed.at} stands twice in ${deed.stream} (${seq})`];
    seen.add(same);
    return [];
  });
};
