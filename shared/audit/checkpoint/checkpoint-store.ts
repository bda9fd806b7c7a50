import type { StoredItem } from '../../store/item.ts';
import type { Table } from '../../store/table.ts';
import { create, type Write } from '../../store/write.ts';
import { checkpointText, readCheckpoint, type Checkpoint } from './checkpoint.ts';

const PARTITION = 'CHECKPOINT';

/** The write of a day's checkpoint; it fails if the day has one. */
export const createCheckpoint = (publication: Table, checkpoint: Checkpoint): Write =>
  create(publication, { pk: PARTITION, sk: checkpoint.date, shape: 1, text: checkpointText(checkpoint) });

/** The newest checkpoints, newest first. */
export const latestCheckpoints = async (publication: Table, limit: number): Promise<readonly Checkpoint[]> =>
  (await publication.page({ pk: PARTITION, reverse: true, limit })).items.map(toCheckpoint);

/** Every checkpoint, oldest first. */
export const allCheckpoints = async (publication: Table): Promise<readonly Checkpoint[]> => (await publication.all({ pk: PARTITION })).map(toCheckpoint);

/** The checkpoint of that day, or undefined. */
export const findCheckpoint = async (publication: Table, date: string): Promise<Checkpoint | undefined> => {
  const item = await publication.get({ pk: PARTITION, sk: date });
  return item === undefined ? undefined : toCheckpoint(item);
};

const toCheckpoint = (item: StoredItem): Checkpoint => {
  const checkpoint = readCheckpoint(item['text'] as string);
  if (checkpoint === undefined) throw new TypeError(`the stored checkpoint of ${item.sk} is none`);
  return checkpoint;
};
