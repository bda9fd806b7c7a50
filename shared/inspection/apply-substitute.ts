import type { Refusal } from '../kernel/refusal.ts';
import { ok, type Result } from '../kernel/result.ts';
import { changeForm } from './change-form.ts';
import type { InspectionContext } from './context.ts';
import type { Form, FormOfficer } from './form.ts';

/** A seat that was drawn anew: who was lost and who takes the place. */
export interface Substitution {
  readonly department: string;
  readonly lost: string;
  readonly substitute: FormOfficer;
}

/** Puts the substitutes the event ceremony drew in the lost officers' places (BY-3). Applying one again changes nothing. */
export const applySubstitutes = (
  context: Pick<InspectionContext, 'act'> & { readonly stores: Pick<InspectionContext['stores'], 'lifecycle' | 'transact'> },
  inspectionId: string,
  substitutions: readonly Substitution[],
): Promise<Result<Form, Refusal>> =>
  changeForm(context, { inspectionId, action: 'inspection.substitute', decide: (form) => ok(substitutions.reduce(substituted, form)) });

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
