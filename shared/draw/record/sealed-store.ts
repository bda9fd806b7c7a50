import * as z from 'zod';
import type { Table } from '../../store/table.ts';
import { create, replace, type Write } from '../../store/write.ts';
import { localDay, moment } from './fields.ts';

const PARTITION = 'SEALED';

/** A sealed draw among all there ever were, so that a day finds those that open on it. */
export const sealedEntry = z.object({ shape: z.literal(1), batchId: z.string(), drawNo: z.int(), openOn: localDay, openedAt: moment.optional(), version: z.int() });

export type SealedEntry = z.output<typeof sealedEntry>;

const itemOf = (entry: SealedEntry) => ({ pk: PARTITION, sk: `${entry.openOn}#${entry.batchId}#${String(entry.drawNo).padStart(4, '0')}`, ...sealedEntry.parse(entry) });

/** The write of a draw that is sealed. */
export const createSealed = (lifecycle: Table, entry: SealedEntry): Write => create(lifecycle, itemOf(entry));

/** The write of its opening. */
export const putOpened = (lifecycle: Table, before: SealedEntry, openedAt: NonNullable<SealedEntry['openedAt']>): Write =>
  replace(lifecycle, itemOf({ ...before, openedAt, version: before.version + 1 }), { version: before.version });

/** All sealed draws, opened ones too, by the day on which they open. */
export const listSealed = async (lifecycle: Table): Promise<readonly SealedEntry[]> => (await lifecycle.all({ pk: PARTITION })).map((item) => sealedEntry.parse(item));

/** The batches whose draw is sealed and was not opened yet: until then only those who carry out the visits or watch over the draw may know who was drawn (NR-9). */
export const unopenedBatches = async (lifecycle: Table): Promise<ReadonlySet<string>> =>
  new Set((await listSealed(lifecycle)).filter(({ openedAt }) => openedAt === undefined).map(({ batchId }) => batchId));
