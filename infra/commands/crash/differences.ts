import type { RecordOfYear } from './record-of-year.ts';

/** In what two years of one seed differ, in words; empty if in nothing: summary, published files, snapshots and evidence, and every key of every table. */
export const differences = (expected: RecordOfYear, found: RecordOfYear): readonly string[] => [
  ...(expected.summary === found.summary ? [] : ['the summaries differ']),
  ...differencesOf(expected.objects, found.objects).map((name) => `object ${name}`),
  ...differencesOf(counted(expected.keys), counted(found.keys)).map((name) => `item ${name}`),
];

const counted = (keys: readonly string[]): ReadonlyMap<string, string> => new Map(keys.map((key) => [key, 'there']));

const differencesOf = (expected: ReadonlyMap<string, string>, found: ReadonlyMap<string, string>): readonly string[] => [
  ...[...expected].flatMap(([name, value]) => (found.has(name) ? (found.get(name) === value ? [] : [`${name} is not the same`]) : [`${name} is missing`])),
  ...[...found.keys()].filter((name) => !expected.has(name)).map((name) => `${name} is one too many`),
];
