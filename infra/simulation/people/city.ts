import type { ExpertEntry } from '../../../shared/registry/expert.ts';
import type { InspectorEntry } from '../../../shared/registry/inspector.ts';
import type { ItemEntry } from '../../../shared/registry/item.ts';
import type { TargetEntry } from '../../../shared/registry/target.ts';
import { between, chance } from '../../rehearsal/chance.ts';
import { ENFORCING, type Enforcing } from '../../rehearsal/city/departments.ts';
import { ITEMS } from '../../rehearsal/city/items.ts';
import { targetAt } from '../../rehearsal/city/targets.ts';
import { expertsOf } from './city-experts.ts';
import { officersOf } from './city-officers.ts';
import { planOf, type PlannedEntry } from './city-plan.ts';
import type { CityRules } from './city-rules.ts';

/** A small city, grown from its seed alone: enough people to quarrel, few enough to play a thousand years of it. */
export interface SmallCity {
  readonly seed: string;
  /** The plan year; the clock begins in the November before. */
  readonly year: number;
  readonly departments: readonly Enforcing[];
  readonly items: readonly ItemEntry[];
  readonly targets: readonly TargetEntry[];
  readonly inspectors: readonly InspectorEntry[];
  /** Who helps and never counts (NR-2); empty in some cities. */
  readonly experts: readonly ExpertEntry[];
  readonly plan: readonly PlannedEntry[];
  /** How often an enterprise may be visited in the year, as the conference will say; some cities have no cap (NR-5). */
  readonly visitsPerYear?: number;
  /** What it decides otherwise than the first profile, where it does. */
  readonly rules?: CityRules;
}

const YEAR = 2026;
const ITEMS_EACH = 2;

/** The city of `seed`: two to four departments, eight to twenty enterprises, three or four officers a department, one to three plan entries, mostly with a cap of visits. */
export const smallCity = (seed: string): SmallCity => {
  const departments = someOf(seed, between(2, 4, seed, 'departments'));
  const items = ITEMS.filter(({ specialty }) => specialty === undefined);
  const own = departments.flatMap((code) => items.filter(({ department }) => department === code).slice(0, ITEMS_EACH));
  const targets = Array.from({ length: between(8, 20, seed, 'targets') }, (_, index) => targetAt(seed, index));
  return {
    seed, year: YEAR, departments, targets,
    items: own,
    inspectors: officersOf(seed, departments),
    experts: expertsOf(seed, departments),
    plan: planOf({ seed, year: YEAR, departments, items: own, size: targets.length }),
    ...visitCap(seed),
  };
};

/** One visit a year in most cities, so that the cap bites even where only a few are drawn. */
const visitCap = (seed: string): Pick<SmallCity, 'visitsPerYear'> => {
  const kind = chance(seed, 'visits-per-year');
  return kind < 0.15 ? {} : { visitsPerYear: kind < 0.9 ? 1 : 2 };
};

const someOf = (seed: string, count: number): readonly Enforcing[] =>
  [...ENFORCING].sort((a, b) => chance(seed, 'department', a) - chance(seed, 'department', b)).slice(0, count).sort();
