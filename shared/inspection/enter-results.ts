import { dateOf } from '../kernel/instant.ts';
import { refuse, type Refusal } from '../kernel/refusal.ts';
import { ok, type Result } from '../kernel/result.ts';
import { loadBatch } from '../plan/batch-store.ts';
import { changeForm } from './change-form.ts';
import type { PersonInspectionContext } from './context.ts';
import { partsOf, type Form } from './form.ts';
import { judgeLateness } from './lateness.ts';
import { asDepartment } from './part-rule.ts';
import { inStage } from './stage-rule.ts';

/** The items without a result. */
export const openItems = ({ items, results }: Form): Form['items'] => items.filter(({ itemId }) => !results.some((result) => result.itemId === itemId));

/**
 * The lead department enters the whole form; late after the batch's `enterBy`, the 20 working days that begin when the batch's inspections are completed (GY-19).
 * Refused: `not-own-department`, `form-not-in-stage`, `items-open` with each item that has no result (BY-6).
 */
export const enterResults = async (context: PersonInspectionContext, inspectionId: string): Promise<Result<Form, Refusal>> => {
  const { actor, now } = context.act;
  const loaded = await loadBatch(context.stores.lifecycle, partsOf(inspectionId)?.batchId ?? '');
  if (!loaded.ok) return loaded;
  const batch = loaded.value;
  const deadline = 'enterBy' in batch ? { by: batch.enterBy, count: batch.enterCount } : undefined;
  return changeForm(context, {
    inspectionId,
    action: 'inspection.enter',
    decide: (form) => {
      const permitted = asDepartment(actor, 'inspection.enter', form.leadDepartment);
      if (!permitted.ok) return permitted;
      const inspected = inStage(form, 'inspected');
      if (!inspected.ok) return inspected;
      const open = openItems(form);
      if (open.length > 0) {
        return refuse('items-open', {
          facts: { count: open.length, items: open.map(({ itemId }) => itemId).join(', ') },
          errors: open.map(({ itemId, name }) => ({ pointer: `/results/${itemId}`, detail: name })),
        });
      }
      const enteredOn = dateOf(now);
      return ok({ ...inspected.value, stage: 'entered', enteredOn, ...judgeLateness(inspected.value, 'entered', enteredOn, deadline) });
    },
  });
};
