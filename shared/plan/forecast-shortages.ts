import { figuresOf, jointShortage, type JointShortage } from '../lottery/seats/joint-shortage.ts';
import { largestRemainder } from '../lottery/manifest/quota.ts';
import type { Inspector } from '../registry/inspector.ts';
import { officersFor, soleSpecialty, type ForecastEntry, type ForecastPart } from './forecast-ground.ts';
import { causesOf, sharesOf } from './forecast-rows.ts';
import { shortageInWords } from './forecast-words.ts';
import type { ForecastShortage } from './forecast.ts';
import type { MonthSlice } from './month.ts';

type OfficersOf = (department: string) => readonly Inspector[];

/** Visits of one entry in one region, as one department has to man them. */
interface Piece {
  readonly entry: ForecastEntry;
  readonly region: string;
  readonly specialty: string | null;
  readonly days: Pick<MonthSlice, 'from' | 'to'>;
  readonly seats: number;
  readonly expected: number;
  readonly atMost: number;
}

type Frame = Pick<ForecastShortage, 'kind' | 'month' | 'department' | 'specialty'>;

/** Everything that is or may be short, expected before worst, the larger first (BY-4). */
export const forecastShortages = (entries: readonly ForecastEntry[], officersOf: OfficersOf): readonly ForecastShortage[] =>
  [
    ...entries.filter(({ isDrawn }) => !isDrawn).flatMap((entry) => entry.parts.flatMap((part) => [...ofDraw(entry, part, officersOf), ...ofBarred(entry, part, officersOf)])),
    ...ofMonths(entries, officersOf),
  ].sort((a, b) => Number(a.certainty === 'worst') - Number(b.certainty === 'worst') || b.short - a.short);

/** The entry's own draw: officers certified for all its days, each up to their cap. */
const ofDraw = (entry: ForecastEntry, part: ForecastPart, officersOf: OfficersOf): readonly ForecastShortage[] => {
  const regions = [...entry.regions];
  const expected = regions.length === 0 ? [] : largestRemainder(BigInt(entry.takes), regions.map(([, rows]) => BigInt(rows))).map(Number);
  return part.specialties.flatMap((specialty) => {
    const pieces = regions.map(([region, rows], at) => ({ entry, region, specialty, days: entry.visit, seats: part.seats, expected: expected[at] ?? 0, atMost: Math.min(entry.takes, rows) }));
    return shortOf({ kind: 'draw', month: null, department: part.department, specialty }, pieces, officersOf(part.department));
  });
};

/** Entries of one month together. One entry alone was judged by its draw. */
const ofMonths = (entries: readonly ForecastEntry[], officersOf: OfficersOf): readonly ForecastShortage[] => {
  const pieces = entries.flatMap(sharesOf).flatMap(({ entry, slice, region, visits }) =>
    entry.parts.map((part) => ({ key: `${slice.month}|${part.department}`, entry, region, specialty: soleSpecialty(part), days: slice, seats: part.seats, ...visits })));
  return [...Map.groupBy(pieces, ({ key }) => key)].flatMap(([key, group]) => {
    if (new Set(group.map(({ entry }) => entry.id)).size < 2) return [];
    const [month = '', department = ''] = key.split('|');
    const specialties = new Set(group.map(({ specialty }) => specialty));
    const specialty = specialties.size === 1 ? (group[0]?.specialty ?? null) : null;
    // What one of them lacks already is said of its draw; here counts what only their sum lacks.
    return shortOf({ kind: 'month', month, department, specialty }, group, officersOf(department)).filter((each) => each.entries.length > 1);
  });
};

const shortOf = (frame: Frame, pieces: readonly Piece[], officers: readonly Inspector[]): readonly ForecastShortage[] => {
  const pools = pieces.map((piece) => new Set(officersFor(officers, piece).map(({ officerId }) => officerId)));
  const helpers = officers.map(({ officerId, cap }) => ({ cap, groups: pools.flatMap((pool, at) => (pool.has(officerId) ? [at] : [])) })).filter(({ groups }) => groups.length > 0);
  const told = (certainty: ForecastShortage['certainty'], { groups, ...figures }: JointShortage): ForecastShortage => {
    const own = groups.flatMap((at) => pieces[at] ?? []);
    return shortageInWords({ ...frame, certainty, ...figures, regions: [...new Set(own.map(({ region }) => region))].sort(), entries: causesOf(own.map(({ entry }) => entry)) });
  };
  const likely = jointShortage(pieces.map(({ expected, seats }) => ({ visits: expected, seats })), helpers);
  const known = new Set((likely?.groups ?? []).map((at) => pieces[at]?.region));
  // At worst everything falls on one region; on all at once it cannot.
  const atWorst = pieces.map(({ atMost, seats }) => ({ visits: atMost, seats }));
  const byRegion = Map.groupBy([...pieces.keys()].filter((at) => !known.has(pieces[at]?.region)), (at) => pieces[at]?.region);
  const worst = [...byRegion.values()].map((places) => figuresOf(atWorst, helpers, places)).filter(({ short }) => short > 0);
  return [...(likely === null ? [] : [told('expected', likely)]), ...worst.map((figures) => told('worst', figures))];
};

/** Enterprises that too few may visit, recusals and last visits taken away: counted by region, never named (NR-3, NR-11). */
const ofBarred = (entry: ForecastEntry, part: ForecastPart, officersOf: OfficersOf): readonly ForecastShortage[] =>
  part.specialties.flatMap((specialty) => {
    const left = entry.barred.map(({ region, officers }) => {
      const pool = officersFor(officersOf(part.department), { region, specialty, days: entry.visit });
      return { region, all: pool.length, usable: pool.filter(({ officerId }) => !officers.has(officerId)).length };
    });
    // A region with too few officers for anybody is short already.
    const short = left.filter(({ all, usable }) => all >= part.seats && usable < part.seats);
    return [...Map.groupBy(short, ({ region }) => region)].map(([region, those]) => {
      const usable = Math.min(...those.map((each) => each.usable));
      return shortageInWords({
        kind: 'barred', certainty: 'worst', month: null, department: part.department, specialty, regions: [region],
        visits: those.length, seats: part.seats, officers: those[0]?.all ?? 0, usable, short: part.seats - usable, entries: causesOf([entry]),
      });
    });
  });
