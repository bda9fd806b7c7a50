import type { Table } from '../../store/table.ts';
import { project, type Write } from '../../store/write.ts';
import { capUse, type CapUse } from './cap-ledger.ts';

const partition = (year: number): string => `DRAWS#${year}`;

/** The write of a batch's use, in place of the one before. */
export const recordCapUse = (lifecycle: Table, use: CapUse): Write => project(lifecycle, { pk: partition(use.year), sk: use.batchId, ...use });

/** What all draws of the year recorded. */
export const readCapUses = async (lifecycle: Table, year: number): Promise<readonly CapUse[]> =>
  (await lifecycle.all({ pk: partition(year) })).map((item) => capUse.parse(item));
