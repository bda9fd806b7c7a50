import type { Changes, WorldRecord } from '../world/record.ts';
import type { Invariant } from './invariant.ts';

const PRIVATE_NAMES = /"(identityNumber|phone|private)":/;

/** What belongs to a department alone stays there: no identity number and no phone of an officer in public, in the trail, in a message or in a workflow (NR-11). */
export const nothingPrivate: Invariant = {
  id: 'nothing-private-leaves',
  clauses: ['NR-11'],
  en: 'No officer’s identity number or phone stands in the trail, in a message, in public or in what a workflow carries.',
  watch: () => {
    const secrets = new Set<string>();
    return ({ record }, since) => {
      for (const value of privateIn(since)) secrets.add(value);
      const tells = (text: string): boolean => PRIVATE_NAMES.test(text) || [...secrets].some((value) => text.includes(value));
      return [...written(since), ...(since.whole ? carried(record) : [])].flatMap(([where, text]) => (tells(text) ? [`${where} tells what is private to a department`] : []));
    };
  },
};

const privateIn = ({ items }: Changes): readonly string[] =>
  items.flatMap(({ pk, after }) => ((pk.startsWith('INSPECTOR#') || pk === 'EXPERT') && after?.['private'] !== undefined ? Object.values(after['private'] as Readonly<Record<string, string>>) : []));

// `privateChanged` says that, not what.
const textOf = (value: unknown): string => JSON.stringify(value).replaceAll('"privateChanged":', '');

const written = ({ items, objects }: Changes): readonly (readonly [string, string])[] => [
  ...items.flatMap(({ table, pk, sk, after }) => (after !== undefined && (table === 'publication' || /^(AUDIT|INBOX|IDEMPOTENCY|AWAIT)/.test(pk)) ? [[`${pk} ${sk}`, textOf(after)] as const] : [])),
  ...objects.flatMap(({ bucket, version }) => (bucket !== 'uploads' && !version.key.endsWith('.mjs') ? [[`${bucket}/${version.key}`, Buffer.from(version.body).toString()] as const] : [])),
];

const carried = (record: WorldRecord): readonly (readonly [string, string])[] => record.executions().map(({ name }) => [`the execution ${name}`, textOf(record.history(name))]);
