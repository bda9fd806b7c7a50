import { refuse, type Refusal } from '../kernel/refusal.ts';
import { ok, type Result } from '../kernel/result.ts';
import type { StoredItem } from '../store/item.ts';
import type { Table } from '../store/table.ts';
import { check, create, project, replace, type Write } from '../store/write.ts';
import type { PublishedForecast } from './forecast.ts';
import { year, YEAR_PRIOR, type Year, type YearIn, type YearStage } from './year.ts';

const keyOf = (y: number) => ({ pk: `YEAR#${y}`, sk: 'YEAR' });
const itemOf = (thing: Year): StoredItem => ({ ...keyOf(thing.year), shape: 1, ...year.parse(thing) });

/** The plan year, or undefined if it was never opened. */
export const findYear = async (lifecycle: Table, y: number): Promise<Year | undefined> => {
  const item = await lifecycle.get(keyOf(y));
  return item === undefined ? undefined : year.parse(item);
};

/** The plan year; refused with `not-found` if it was never opened. */
export const loadYear = async (lifecycle: Table, y: number): Promise<Result<Year, Refusal<'not-found'>>> => {
  const found = await findYear(lifecycle, y);
  return found === undefined ? refuse('not-found', { facts: { what: `year/${y}` } }) : ok(found);
};

/** The write of a new year. */
export const createYear = (lifecycle: Table, thing: YearIn<'collecting'>): Write => create(lifecycle, itemOf(thing));

/** The write of `after` in place of `before`, conditional on version and legal prior stage. Throws on an illegal transition. */
export const putYear = (lifecycle: Table, before: Year, after: Year): Write => {
  const stages: readonly YearStage[] = YEAR_PRIOR[after.stage];
  if (after.year !== before.year || after.version !== before.version + 1) throw new Error(`not the next version of year ${before.year}`);
  if (!stages.includes(before.stage)) throw new Error(`year ${before.year} cannot go from ${before.stage} to ${after.stage}`);
  return replace(lifecycle, itemOf(after), { version: before.version, stages });
};

/** Requires that the year is still as it was read: nothing slips into a plan while it is being compiled. */
export const checkYear = (lifecycle: Table, thing: Year): Write => check(lifecycle, keyOf(thing.year), { version: thing.version, stages: [thing.stage] });

/** What the codes and ids of a plan are called: departments by code, items by id. */
export interface PlanNames {
  readonly departments: Readonly<Record<string, string>>;
  readonly items: Readonly<Record<string, string>>;
}

/** The write that projects the published plan, with the names it is read by and its forecast, to where the portal reads it: `PLAN/<year>`. */
export const projectPlan = (publication: Table, { year: y, documentNo, issuedAt, publishedAt, entries, visitsPerYear }: YearIn<'published'>, names: PlanNames, forecast?: PublishedForecast): Write =>
  project(publication, { pk: 'PLAN', sk: String(y), shape: 1, year: y, documentNo, issuedAt, publishedAt, entries, ...(visitsPerYear === undefined ? {} : { visitsPerYear }), ...names, ...(forecast === undefined ? {} : { forecast }) });
