import type { Instant } from '../kernel/instant.ts';
import type { Table } from '../store/table.ts';
import { create, type Write } from '../store/write.ts';
import { NO_PROGRESS, progress, type Progress } from './progress.ts';
import type { ProgressStep } from './progress-step.ts';

const keyOf = (batchId: string) => ({ pk: `BATCH#${batchId}`, sk: 'PROGRESS' });

/** How far the batch's forms are; all zero before they exist. One read, whatever the size of the batch. */
export const readProgress = async (lifecycle: Table, batchId: string): Promise<Progress> => {
  const item = await lifecycle.get(keyOf(batchId));
  return item === undefined ? { batchId, ...NO_PROGRESS } : progress.parse(item);
};

/** The write that begins the count. */
export const createProgress = (lifecycle: Table, batchId: string, drawn: number): Write =>
  create(lifecycle, { ...keyOf(batchId), shape: 1, ...progress.parse({ batchId, ...NO_PROGRESS, drawn }) });

/**
 * The write that moves the count by `step`; none if nothing moves. It adds without reading, so that forms of one batch do not get in each other's way.
 * A new request for non-disclosure conflicts once the results are closed (GY-22).
 */
export const moveProgress = (lifecycle: Table, batchId: string, step: ProgressStep): Write[] => {
  const moved = Object.entries(step).filter(([, by]) => by !== 0);
  if (moved.length === 0) return [];
  const names = moved.map(([name], i) => [`#n${i}`, name] as const);
  return [
    {
      table: lifecycle,
      item: {
        Update: {
          TableName: lifecycle.name,
          Key: keyOf(batchId),
          ...(step.pending > 0 ? { ConditionExpression: 'attribute_not_exists(closedAt)' } : {}),
          UpdateExpression: `ADD ${names.map(([alias], i) => `${alias} :v${i}`).join(', ')}`,
          ExpressionAttributeNames: Object.fromEntries(names),
          ExpressionAttributeValues: Object.fromEntries(moved.map(([, by], i) => [`:v${i}`, by])),
        },
      },
    },
  ];
};

/** The write that closes the results: from then on nobody can ask for non-disclosure. Conflicts while a request is undecided. */
export const closeResults = (lifecycle: Table, batchId: string, at: Instant): Write => ({
  table: lifecycle,
  item: {
    Update: {
      TableName: lifecycle.name,
      Key: keyOf(batchId),
      ConditionExpression: 'pending = :none',
      UpdateExpression: 'SET closedAt = :at',
      ExpressionAttributeValues: { ':none': 0, ':at': at },
    },
  },
});
