import type { Refusal } from '../kernel/refusal.ts';
import { refuse } from '../kernel/refusal.ts';
import { ok, type Result } from '../kernel/result.ts';
import { callIn } from './call-in.ts';
import { changeForm } from './change-form.ts';
import type { PersonInspectionContext } from './context.ts';
import type { Form } from './form.ts';
import { ownTask } from './part-rule.ts';
import { inStage } from './stage-rule.ts';

/** A department takes on its part of the visit. Refused: `not-in-visit`, `form-not-in-stage`, `officers-awaited`, `already-claimed`. */
export const claimTask = async (context: PersonInspectionContext, inspectionId: string): Promise<Result<Form, Refusal>> => {
  const { actor, now } = context.act;
  // The reveal that drew the officers of a target called in may have ended before its notice went out.
  const sent = await callIn(context, inspectionId);
  if (!sent.ok) return sent;
  return changeForm(context, {
    inspectionId,
    action: 'inspection.claim',
    decide: (form) => {
      const own = ownTask(form, actor, 'inspection.claim');
      if (!own.ok) return own;
      if (form.stage === 'drawn' && form.calledIn !== undefined) return refuse('officers-awaited');
      const noticed = inStage(form, 'noticed');
      if (!noticed.ok) return noticed;
      if (own.value.claimed !== undefined) return refuse('already-claimed');
      const claimed = { ...own.value, claimed: { by: actor.name, at: now } };
      return ok({ ...noticed.value, tasks: form.tasks.map((task) => (task === own.value ? claimed : task)) });
    },
  });
};
