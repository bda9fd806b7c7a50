import type { ItemChange } from '../world/record.ts';
import type { Invariant } from './invariant.ts';

/** The stages in which each thing may stand, in order; a thing goes on to the next, stays, or follows a way named beside it. */
const ORDER: Readonly<Record<string, readonly string[]>> = {
  YEAR: ['collecting', 'reviewing', 'compiled', 'issued', 'published'],
  BATCH: ['scheduled', 'prepared', 'drawing', 'drawn', 'dispatched', 'organised', 'inspected', 'entered', 'published', 'archived'],
  FORM: ['drawn', 'noticed', 'organised', 'inspected', 'entered', 'published'],
  ATTEMPT: ['committing', 'revealing', 'revealed', 'drawn', 'matched', 'published'],
};
const WAYS: Readonly<Record<string, readonly string[]>> = {
  FORM: ['entered exempt', 'drawn lost', 'noticed lost', 'organised lost'],
  ATTEMPT: ['committing voiding', 'revealing voiding', 'revealing receipting', 'receipting voiding', 'receipting awaiting-beacon', 'awaiting-beacon revealed', 'drawn short', 'short voiding', 'voiding void'],
  PROPOSAL: ['draft submitted', 'returned submitted', 'submitted returned', 'submitted approved', 'submitted merged', 'draft withdrawn', 'submitted withdrawn', 'returned withdrawn'],
  RECUSAL: ['applied granted', 'applied refused', 'refused applied'],
};

const kindOf = ({ pk, sk }: Pick<ItemChange, 'pk' | 'sk'>): string => {
  if (pk === 'RECUSAL') return pk;
  return pk.startsWith('YEAR#') || pk.startsWith('BATCH#') ? (sk.split('#')[0] ?? sk) : (pk.split('#')[0] ?? pk);
};

const isLegal = (kind: string, from: string, to: string): boolean => {
  if (from === to) return !['void', 'archived', 'exempt', 'merged', 'withdrawn', 'granted'].includes(to);
  const order = ORDER[kind] ?? [];
  const at = order.indexOf(from);
  return (at >= 0 && order[at + 1] === to) || (WAYS[kind] ?? []).includes(`${from} ${to}`);
};

/** A thing is changed by whoever saw what lies there, one version and at most one stage at a time: no write goes under in another (GY-1, GY-24). */
export const versions: Invariant = {
  id: 'version-by-version',
  clauses: ['GY-1', 'GY-24'],
  en: 'A thing changes one version at a time along its stages, so that nobody writes over what they did not see.',
  watch: () => (_view, { items }) =>
    items.flatMap((change) => {
      const { before, after, pk, sk } = change;
      if (after === undefined || pk.startsWith('AWAITS')) return [];
      const [from, to] = [before?.['version'], after['version']];
      const wrong = typeof to === 'number' && to !== (typeof from === 'number' ? from : 0) + 1 ? [`${pk} ${sk} went from version ${String(from ?? 'none')} to ${to}`] : [];
      const [old, stage] = [before?.['stage'], after['stage']];
      const jumped =
        typeof old === 'string' && typeof stage === 'string' && change.table !== 'publication' && !isLegal(kindOf(change), old, stage) ? [`${pk} ${sk} went from ${old} to ${stage}`] : [];
      return [...wrong, ...jumped];
    }),
};
