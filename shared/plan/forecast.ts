import * as z from 'zod';
import { date, moment } from './moment.ts';

/** What is likely, and what could be at worst. */
const range = z.object({ expected: z.int(), atMost: z.int() });

/** A calendar month, `2026-03`. */
export const month = z.string().regex(/^\d{4}-(0[1-9]|1[0-2])$/, 'a month YYYY-MM');

/** An entry of the plan, or a proposal for one, as a forecast names what causes a shortage. */
const cause = z.object({ id: z.string(), name: z.string() });

/** [BY-4] One department's work in one month and region. `usable`: seats its officers can take there then; those they also need elsewhere count in full. */
export const forecastRow = z.object({
  month,
  department: z.string(),
  region: z.string(),
  /** What the visits need officers to be versed in, null if nothing or if the scheme has to choose. */
  specialty: z.string().nullable(),
  visits: range,
  seats: range,
  officers: z.int(),
  usable: range,
  short: range,
  entries: z.array(cause),
});

/** All departments together in one month and region; visits are counted once, however many departments make them. */
export const forecastCell = z.object({ month, region: z.string(), visits: range, seats: range, short: range });

/**
 * [BY-4] What is short, and by how many. `draw`: an entry alone, whose draw would find no complete assignment; `month`: entries that fit one by one and together
 * exceed what officers can take in that month; `barred`: enterprises for which, if they are drawn, recusals and last visits leave too few.
 */
export const forecastShortage = z.object({
  kind: z.enum(['draw', 'month', 'barred']),
  certainty: z.enum(['expected', 'worst']),
  month: month.nullable(),
  department: z.string(),
  specialty: z.string().nullable(),
  regions: z.array(z.string()),
  visits: z.int(),
  seats: z.int(),
  officers: z.int(),
  usable: z.int(),
  short: z.int(),
  entries: z.array(cause),
  zh: z.string(),
  en: z.string(),
});

/** What a forecast is, in words that travel with it. */
const note = z.object({ zh: z.string(), en: z.string() });

/** The forecast of a plan (BY-4): figures by month and region, rows by department and qualification, and what is short in words. It never decides anything. */
export const forecast = z.object({
  year: z.int(),
  /** The day whose officers and certificates it rests on, and when the target directory was counted. */
  asOf: date,
  countedAt: moment,
  note,
  entries: z.array(cause),
  shortages: z.array(forecastShortage),
  cells: z.array(forecastCell),
  rows: z.array(forecastRow),
  /** Rows left out of a long answer; ask for one department or month to see them. */
  omittedRows: z.int(),
});

/** What is published with the plan: visits and what may be short by month and region, and what it is worth. */
export const publishedForecast = forecast.pick({ asOf: true, countedAt: true, note: true, cells: true });

/** What is kept with a decision: what was foreseen to be short when it was taken, the worst first and each in brief; the forecast itself names all. */
export const foreseen = z.object({ asOf: date, shortages: z.array(forecastShortage), more: z.int() });

export type Forecast = z.output<typeof forecast>;
export type ForecastRow = z.output<typeof forecastRow>;
export type ForecastCell = z.output<typeof forecastCell>;
export type ForecastShortage = z.output<typeof forecastShortage>;
export type PublishedForecast = z.output<typeof publishedForecast>;
export type Foreseen = z.output<typeof foreseen>;
export type Range = z.output<typeof range>;

/** Said with every forecast. */
export const FORECAST_NOTE: z.output<typeof note> = {
  zh: '这是预测，不是承诺，也不是决定。“预计”按名录库各地区户数的比例推算；“最多”是最坏情形，即抽取尽量集中在该地区、该月。检查人员的承担上限按一个月计；在几个地区都能出勤的人员，在每个地区各算一次。各部门只计本部门人员，检查方案统筹调配的其他部门人员不计在内。名录、证件、回避变动后会不同；抽取前冻结名录时再次核算。',
  en: 'This is a forecast: neither a promise nor a decision. “Expected” follows the number of enterprises in each region; “at most” is the worst case, all that can fall on that region and month. An officer’s cap is taken for one month; who can go to several regions counts in each. A department is counted with its own inspectors, without those whom a scheme pools under it. Directories, certificates and recusals change; what may be short is said again when the directories are frozen.',
};
