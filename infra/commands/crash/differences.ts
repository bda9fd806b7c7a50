import { verifyTrail } from '../../../shared/audit/verify.ts';
import type { Acknowledged } from '../../rehearsal/open-commands.ts';
import type { RecordOfYear } from './record-of-year.ts';
import { doubledIn } from './word.ts';

/** In what a year differs from another of its seed, in words; empty if in nothing: summary, every object byte for byte, every item of every table, every trail entry by entry, and what the channels hold. */
export const differences = (expected: RecordOfYear, found: RecordOfYear): readonly string[] => [
  ...(expected.summary === found.summary ? [] : ['the summaries differ']),
  ...differencesOf(expected.objects, found.objects).map((name) => `object ${name}`),
  ...differencesOf(expected.items, found.items).map((name) => `item ${name}`),
  ...differencesOf(heldOutside(expected), heldOutside(found)).map((name) => `pushed result ${name}`),
];

/** What is wrong with a year by itself, in words: an acknowledged command without receipt, a chain with a fault, a deed that stands twice, a result pushed under one key with two contents. */
export const faultsOf = ({ receipts, trails, pushes }: RecordOfYear, acknowledged: readonly Acknowledged[]): { readonly lost: readonly string[]; readonly doubled: readonly string[] } => ({
  lost: [
    ...acknowledged.filter(({ sub, key }) => !receipts.has(`${sub} ${key}`)).map(({ sub, key, endpoint }) => `${endpoint} ${key} by ${sub}`),
    ...[...trails].flatMap(([stream, { head }]) => (head === undefined ? [`the head of ${stream}`] : [])),
    ...[...trails].flatMap(([stream, { entries, head }]) => verifyTrail(entries, head).faults.map(({ kind, seq }) => `the chain of ${stream} at ${seq}: ${kind}`)),
  ],
  doubled: [
    ...[...trails.values()].flatMap(({ entries }) => doubledIn(entries)),
    ...pushes.filter(({ key, content }) => pushes.some((other) => other.key === key && other.content !== content)).map(({ key }) => `${key} was pushed with two contents`),
  ],
});

/** How often a channel was sent again what it had taken, under the same key, so that it holds it once. */
export const sentAgain = ({ pushes }: RecordOfYear): number => pushes.length - new Set(pushes.map(({ key }) => key)).size;

const heldOutside = ({ pushes }: RecordOfYear): ReadonlyMap<string, string> => new Map(pushes.map(({ key, content }) => [key, content]));

const differencesOf = (expected: ReadonlyMap<string, string>, found: ReadonlyMap<string, string>): readonly string[] => [
  ...[...expected].flatMap(([name, value]) => (found.has(name) ? (found.get(name) === value ? [] : [`${name} is not the same`]) : [`${name} is missing`])),
  ...[...found.keys()].filter((name) => !expected.has(name)).map((name) => `${name} is one too many`),
];
