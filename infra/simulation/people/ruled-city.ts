import { between, chance, pick } from '../../rehearsal/chance.ts';
import { targetAt } from '../../rehearsal/city/targets.ts';
import type { SmallCity } from './city.ts';
import type { CityRules } from './city-rules.ts';
import type { PlannedClass, PlannedEntry } from './city-plan.ts';
import { fits, floorOf, sizeOf, takesOf, wholeOf, type Held } from './plan-room.ts';

type Class = PlannedClass['code'];

const WITH_CLASSES = 0.7;
const BY_ITSELF = 0.6;
/** Of a hundred cities with several entries: so many in which two with classes share one cap. */
const PAIRED = 0.75;
const TIGHT = 0.7;
const AMPLE_BP = 9000;
/** Three texts of one directory: each has a cap of its own. */
const OWN_REGIONS = [['510'], ['5108'], ['510', '5108']] as const;

/** The city as it plans under rules of its own: with classes, of which one stays whole, and with a floor. Its plan can be carried out whatever befalls its enterprises. */
export const underRules = (city: SmallCity, rules: CityRules): SmallCity => {
  const targets = rules.byClass ? moreOf(city).map((target, at) => ({ ...target, creditClass: classAt(city.seed, at) })) : city.targets;
  if (!rules.byClass && rules.floorBp === 0) return rules.isBlinded ? { ...city, rules } : city;
  const held: Held = new Map(CLASSES.map((code) => [code, targets.filter(({ creditClass }) => creditClass === code).length]));
  const wished = city.plan.map((entry) => atLeast(rules.byClass ? withClasses(entry, city.seed, rules.isBounded) : entry, held, rules.floorBp));
  const plan = withinCaps(thatFit(wished, held, rules.floorBp), held, city.seed, rules.floorBp);
  const { visitsPerYear, ...rest } = city;
  const drawn = plan.reduce((sum, entry) => sum + takesOf(entry, held, rules.floorBp), 0);
  // Where most of the city is drawn, a cap of visits would leave nobody for the last draw.
  const isCapped = visitsPerYear !== undefined && drawn + 2 * plan.length < targets.length * visitsPerYear;
  return { ...rest, targets, plan, rules, ...(isCapped ? { visitsPerYear } : {}) };
};

/** Some enterprises more, so that several entries find room. */
const moreOf = ({ seed, targets }: SmallCity): SmallCity['targets'] => [...targets, ...Array.from({ length: between(8, 14, seed, 'more targets') }, (_, index) => targetAt(seed, targets.length + index))];

const CLASSES = ['A', 'B', 'C', 'D'] as const;

/** More of the risky ones than a real city has, so that a few enterprises show every class; the first is of the riskiest. */
const classAt = (seed: string, at: number): Class => (at === 0 ? 'D' : pick(['A', 'A', 'A', 'B', 'B', 'C', 'D'], seed, 'credit class', at));

const withClasses = (entry: PlannedEntry, seed: string, isBounded: boolean): PlannedEntry => {
  const of = [seed, entry.id, 'by class'] as const;
  const isOfPair = Number(entry.id.slice(-1)) <= 2 && chance(seed, 'paired') < PAIRED;
  if (!isBounded && !isOfPair && chance(...of) >= WITH_CLASSES) return entry;
  const others: readonly PlannedClass[] = [
    { code: 'A', ratio: pick(['1/5', '1/4', '1/3'], ...of, 'A'), mandatory: false },
    { code: 'B', ratio: pick(['0/1', '1/4', '1/2'], ...of, 'B'), mandatory: false },
    { code: 'C', ratio: pick(['1/2', '3/5'], ...of, 'C'), mandatory: false },
  ];
  return {
    ...entry,
    quantity: null,
    classes: [...others.filter(({ code }) => code === 'A' || chance(...of, code, 'named') < 0.6), { code: 'D', ratio: pick(['1/1', '1/1', '2/3'], ...of, 'D'), mandatory: true }],
    ...(!isOfPair && chance(...of, 'by itself') < BY_ITSELF ? { regions: OWN_REGIONS[Number(entry.id.slice(-1)) - 1] ?? [] } : {}),
  };
};

const atLeast = (entry: PlannedEntry, held: Held, floorBp: number): PlannedEntry => (entry.quantity === null ? entry : { ...entry, quantity: Math.max(entry.quantity, floorOf(held, floorBp)) });

/** An enterprise may close before each draw; the entries that then still fit beside those before them. The first always does. */
const thatFit = (plan: readonly PlannedEntry[], held: Held, floorBp: number): readonly PlannedEntry[] => {
  const kept: PlannedEntry[] = [];
  for (const entry of plan) if (kept.length === 0 || fits([...sharing(kept, entry), entry], held, { limitBp: AMPLE_BP, floorBp, closing: plan.length })) kept.push(entry);
  return kept;
};

/** Those of `plan` whose directory is that of `entry`. */
const sharing = (plan: readonly PlannedEntry[], entry: PlannedEntry): readonly PlannedEntry[] => plan.filter(({ regions }) => regions?.join() === entry.regions?.join());

/** Some caps leave room for the classes that stay whole and cut the others. */
const withinCaps = (plan: readonly PlannedEntry[], held: Held, seed: string, floorBp: number): readonly PlannedEntry[] =>
  plan.map((entry) => {
    const all = sharing(plan, entry);
    if (all.some(({ classes }) => classes === undefined)) return entry;
    const need = Math.max(...all.map((one) => Math.max(wholeOf(one, held), floorOf(held, floorBp)) + all.filter((other) => other !== one).reduce((sum, other) => sum + takesOf(other, held, floorBp), 0)));
    const isTight = all.length > 1 || chance(seed, 'tight', entry.regions?.join() ?? '') < TIGHT;
    // Those who share a tight cap draw in the same days, so that one is under way while the other is frozen.
    const [{ from, to } = entry] = all;
    return isTight ? { ...entry, from, to, limitBp: Math.min(AMPLE_BP, Math.ceil(((need + plan.length) * 10_000) / sizeOf(held))) } : entry;
  });
