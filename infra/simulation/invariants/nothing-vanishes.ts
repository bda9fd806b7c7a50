import type { ItemChange } from '../world/record.ts';
import type { Invariant } from './invariant.ts';

/** A wait only mirrors the truth and goes with it; everything else stays. */
const PASSING = /^AWAITS?(#|$)/;
/** What is written once and never again. */
const ONCE = /^(AUDIT#.* E#|IDEMPOTENCY#|SECRET |EVIDENCE#|BATCH#\S+ PUSH#)/;

const nameOf = ({ table, pk, sk }: ItemChange): string => `${table} ${pk} ${sk}`;

/** No write is lost: no item is removed, none of those written once is written over, no object is deleted (GY-1). */
export const nothingVanishes: Invariant = {
  id: 'nothing-vanishes',
  clauses: ['GY-1', 'SM-7'],
  en: 'What was written stays: nothing is removed, and what is written once is never written over.',
  watch: () => (_view, { items, objects }) => [
    ...items.filter(({ pk, before, after }) => before !== undefined && after === undefined && !PASSING.test(pk)).map((change) => `${nameOf(change)} was removed by ${change.by.function}`),
    ...items.filter(({ pk, sk, before, after }) => before !== undefined && after !== undefined && ONCE.test(`${pk} ${sk}`)).map((change) => `${nameOf(change)} was written over by ${change.by.function}`),
    ...objects.filter(({ bucket, version }) => version.deleted && bucket !== 'uploads').map(({ bucket, version }) => `${bucket}/${version.key} was deleted`),
  ],
};
