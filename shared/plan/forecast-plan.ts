import { dateOf } from '../kernel/instant.ts';
import { inParallel } from '../kernel/in-parallel.ts';
import type { Refusal } from '../kernel/refusal.ts';
import { ok, type Result } from '../kernel/result.ts';
import { findBatch } from './batch-store.ts';
import { recentCensus } from './census-store.ts';
import type { PlanContext } from './command.ts';
import { forecastCells, forecastRows } from './forecast-rows.ts';
import { forecastShortages } from './forecast-shortages.ts';
import { FORECAST_NOTE, type Forecast, type ForecastRow, type Foreseen } from './forecast.ts';
import { gatherForecast, type Foreseeable } from './gather-forecast.ts';
import { parseContent } from './parse-content.ts';
import type { Proposal } from './proposal.ts';
import { loadProposal, proposalsOf } from './proposal-store.ts';
import type { Year } from './year.ts';
import { loadYear } from './year-store.ts';

/** Which part of a long forecast is asked for. */
export interface ForecastQuestion {
  readonly month?: string | undefined;
  readonly department?: string | undefined;
  readonly region?: string | undefined;
}

type Context = PlanContext;

// An answer of a function ends at 6 MB.
const MOST_ROWS = 4000;
// What is kept with a decision, and twice in each audit entry about it, stays far below the 400 KB of an item.
const MOST_KEPT = 20;
const MOST_NAMED = 20;

/**
 * [BY-4] The forecast of a year: of the compiled plan's entries, with the schemes known by now, or before that of the proposals that are submitted or approved.
 * Answered whenever asked; it changes nothing and decides nothing.
 */
export const forecastYear = async (context: Context, year: number, question: ForecastQuestion = {}): Promise<Result<Forecast, Refusal>> => {
  const loaded = await loadYear(context.stores.lifecycle, year);
  if (!loaded.ok) return loaded;
  return ok(asked(await forecastOf(context, year, await foreseeableOf(context, loaded.value)), question));
};

/** [BY-4] The forecast of one proposal, a draft too once its nine fields are there, together with what else is proposed for its months. */
export const forecastProposal = async (context: Context, proposalId: string): Promise<Result<Forecast, Refusal>> => {
  const loaded = await loadProposal(context.stores.lifecycle, proposalId);
  if (!loaded.ok) return loaded;
  const { year, content } = loaded.value;
  const parsed = parseContent(content);
  if (!parsed.ok) return parsed;
  const others = liveOf(await proposalsOf(context.stores.lifecycle, year)).filter(({ id }) => id !== proposalId);
  return ok(aboutOnly(await forecastOf(context, year, [...others, { id: proposalId, content: parsed.value }]), proposalId));
};

/** [BY-4] What is foreseen to be short for one of these, to be kept with the decision on it. */
export const foreseenFor = async (context: Context, year: number, foreseeable: readonly Foreseeable[], id?: string): Promise<Foreseen> => {
  const whole = await forecastOf(context, year, foreseeable);
  const { asOf, shortages } = id === undefined ? whole : aboutOnly(whole, id);
  return { asOf, shortages: shortages.slice(0, MOST_KEPT).map(inBrief), more: Math.max(0, shortages.length - MOST_KEPT) };
};

const inBrief = (shortage: Forecast['shortages'][number]): Forecast['shortages'][number] => ({ ...shortage, regions: shortage.regions.slice(0, MOST_NAMED), entries: shortage.entries.slice(0, MOST_NAMED) });

/** The proposals that may become entries of the plan. */
export const liveOf = (proposals: readonly Proposal[]): readonly Foreseeable[] =>
  proposals.flatMap((each) => (each.stage === 'submitted' || each.stage === 'approved' ? [{ id: each.proposalId, content: each.content }] : []));

const foreseeableOf = async ({ stores: { lifecycle } }: Context, year: Year): Promise<readonly Foreseeable[]> => {
  if (!('entries' in year)) return liveOf(await proposalsOf(lifecycle, year.year));
  return inParallel(year.entries, 16, async ({ batchId, ...content }) => ({ id: batchId, content, batch: await findBatch(lifecycle, batchId) }));
};

const forecastOf = async (context: Context, year: number, foreseeable: readonly Foreseeable[]): Promise<Forecast> => {
  const census = await recentCensus(context);
  const { entries, officers } = await gatherForecast(context, census, foreseeable);
  const officersOf = (department: string) => officers.get(department) ?? [];
  const rows = forecastRows(entries, officersOf);
  return {
    year,
    asOf: dateOf(context.act.now),
    countedAt: census.countedAt,
    note: FORECAST_NOTE,
    entries: entries.map(({ id, name }) => ({ id, name })),
    shortages: [...forecastShortages(entries, officersOf)],
    cells: [...forecastCells(entries, rows)],
    rows: [...rows],
    omittedRows: 0,
  };
};

const asked = (whole: Forecast, { month, department, region }: ForecastQuestion): Forecast => {
  const fits = (each: { readonly month: string | null; readonly regions: readonly string[]; readonly department: string }): boolean =>
    (month === undefined || each.month === null || each.month === month) && (department === undefined || each.department === department) && (region === undefined || each.regions.includes(region));
  const rows = whole.rows.filter((row) => fits({ ...row, regions: [row.region] }));
  return {
    ...limited({ ...whole, rows }),
    shortages: whole.shortages.filter(fits),
    cells: whole.cells.filter((cell) => (month === undefined || cell.month === month) && (region === undefined || cell.region === region)),
  };
};

const aboutOnly = (whole: Forecast, id: string): Forecast => {
  const concerns = ({ entries }: Pick<ForecastRow, 'entries'>): boolean => entries.some((entry) => entry.id === id);
  const rows = whole.rows.filter(concerns);
  const places = new Set(rows.map(({ month, region }) => `${month}|${region}`));
  return limited({ ...whole, shortages: whole.shortages.filter(concerns), rows, cells: whole.cells.filter(({ month, region }) => places.has(`${month}|${region}`)) });
};

const limited = (whole: Forecast): Forecast => ({ ...whole, rows: whole.rows.slice(0, MOST_ROWS), omittedRows: Math.max(0, whole.rows.length - MOST_ROWS) });
