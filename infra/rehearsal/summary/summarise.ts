import { PLAN } from '../city/plan.ts';
import { lookAround } from '../people/look-around.ts';
import type { Scene } from '../scene.ts';
import { batchRow } from './batch-row.ts';
import { complaintsOf } from './complaints.ts';
import { incidentsOf } from './incidents.ts';
import type { BatchRow, Summary } from './summary.ts';
import { readYear, type YearRecord } from './year-record.ts';

/** Lets those who only read come by, then reads the year once more, from its beginning to its end, and says what became of it. */
export const summarise = async (scene: Scene): Promise<Summary> => {
  await lookAround(scene);
  return summaryOf(await readYear(scene));
};

/** The summary of a year that has been read. */
export const summaryOf = (record: YearRecord): Summary => {
  const batches = record.batches.map(batchRow);
  const incidents = incidentsOf(record);
  const { seed, targets, year } = record.city;
  return { seed, targets, year, batches, totals: totalsOf(batches), incidents, complaints: complaintsOf(record, batches, incidents, PLAN.length) };
};

const totalsOf = (batches: readonly BatchRow[]): Summary['totals'] => {
  const sum = (of: (row: BatchRow) => number): number => batches.reduce((total, row) => total + of(row), 0);
  const [drawn, published, exempt] = [sum((row) => row.drawn), sum((row) => row.published), sum((row) => row.exempt)];
  const entered = sum((row) => (row.drawn * row.entryRateBp) / 10_000);
  const bp = (part: number): number => (drawn === 0 ? 0 : Math.floor((part * 10_000) / drawn));
  return { drawn, attempts: sum((row) => row.attempts), published, exempt, open: sum((row) => row.open), entryRateBp: bp(entered), publicityRateBp: bp(published + exempt) };
};
