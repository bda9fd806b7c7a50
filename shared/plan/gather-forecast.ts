import { inParallel } from '../kernel/in-parallel.ts';
import { utf8 } from '../lottery/encoding/bytes.ts';
import { capBaseFrame, frameTest } from '../lottery/directory/frame.ts';
import { formatRow } from '../lottery/directory/row.ts';
import { readInspectors } from '../registry/inspector-store.ts';
import type { Inspector } from '../registry/inspector.ts';
import { readItems } from '../registry/item-store.ts';
import { readRecusals } from '../registry/recusal-store.ts';
import { recusalsInForce } from '../registry/recusals-in-force.ts';
import { targets } from '../registry/target-store.ts';
import type { Target } from '../registry/target.ts';
import type { Batch } from './batch.ts';
import { takesOf } from './cap.ts';
import { countBy, totalOf, type Census } from './census.ts';
import type { PlanContext } from './command.ts';
import type { PlanContent } from './entry.ts';
import { officersFor, type Barred, type ForecastEntry, type ForecastPart } from './forecast-ground.ts';

/** An entry or proposal to be forecast, with its batch once there is one. */
export interface Foreseeable {
  readonly id: string;
  readonly content: PlanContent;
  readonly batch?: Batch | undefined;
}

/** Everything a forecast is made of. */
export interface ForecastGround {
  readonly entries: readonly ForecastEntry[];
  readonly officers: ReadonlyMap<string, readonly Inspector[]>;
}

type Context = Pick<PlanContext, 'stores' | 'profile'>;

const WIDTH = 16;
// Enterprises looked up for their recusals in one forecast: those with most officers barred come first.
const LOOKED_UP = 300;

/** Reads what the directories say of these entries: targets by region, officers, recusals and last visits. */
export const gatherForecast = async ({ stores: { registry }, profile }: Context, census: Census, foreseeable: readonly Foreseeable[]): Promise<ForecastGround> => {
  const specialties = new Map((await readItems(registry)).map(({ itemId, department, specialty }) => [itemId, { department, specialty: specialty ?? null }]));
  const bare = foreseeable.map((each) => entryOf(each, census, specialties, profile.draw));
  const codes = [...new Set(bare.flatMap(({ parts }) => parts.map(({ department }) => department)))].sort();
  const read = await inParallel(codes, WIDTH, (code) => readInspectors(registry, code));
  const officers = new Map(codes.map((code, at) => [code, read[at] ?? []]));

  const recusals = recusalsInForce(await readRecusals(registry), profile);
  const barred = barredBy(recusals, profile.recusal.neverTwiceRunning ? [...officers.values()].flat() : []);
  const tight = [...barred].filter(([, ids]) => couldBeTooFew(bare, officers, ids)).sort(([, a], [, b]) => b.size - a.size).slice(0, LOOKED_UP);
  const found = await inParallel(tight, WIDTH, async ([targetId, ids]) => ({ target: await targets.find(registry, targetId), ids }));
  const entries = bare.map((entry, at) => ({ ...entry, barred: admitted(foreseeable[at]?.content, found) }));
  return { entries, officers };
};

type Specialties = ReadonlyMap<string, { readonly department: string; readonly specialty: string | null }>;

const entryOf = ({ id, content, batch }: Foreseeable, census: Census, specialties: Specialties, { cap, floor, seats }: Context['profile']['draw']): ForecastEntry => {
  const scheme = batch !== undefined && 'scheme' in batch ? batch.scheme : undefined;
  const drawn = batch !== undefined && 'drawnCount' in batch ? batch.drawnCount : undefined;
  const { frame } = content.targets;
  const regions = countBy(census, frame, 'region');
  const takes = Math.min(drawn ?? takesOf(content, { strata: countBy(census, frame, 'stratum'), capBp: cap.bp, floorBp: floor.bp }), totalOf(regions));
  const planned = [content.leadDepartment, ...content.participatingDepartments];
  const parts: readonly ForecastPart[] =
    scheme?.departments.map(({ code, seats: wanted, specialty }) => ({ department: code, seats: wanted, specialties: [specialty ?? null] })) ??
    planned.map((department) => ({ department, seats: seats.minimum, specialties: neededOf(content, department, specialties) }));
  return { id, name: content.name, visit: scheme?.visit ?? content.inspectionDate, takes, regions, parts, barred: [], isDrawn: drawn !== undefined };
};

/** What the department's own items need its officers to be versed in: one of these the scheme will name; null where none needs anything. */
const neededOf = ({ items }: PlanContent, department: string, specialties: Specialties): readonly (string | null)[] => {
  const own = items.flatMap((itemId) => {
    const item = specialties.get(itemId);
    return item === undefined || item.department !== department || item.specialty === null ? [] : [item.specialty];
  });
  return own.length === 0 ? [null] : [...new Set(own)].sort();
};

const barredBy = (recusals: readonly { readonly officerId: string; readonly targetId: string }[], officers: readonly Inspector[]): ReadonlyMap<string, ReadonlySet<string>> => {
  const barred = new Map<string, Set<string>>();
  const bar = (targetId: string, officerId: string): void => void barred.set(targetId, (barred.get(targetId) ?? new Set()).add(officerId));
  for (const { officerId, targetId } of recusals) bar(targetId, officerId);
  for (const { officerId, lastVisited } of officers) for (const targetId of lastVisited) bar(targetId, officerId);
  return barred;
};

/** Could some department be left with too few in the weakest of its regions? Spares looking up every enterprise that was ever visited. */
const couldBeTooFew = (entries: readonly ForecastEntry[], officers: ForecastGround['officers'], barred: ReadonlySet<string>): boolean =>
  entries.some(({ regions, parts, visit }) =>
    parts.some(({ department, seats, specialties }) => {
      const own = [...barred].filter((officerId) => officerId.startsWith(department)).length;
      return own > 0 && specialties.some((specialty) =>
        [...regions.keys()].some((region) => officersFor(officers.get(department) ?? [], { region, specialty, days: visit }).length - own < seats));
    }));

const admitted = (content: PlanContent | undefined, found: readonly { readonly target: Target | undefined; readonly ids: ReadonlySet<string> }[]): readonly Barred[] => {
  if (content === undefined) return [];
  const admits = frameTest(capBaseFrame(content.targets.frame));
  return found.flatMap(({ target, ids }) => {
    if (target === undefined) return [];
    const { id, region, industry, tags, status, lastInspected } = target;
    const row = formatRow({ id, region, industry, stratum: 'A', lastInspected, tags, status });
    return row.ok && admits(utf8(row.value), 0) ? [{ targetId: id, region, officers: ids }] : [];
  });
};
