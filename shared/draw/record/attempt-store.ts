import type { Stores } from '../../store/record.ts';
import type { StoredItem } from '../../store/item.ts';
import type { Table } from '../../store/table.ts';
import { create, replace, type Write } from '../../store/write.ts';
import { attempt, type Attempt, type AttemptStage } from './attempt.ts';

const keyOf = (batchId: string, drawNo: number) => ({ pk: `BATCH#${batchId}`, sk: `ATTEMPT#${String(drawNo).padStart(4, '0')}` });
const itemOf = (thing: Attempt): StoredItem => ({ ...keyOf(thing.batchId, thing.drawNo), ...attempt.parse(thing) });

/** From which stages each stage may be reached; a stage may follow itself where another message is added. */
const PRIOR = {
  committing: ['committing'],
  revealing: ['committing', 'revealing'],
  receipting: ['revealing', 'receipting'],
  'awaiting-beacon': ['receipting', 'awaiting-beacon'],
  revealed: ['revealing', 'awaiting-beacon'],
  drawn: ['revealed'],
  matched: ['drawn'],
  short: ['drawn', 'short'],
  published: ['matched', 'published'],
  voiding: ['committing', 'revealing', 'receipting', 'short', 'voiding'],
  void: ['voiding'],
} as const satisfies Record<AttemptStage, readonly AttemptStage[]>;

/** The attempt `drawNo` of a batch, or undefined. */
export const findAttempt = async (lifecycle: Table, batchId: string, drawNo: number): Promise<Attempt | undefined> => {
  const item = await lifecycle.get(keyOf(batchId, drawNo));
  return item === undefined ? undefined : attempt.parse(item);
};

/** The attempt `drawNo` of a batch. Throws if there is none: a batch never names an attempt that was not frozen. */
export const readAttempt = async (stores: Pick<Stores, 'lifecycle'>, batchId: string, drawNo: number): Promise<Attempt> => {
  const found = await findAttempt(stores.lifecycle, batchId, drawNo);
  if (found === undefined) throw new Error(`${batchId} has no attempt ${drawNo}`);
  return found;
};

/** All attempts of a batch, the first one first. */
export const listAttempts = async (lifecycle: Table, batchId: string): Promise<readonly Attempt[]> =>
  (await lifecycle.all({ pk: `BATCH#${batchId}`, prefix: 'ATTEMPT#' })).map((item) => attempt.parse(item));

/** The write of a new attempt; its conflict means that this number was frozen before (BY-2). */
export const createAttempt = (lifecycle: Table, thing: Attempt): Write => create(lifecycle, itemOf(thing));

/** The write of `after` in place of `before`. Throws if it is not the next version or the transition is not legal. */
export const putAttempt = (lifecycle: Table, before: Attempt, after: Attempt): Write => {
  const stages: readonly AttemptStage[] = PRIOR[after.stage];
  if (after.version !== before.version + 1 || after.drawNo !== before.drawNo) throw new Error(`not the next version of ${before.batchId}#${before.drawNo}`);
  if (!stages.includes(before.stage)) throw new Error(`an attempt cannot go from ${before.stage} to ${after.stage}`);
  return replace(lifecycle, itemOf(after), { version: before.version, stages });
};
