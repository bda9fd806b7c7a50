import * as z from 'zod';
import type { Table } from '../../store/table.ts';
import { project, type Write } from '../../store/write.ts';
import { hash } from '../record/fields.ts';

const KEY = { pk: 'DIRECTORY', sk: 'LAST-FREEZING' } as const;

/** The attempt whose frozen rows are the latest, by which class they are stratified, and what its files must be: the hash of its manifest, which commits to the rows, and of its mark. */
const lastFreezing = z.object({ shape: z.literal(1), batchId: z.string(), drawNo: z.int(), strata: z.string(), M0: hash, markHash: hash });

export type LastFreezing = z.output<typeof lastFreezing>;

/** The latest freezing; undefined before the first. */
export const findLastFreezing = async (lifecycle: Table): Promise<LastFreezing | undefined> => {
  const item = await lifecycle.get(KEY);
  return item === undefined ? undefined : lastFreezing.parse(item);
};

/** Whichever comes last will do: any freezing is a ground for the next. */
export const noteFreezing = (lifecycle: Table, freezing: LastFreezing): Write => project(lifecycle, { ...KEY, ...freezing });
