import type { StoredItem } from '../../../shared/store/item.ts';

type Item = Omit<StoredItem, 'pk' | 'sk'>;

/** What an item of the record counts for in the sum of all years: lates, voids, shortages, substitutes, visits shared, ends. */
export const outcomesOf = (pk: string, sk: string, item: Item): readonly string[] => {
  if (sk.startsWith('ATTEMPT#')) return attemptOutcomes(item);
  if (sk.startsWith('FORM#')) return formOutcomes(item);
  if (sk.startsWith('EVENT#')) return [`event ${String((item['line'] as { readonly kind?: string } | undefined)?.kind)}`];
  if (sk === 'BATCH' || sk === 'YEAR') return [`${sk.toLowerCase()} ${String(item['stage'])}`, ...escalationsOf(item)];
  if (sk.startsWith('PROPOSAL#')) return [`proposal ${String(item['stage'])}`, ...(item['late'] === true ? ['proposal late'] : [])];
  if (pk.startsWith('VISITS#')) return visitOutcomes(item);
  return pk.startsWith('INBOX#') ? [`message ${String(item['kind'])}`] : [];
};

const attemptOutcomes = (item: Item): readonly string[] => {
  const stage = String(item['stage']);
  return stage === 'void' ? [`attempt void for want of ${String(item['cause'])}`] : [`attempt ${stage}`];
};

const formOutcomes = (item: Item): readonly string[] => [
  `form ${String(item['stage'])}`,
  ...(['organisedLate', 'finishedLate', 'enteredLate'] as const).filter((late) => item[late] === true).map((late) => `form ${late}`),
];

const visitOutcomes = ({ visits }: Item): readonly string[] =>
  (visits as readonly { readonly kind: string; readonly shares?: string }[]).map(({ kind, shares }) => `visit ${shares === undefined ? kind : 'shared'}`);

const escalationsOf = (item: Item): readonly string[] => ((item['escalations'] ?? []) as readonly { readonly wait: string }[]).map(({ wait }) => `escalation of ${wait}`);
