import type { AuditEntry } from '../../../shared/audit/entry.ts';
import { headKey } from '../../../shared/audit/trail.ts';
import { verifyTrail, type Fault } from '../../../shared/audit/verify.ts';
import type { Invariant, View } from './invariant.ts';
import { entryOf } from './stored.ts';

/** Every chain of the trail verifies to its head, after every step (GY-1, BY-7). */
export const chains: Invariant = {
  id: 'chains-verify',
  clauses: ['GY-1', 'BY-7'],
  en: 'Every stream of the audit trail is one unbroken chain that ends at its head.',
  watch: () => {
    const verified = new Map<string, number>();
    return (view, { items }) => {
      const streams = new Set(items.flatMap(({ pk }) => (pk.startsWith('AUDIT#') ? [pk.slice('AUDIT#'.length)] : [])));
      return [...streams].flatMap((stream) => {
        const { entries, faults } = verifyFrom(view, stream, verified.get(stream) ?? 0);
        verified.set(stream, entries);
        return faults.map((fault) => `stream ${stream}: entry ${fault.seq} is ${fault.kind}`);
      });
    };
  },
};

// What was verified before is not hashed again; the last entry of it is, since the next one hangs on it.
const verifyFrom = ({ record }: View, stream: string, upTo: number): { entries: number; faults: readonly Fault[] } => {
  const all = record.tables.lifecycle.partition(`AUDIT#${stream}`, 'E#');
  const { pk, sk } = headKey(stream);
  const head = record.tables.lifecycle.get(pk, sk) as unknown as { seq: number; hash: string } | undefined;
  const from = Math.max(0, upTo - 1);
  const entries: readonly AuditEntry[] = all.slice(from).map(entryOf);
  const { faults } = verifyTrail(entries, head ?? { seq: 0, hash: '' });
  const known = from === 0 ? undefined : entries[0]?.seq;
  return { entries: all.length, faults: faults.filter(({ seq, kind }) => seq !== known || kind === 'altered' || kind === 'truncated' || kind === 'head-differs') };
};
