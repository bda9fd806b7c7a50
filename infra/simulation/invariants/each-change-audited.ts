import { headKey } from '../../../shared/audit/trail.ts';
import type { ItemChange } from '../world/record.ts';
import type { Invariant } from './invariant.ts';

/** What mirrors the truth or is counted anew from it, and so has no entry of its own. What a receipt must lie beside is asked by `acknowledged-is-kept`. */
const UNTRACKED = /^(AUDIT|AWAIT|INBOX|CENSUS|DRAWS|IDEMPOTENCY)/;

/** No stored thing changes but in one transaction with an audit entry and the chain's new head (GY-1). */
export const eachChangeAudited: Invariant = {
  id: 'each-change-audited',
  clauses: ['GY-1', 'GY-24'],
  en: 'Every change of a stored thing carries its audit entry, and that the head of its chain, in the same transaction.',
  watch: () => (_view, { items }) => {
    const entries = new Map<number, ItemChange[]>();
    for (const change of items) if (change.pk.startsWith('AUDIT')) entries.set(change.transaction, [...(entries.get(change.transaction) ?? []), change]);
    const isLinked = (transaction: number): boolean => {
      const own = entries.get(transaction) ?? [];
      const entry = own.find(({ pk }) => pk.startsWith('AUDIT#'))?.after;
      const { pk, sk } = headKey(entry?.pk.slice('AUDIT#'.length) ?? '');
      const head = own.find((change) => change.pk === pk && change.sk === sk)?.after;
      return entry !== undefined && head !== undefined && head['seq'] === entry['seq'] && head['hash'] === entry['hash'];
    };
    const tracked = items.filter(({ table, pk }) => table !== 'publication' && !UNTRACKED.test(pk));
    const alone = [...entries].filter(([transaction]) => !isLinked(transaction)).map(([, [first]]) => `${first?.pk ?? ''} ${first?.sk ?? ''}: an entry was written without the head of its chain, or a head without its entry`);
    return [...new Set([...alone, ...tracked.filter(({ transaction }) => !isLinked(transaction)).map(({ table, pk, sk, by }) => `${table} ${pk} ${sk} was changed by ${by.function} without an entry in the trail`)])];
  },
};
