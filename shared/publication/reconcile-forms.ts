import type { Form } from '../inspection/form.ts';
import { formHasReached } from '../inspection/progress-step.ts';
import type { Reconciliation } from '../plan/batch.ts';

/** `part` of `whole` in basis points, rounded down so that 100 % means all; 10000 of nothing is 0. */
export const basisPoints = (part: number, whole: number): number => (whole === 0 ? 0 : Math.floor((part * 10_000) / whole));

/** True for a form whose end is public: its result, or why its target could not be inspected. */
export const isPublic = (form: Form): boolean => form.stage === 'published' || (form.stage === 'lost' && form.publishedAt !== undefined);

/**
 * drawn = published + exempt + open, entry and publicity rate in basis points, and each channel's receipts (GY-20, GY-21). `drawn` counts those of the draw and those called in
 * since; `lost`, where there are any, how many of them could not be inspected, which is published like a result.
 */
export const reconcileForms = (drawnCount: number, forms: readonly Form[], receipts: Readonly<Record<string, number>>): Reconciliation => {
  const count = (holds: (form: Form) => boolean): number => forms.filter(holds).length;
  const drawn = drawnCount + count(({ calledIn }) => calledIn !== undefined);
  const lost = count(({ stage }) => stage === 'lost');
  const entered = count(({ stage }) => formHasReached(stage, 'entered'));
  const published = count(isPublic);
  const exempt = count(({ stage }) => stage === 'exempt');
  return {
    drawn,
    ...(lost === 0 ? {} : { lost }),
    entered,
    published,
    exempt,
    open: drawn - published - exempt,
    entryRateBp: basisPoints(entered, drawn),
    publicityRateBp: basisPoints(published + exempt, drawn),
    receipts,
  };
};
