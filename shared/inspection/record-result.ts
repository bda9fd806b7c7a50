import { refuse, type Refusal } from '../kernel/refusal.ts';
import { ok, type Result } from '../kernel/result.ts';
import { changeForm } from './change-form.ts';
import type { PersonInspectionContext } from './context.ts';
import { keepEvidence } from './evidence-files.ts';
import type { Form } from './form.ts';
import { ownTask } from './part-rule.ts';
import { judgeResult, type ResultContent } from './result-rule.ts';
import { inStage } from './stage-rule.ts';

/** One item's result, for a form. `ifMatch` names the version whose result is changed. */
export interface ResultCommand {
  readonly inspectionId: string;
  readonly itemId: string;
  readonly content: ResultContent;
  readonly ifMatch?: number | undefined;
}

/**
 * The department that owns the item writes its result after the visit; a result already there is changed only by naming the version it was read in (BY-6).
 * Refused: `not-in-visit`, `officer-not-assigned`, `form-not-in-stage`, `item-not-on-form`, `item-of-another-department`, `result-already-recorded`, those of
 * {@link judgeResult}, `evidence-not-uploaded`, `evidence-differs`.
 */
export const recordResult = (context: PersonInspectionContext, { inspectionId, itemId, content, ifMatch }: ResultCommand): Promise<Result<Form, Refusal>> => {
  const { actor, now } = context.act;
  return changeForm(context, {
    inspectionId,
    ifMatch,
    action: 'inspection.record',
    decide: async (form) => {
      const own = ownTask(form, actor, 'inspection.record');
      if (!own.ok) return own;
      const inspected = inStage(form, 'inspected');
      if (!inspected.ok) return inspected;
      const item = form.items.find((each) => each.itemId === itemId);
      if (item === undefined) return refuse('item-not-on-form', { facts: { itemId } });
      if (item.department !== actor.department) return refuse('item-of-another-department', { facts: { itemId, department: item.department } });
      if (ifMatch === undefined && form.results.some((result) => result.itemId === itemId)) return refuse('result-already-recorded', { facts: { itemId } });
      const judged = judgeResult(content);
      if (!judged.ok) return judged;
      const kept = await keepEvidence(context.stores, inspectionId, content.evidence);
      if (!kept.ok) return kept;
      const result = { itemId, ...content, department: item.department, by: actor.name, at: now };
      return ok({ ...inspected.value, results: inItemOrder(form, [...form.results.filter((each) => each.itemId !== itemId), result]) });
    },
  });
};

const inItemOrder = ({ items }: Form, results: Form['results']): Form['results'] =>
  items.flatMap(({ itemId }) => results.filter((result) => result.itemId === itemId));
