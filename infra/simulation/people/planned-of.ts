import type { PlannedEntry } from './city-plan.ts';
import type { Scene } from './scene.ts';
import type { Batch } from './truth.ts';

/** What the city planned as this batch. Throws for a batch that is not of its plan. */
export const plannedOf = ({ city }: Pick<Scene, 'city'>, { batchId, entry }: Pick<Batch, 'batchId' | 'entry'>): PlannedEntry => {
  const planned = city.plan.find(({ name, lead }) => name === entry.name && lead === entry.leadDepartment);
  if (planned === undefined) throw new Error(`${batchId} (${entry.name}) is not in the city's plan`);
  return planned;
};
