import { PLAN, type PlannedInspection } from '../city/plan.ts';
import type { Batch } from '../truth.ts';

/** What the city planned as this batch. Throws for a batch that is not of its plan. */
export const plannedOf = ({ batchId, entry }: Pick<Batch, 'batchId' | 'entry'>): PlannedInspection => {
  const planned = PLAN.find(({ name, lead }) => name === entry.name && lead === entry.leadDepartment);
  if (planned === undefined) throw new Error(`${batchId} (${entry.name}) is not in the city's plan`);
  return planned;
};
