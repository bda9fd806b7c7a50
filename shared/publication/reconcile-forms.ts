import type { Form } from '../inspection/form.ts';
import { formHasReached } from '../inspection/progress-step.ts';
import type { Reconciliation } from '../plan/batch.ts';

/** `part` of `whole` in basis points, rounded down so that 100 % means all; 10000 of nothing is 0. */
export const basisPoints = (part: number, whole: number): number => (whole === 0 ? 0 : Math.floor((part * 10_000) / whole));

/** drawn = published + exempt + open, entry and publicity rate in basis points, and each channel's receipts (GY-20, GY-21). */
export const reconcileForms = (drawn: number, forms: readonly Form[], receipts: Readonly<Record<string, number>>): Reconciliation => {
  const count = (holds: (form: Form) => boolean): number => forms.filter(holds).length;
  const entered = count(({ stage }) => formHasReached(stage, 'entered'));
  const published = count(({ stage }) => stage === 'published');
  const exempt = count(({ stage }) => stage === 'exempt');
  return {
    drawn,
    entered,
    published,
    exempt,
    open: drawn - published - exempt,
    entryRateBp: basisPoints(entered, drawn),
    publicityRateBp: basisPoints(published + exempt, drawn),
    receipts,
  };
};
