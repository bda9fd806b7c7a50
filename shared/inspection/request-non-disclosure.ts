import { refuse, type Refusal } from '../kernel/refusal.ts';
import { ok, type Result } from '../kernel/result.ts';
import { loadBatch } from '../plan/batch-store.ts';
import { hasReached } from '../plan/batch.ts';
import { changeForm } from './change-form.ts';
import type { PersonInspectionContext } from './context.ts';
import type { Form } from './form.ts';
import { asDepartment } from './part-rule.ts';
import { inStage } from './stage-rule.ts';

/**
 * The entering department's handler asks, with a reason, that a result stay unpublished (GY-22), before the batch's results are closed for publication.
 * Refused: `not-own-department`, `non-disclosure-pending`, `non-disclosure-decided`, `form-not-in-stage`, `results-closed`.
 */
export const askNonDisclosure = (context: PersonInspectionContext, inspectionId: string, reason: string): Promise<Result<Form, Refusal>> => {
  const { actor, now } = context.act;
  return changeForm(context, {
    inspectionId,
    action: 'non-disclosure.request',
    decide: async (form) => {
      const permitted = asDepartment(actor, 'non-disclosure.request', form.leadDepartment);
      if (!permitted.ok) return permitted;
      if (form.nonDisclosure !== undefined) return refuse(form.nonDisclosure.decision === undefined ? 'non-disclosure-pending' : 'non-disclosure-decided');
      const staged = inStage(form, 'inspected', 'entered');
      if (!staged.ok) return staged;
      const batch = await loadBatch(context.stores.lifecycle, form.batchId);
      if (!batch.ok) return batch;
      if (hasReached(batch.value.stage, 'entered')) return refuse('results-closed');
      return ok({ ...staged.value, nonDisclosure: { reason, requestedBy: { sub: actor.sub, name: actor.name }, requestedAt: now } });
    },
  });
};
