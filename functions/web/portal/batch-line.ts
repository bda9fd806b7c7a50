import type { PublicAttempt } from '../../../shared/draw/record/draw-projection.ts';
import type { BatchResults } from '../../../shared/publication/batch-results.ts';
import type { Overview, PublishedPlan } from './published-record.ts';

/** A batch of the plan with all that has become public of it. */
export interface BatchLine {
  readonly entry: PublishedPlan['entries'][number];
  readonly attempts: readonly PublicAttempt[];
  readonly results?: BatchResults;
  readonly stage: 'planned' | 'drawing' | 'void' | 'drawn' | 'published' | 'archived';
}

/** The batches of a plan in its order, attempts from the first. */
export const batchLines = (plan: PublishedPlan, { attempts, results }: Overview): readonly BatchLine[] =>
  plan.entries.map((entry) => {
    const own = attempts.filter(({ planId }) => planId === entry.batchId).sort((a, b) => a.drawNo - b.drawNo);
    const result = results.find(({ batchId }) => batchId === entry.batchId);
    return { entry, attempts: own, ...(result === undefined ? {} : { results: result }), stage: stageOf(own, result) };
  });

const stageOf = (attempts: readonly PublicAttempt[], results: BatchResults | undefined): BatchLine['stage'] => {
  if (results !== undefined) return results.stage;
  const last = attempts.at(-1);
  if (last === undefined) return 'planned';
  return last.state === 'published' || last.state === 'sealed' ? 'drawn' : last.state === 'void' ? 'void' : 'drawing';
};
