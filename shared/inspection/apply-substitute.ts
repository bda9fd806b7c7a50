import type { Refusal } from '../kernel/refusal.ts';
import { ok, type Result } from '../kernel/result.ts';
import { loadBatch } from '../plan/batch-store.ts';
import { changeForm } from './change-form.ts';
import type { InspectionContext } from './context.ts';
import { partsOf, type Form, type FormOfficer } from './form.ts';
import { lentMessages } from './lent-letter-store.ts';

/** A seat that was drawn anew: who was lost and who takes the place. */
export interface Substitution {
  readonly department: string;
  readonly lost: string;
  readonly substitute: FormOfficer;
}

/**
 * Puts the substitutes the event ceremony drew in the lost officers' places, and tells the body of one who is pooled (BY-3, SM-4). Applying one again changes nothing, and nothing is written: the form keeps its version. Nor once
 * the visit was made or given up: a later outcome stays among the draw's events, and seats nobody who never came.
 */
export const applySubstitutes = async (
  context: Pick<InspectionContext, 'act'> & { readonly stores: Pick<InspectionContext['stores'], 'lifecycle' | 'transact'> },
  inspectionId: string,
  substitutions: readonly Substitution[],
): Promise<Result<Form, Refusal>> => {
  const { stores, act } = context;
  const lent = substitutions.filter(({ substitute }) => substitute.from !== undefined);
  const loaded = lent.length === 0 ? undefined : await loadBatch(stores.lifecycle, partsOf(inspectionId)?.batchId ?? '');
  if (loaded?.ok === false) return loaded;
  const batch = loaded?.value;
  return changeForm(context, {
    inspectionId,
    action: 'inspection.substitute',
    decide: (form) => {
      const wanted = awaitsVisit(form) ? substitutions.filter((one) => names(form, one)) : [];
      return ok(wanted.length === 0 ? 'as-before' : wanted.reduce(substituted, form));
    },
    also: (after) =>
      batch === undefined || !('scheme' in batch)
        ? []
        : lent.flatMap(({ substitute }) => lentMessages(stores.lifecycle, batch, { forms: [after], of: { targetId: after.targetId, officerId: substitute.officerId }, at: act.now })),
  });
};

/** True while somebody may still take a lost officer's place. */
export const awaitsVisit = ({ stage }: Pick<Form, 'stage'>): boolean => stage === 'noticed' || stage === 'organised';

const names = ({ tasks }: Form, { department, lost }: Substitution): boolean =>
  tasks.some((task) => task.department === department && task.officers.some(({ officerId }) => officerId === lost));

/** The form with one substitute in the place of the lost officer. */
export const substituted = (form: Form, { department, lost, substitute }: Substitution): Form => ({
  ...form,
  tasks: form.tasks.map((task) =>
    task.department === department ? { ...task, officers: task.officers.map((officer) => (officer.officerId === lost ? substitute : officer)) } : task,
  ),
  replacements: form.replacements.map((each) =>
    each.department === department && each.officerId === lost && each.substitute === undefined ? { ...each, substitute: substitute.officerId } : each,
  ),
});
