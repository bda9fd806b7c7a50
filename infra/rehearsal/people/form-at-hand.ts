import type { Action } from '../action.ts';
import type { PlannedInspection } from '../city/plan.ts';
import type { Scene } from '../scene.ts';
import type { Batch, Form } from '../truth.ts';

/** One form with what it belongs to. `place`: its place among the batch's forms. */
export interface FormAtHand {
  readonly scene: Scene;
  readonly batch: Batch;
  readonly planned: PlannedInspection;
  readonly form: Form;
  readonly place: number;
  readonly last: boolean;
}

/** A step of one form; those of several forms may run beside each other. */
export const step = (at: FormAtHand, name: string, moment: Action['at'], run: (at: FormAtHand, key: string) => Promise<void>): Action => {
  const key = `${at.form.inspectionId}/${name}`;
  return { at: moment, key, subject: `batch/${at.form.batchId}`, beside: true, run: () => run(at, key) };
};
