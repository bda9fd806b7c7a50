import { recordLostOfficer } from '../draw/events/record-loss.ts';
import type { Refusal } from '../kernel/refusal.ts';
import { ok, type Result } from '../kernel/result.ts';
import type { Stores } from '../store/record.ts';
import { changeForm } from './change-form.ts';
import type { PersonInspectionContext } from './context.ts';
import { keepEvidence } from './evidence-files.ts';
import { loadForm } from './form-store.ts';
import type { Evidence, Form, FormIn } from './form.ts';
import { asDepartment } from './part-rule.ts';
import { settleReplacements } from './settle-replacements.ts';
import { inStage } from './stage-rule.ts';

/** An officer of a department who cannot come. The reason will be published with the draw's events, so it names no illness and no private matter. */
export interface Loss {
  readonly department: string;
  readonly officerId: string;
  readonly reason: string;
  readonly evidence: readonly Evidence[];
}

type Context = Pick<PersonInspectionContext, 'act'> & { readonly stores: Pick<Stores, 'registry' | 'lifecycle' | 'uploads' | 'evidence' | 'snapshots' | 'published' | 'transact'> };

/**
 * A department reports an officer lost before the visit; the substitute is drawn in a fresh ceremony, never named by hand (BY-3).
 * Refused: `not-own-department`, `form-not-in-stage`, what the evidence is refused for, and what the draw refuses (`officer-not-on-task`, `task-unknown`).
 */
export const reportLoss = async (context: Context, inspectionId: string, loss: Loss): Promise<Result<Form, Refusal>> => {
  const { stores, act } = context;
  const loaded = await loadForm(stores.lifecycle, inspectionId);
  if (!loaded.ok) return loaded;
  const judged = judge(context, loaded.value, loss);
  if (!judged.ok) return judged;
  const kept = await keepEvidence(stores, inspectionId, loss.evidence);
  if (!kept.ok) return kept;
  const { batchId, targetId } = loaded.value;
  const { department, officerId, reason } = loss;
  const evidence = loss.evidence.map(({ sha256 }) => sha256).join(' ');
  const recorded = await recordLostOfficer(context, { batchId, taskId: `${targetId}${department}`, officer: officerId, reason, evidence: evidence === '' ? '—' : evidence });
  if (!recorded.ok) return recorded;
  return changeForm(context, {
    inspectionId,
    action: 'inspection.lost-officer',
    decide: async (form) => {
      const still = judge(context, form, loss);
      if (!still.ok) return still;
      const known = form.replacements.some((each) => each.department === department && each.officerId === officerId && each.substitute === undefined);
      if (known) return still;
      return ok(await settleReplacements(stores, { ...still.value, replacements: [...form.replacements, { department, officerId, reason, at: act.now }] }));
    },
  });
};

const judge = ({ act }: Context, form: Form, { department }: Loss): Result<FormIn<'noticed' | 'organised'>, Refusal> => {
  const permitted = asDepartment(act.actor, 'inspection.replace', department);
  return permitted.ok ? inStage(form, 'noticed', 'organised') : permitted;
};
