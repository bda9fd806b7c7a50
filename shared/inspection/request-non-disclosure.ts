import { refuse, type Refusal } from '../kernel/refusal.ts';
import { ok, type Result } from '../kernel/result.ts';
import { changeForm } from './change-form.ts';
import type { PersonInspectionContext } from './context.ts';
import type { Form } from './form.ts';
import { asDepartment } from './part-rule.ts';
import { inStage } from './stage-rule.ts';

/** The entering department's handler asks, with a reason, that a result stay unpublished (GY-22). Refused once asked for or decided. */
export const askNonDisclosure = (context: PersonInspectionContext, inspectionId: string, reason: string): Promise<Result<Form, Refusal>> => {
  const { actor, now } = context.act;
  return changeForm(context, {
    inspectionId,
    action: 'non-disclosure.request',
    decide: (form) => {
      const permitted = asDepartment(actor, 'non-disclosure.request', form.leadDepartment);
      if (!permitted.ok) return permitted;
      if (form.nonDisclosure !== undefined) return refuse(form.nonDisclosure.decision === undefined ? 'non-disclosure-pending' : 'non-disclosure-decided');
      const staged = inStage(form, 'inspected', 'entered');
      if (!staged.ok) return staged;
      return ok({ ...staged.value, nonDisclosure: { reason, requestedBy: { sub: actor.sub, name: actor.name }, requestedAt: now } });
    },
  });
};
