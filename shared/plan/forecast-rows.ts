import { largestRemainder } from '../lottery/manifest/quota.ts';
import type { Inspector } from '../registry/inspector.ts';
import { officersFor, soleSpecialty, type ForecastEntry } from './forecast-ground.ts';
import type { ForecastCell, ForecastRow, Range } from './forecast.ts';
import { slicesOf, type MonthSlice } from './month.ts';

/** Visits of one entry that fall into one month and region. */
export interface Share {
  readonly entry: ForecastEntry;
  readonly slice: MonthSlice;
  readonly region: string;
  readonly visits: Range;
}

const apportion = (total: number, weights: readonly number[]): readonly number[] =>
  weights.length === 0 ? [] : largestRemainder(BigInt(total), weights.map(BigInt)).map(Number);

/** How an entry's visits are expected to lie over its months (by days) and regions (by enterprises), and how many can fall there at most. */
export const sharesOf = (entry: ForecastEntry): readonly Share[] => {
  const slices = slicesOf(entry.visit);
  const regions = [...entry.regions];
  const byMonth = apportion(entry.takes, slices.map(({ days }) => days));
  return slices.flatMap((slice, m) => {
    const byRegion = apportion(byMonth[m] ?? 0, regions.map(([, rows]) => rows));
    return regions.map(([region, rows], r) => ({ entry, slice, region, visits: { expected: byRegion[r] ?? 0, atMost: Math.min(entry.takes, rows) } }));
  });
};

/** One row for each month, department, region and specialty that visits can fall on; entries of the same month add up. Sorted so. */
export const forecastRows = (entries: readonly ForecastEntry[], officersOf: (department: string) => readonly Inspector[]): readonly ForecastRow[] => {
  const shares = entries.flatMap(sharesOf).flatMap((share) => share.entry.parts.map((part) => ({ ...share, part, specialty: soleSpecialty(part) })));
  const groups = Map.groupBy(shares, ({ slice, region, part, specialty }) => [slice.month, part.department, region, specialty ?? ''].join('|'));
  return [...groups.values()].flatMap((group) => {
    const [first] = group;
    if (first === undefined) return [];
    const days = { from: least(group.map(({ slice }) => slice.from)), to: greatest(group.map(({ slice }) => slice.to)) };
    const pool = officersFor(officersOf(first.part.department), { region: first.region, specialty: first.specialty, days });
    const visits = sum(group.map((share) => share.visits));
    const seats = sum(group.map(({ visits: each, part }) => ({ expected: each.expected * part.seats, atMost: each.atMost * part.seats })));
    const usable = { expected: usableBy(pool, visits.expected), atMost: usableBy(pool, visits.atMost) };
    return [{
      month: first.slice.month, department: first.part.department, region: first.region, specialty: first.specialty,
      visits, seats, officers: pool.length, usable,
      short: { expected: Math.max(0, seats.expected - usable.expected), atMost: Math.max(0, seats.atMost - usable.atMost) },
      entries: causesOf(group.map(({ entry }) => entry)),
    }];
  }).sort(inOrder);
};

/** The rows of all departments together, with each visit counted once. */
export const forecastCells = (entries: readonly ForecastEntry[], rows: readonly ForecastRow[]): readonly ForecastCell[] => {
  const visits = Map.groupBy(entries.flatMap(sharesOf), ({ slice, region }) => `${slice.month}|${region}`);
  const work = Map.groupBy(rows, ({ month, region }) => `${month}|${region}`);
  return [...visits].sort(([a], [b]) => (a < b ? -1 : 1)).map(([key, shares]) => {
    const [month = '', region = ''] = key.split('|');
    const parts = work.get(key) ?? [];
    return { month, region, visits: sum(shares.map((share) => share.visits)), seats: sum(parts.map(({ seats }) => seats)), short: sum(parts.map(({ short }) => short)) };
  });
};

/** Seats these officers can take in so many visits: nobody sits twice in one. */
export const usableBy = (officers: readonly Pick<Inspector, 'cap'>[], visits: number): number => officers.reduce((total, { cap }) => total + Math.min(cap, visits), 0);

/** Entries as a forecast names them, each once. */
export const causesOf = (entries: readonly ForecastEntry[]): ForecastRow['entries'] => [...new Map(entries.map(({ id, name }) => [id, { id, name }])).values()];

const sum = (ranges: readonly Range[]): Range => ranges.reduce((total, { expected, atMost }) => ({ expected: total.expected + expected, atMost: total.atMost + atMost }), { expected: 0, atMost: 0 });
const least = <T extends string>(values: readonly T[]): T => values.reduce((a, b) => (b < a ? b : a));
const greatest = <T extends string>(values: readonly T[]): T => values.reduce((a, b) => (b > a ? b : a));

const inOrder = (a: ForecastRow, b: ForecastRow): number =>
  compare(a.month, b.month) || compare(a.department, b.department) || compare(a.region, b.region) || compare(a.specialty ?? '', b.specialty ?? '');
const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
