import { refuse, type Refusal } from '../kernel/refusal.ts';
import { ok, type Result } from '../kernel/result.ts';
import type { StoredItem } from '../store/item.ts';
import type { Table } from '../store/table.ts';
import { check, create, replace, type Write } from '../store/write.ts';
import { batch, type Batch, type BatchStage } from './batch.ts';

const SHAPE = 1;
const keyOf = (batchId: string) => ({ pk: `BATCH#${batchId}`, sk: 'BATCH' });
const itemOf = (thing: Batch): StoredItem => ({ ...keyOf(thing.batchId), shape: SHAPE, ...batch.parse(thing) });

/** From which stages each stage may be reached; a stage may follow itself where only an escalation or a detail is recorded. */
export const BATCH_PRIOR = {
  scheduled: ['scheduled'],
  prepared: ['scheduled', 'prepared'],
  drawing: ['prepared', 'drawing'],
  drawn: ['drawing', 'drawn'],
  dispatched: ['drawn', 'dispatched'],
  organised: ['dispatched', 'organised'],
  inspected: ['organised', 'inspected'],
  entered: ['inspected', 'entered'],
  published: ['entered', 'published'],
  archived: ['published', 'archived'],
} as const satisfies Record<BatchStage, readonly BatchStage[]>;

/** The batch, or undefined. */
export const findBatch = async (lifecycle: Table, batchId: string): Promise<Batch | undefined> => {
  const item = await lifecycle.get(keyOf(batchId));
  return item === undefined ? undefined : batch.parse(item);
};

/** The batch; refused with `not-found` if there is none. */
export const loadBatch = async (lifecycle: Table, batchId: string): Promise<Result<Batch, Refusal<'not-found'>>> => {
  const found = await findBatch(lifecycle, batchId);
  return found === undefined ? refuse('not-found', { facts: { what: batchId } }) : ok(found);
};

/** The write of a new batch. */
export const createBatch = (lifecycle: Table, thing: Batch): Write => create(lifecycle, itemOf(thing));

/**
 * The write of `after` in place of `before`, conditional on `before`'s version and on a legal prior stage.
 * Throws if `after.version` is not the next one or the transition is none of {@link BATCH_PRIOR}.
 */
export const putBatch = (lifecycle: Table, before: Batch, after: Batch): Write => {
  const stages: readonly BatchStage[] = BATCH_PRIOR[after.stage];
  if (after.batchId !== before.batchId || after.version !== before.version + 1) throw new Error(`not the next version of ${before.batchId}`);
  if (!stages.includes(before.stage)) throw new Error(`${before.batchId} cannot go from ${before.stage} to ${after.stage}`);
  return replace(lifecycle, itemOf(after), { version: before.version, stages });
};

/** Requires that the batch is still as it was read, without changing it. */
export const checkBatch = (lifecycle: Table, thing: Batch): Write => check(lifecycle, keyOf(thing.batchId), { version: thing.version, stages: [thing.stage] });
