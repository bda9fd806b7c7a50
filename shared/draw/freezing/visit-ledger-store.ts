import { bucketOf } from '../../registry/bucket.ts';
import type { Table } from '../../store/table.ts';
import { create, replace, type Write } from '../../store/write.ts';
import { emptyLedger, visitLedger, type VisitLedger } from './visit-ledger.ts';

/** Sixteen partitions a year: few enough to read at each freezing, enough that a large batch does not write to one alone. */
const PARTS = [...'0123456789abcdef'];
const partition = (year: number, part: string): string => `VISITS#${year}#${part}`;
const keyOf = (year: number, targetId: string) => ({ pk: partition(year, bucketOf(targetId).slice(0, 1)), sk: targetId });

/** What the year holds of an enterprise; empty before its first inspection. */
export const readLedger = async (lifecycle: Table, year: number, targetId: string): Promise<VisitLedger> => {
  const item = await lifecycle.get(keyOf(year, targetId));
  return item === undefined ? emptyLedger(year, targetId) : visitLedger.parse(item);
};

/** The ledgers of these enterprises, in their order. */
export const readLedgers = (lifecycle: Table, year: number, targetIds: readonly string[]): Promise<readonly VisitLedger[]> =>
  Promise.all(targetIds.map((targetId) => readLedger(lifecycle, year, targetId)));

/** The ledgers of the enterprises that have `least` counted visits in the year or more. Reads those visited this year, not the directory. */
export const readFullLedgers = async (lifecycle: Table, year: number, least: number): Promise<readonly VisitLedger[]> => {
  const parts = await Promise.all(PARTS.map((part) => lifecycle.all({ pk: partition(year, part), attributes: ['counted'] })));
  const full = parts.flat().filter(({ counted }) => (counted as number) >= least).map(({ sk }) => sk).sort();
  return readLedgers(lifecycle, year, full);
};

/** The write of a ledger in place of the version it was decided on. Conflicts where somebody else planned or made a visit meanwhile. */
export const putLedger = (lifecycle: Table, after: VisitLedger): Write => {
  const item = { ...keyOf(after.year, after.targetId), ...visitLedger.parse(after) };
  return after.version === 1 ? create(lifecycle, item) : replace(lifecycle, item, { version: after.version - 1 });
};
