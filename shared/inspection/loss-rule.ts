import type { Person } from '../identity/actor.ts';
import { refuse, type Refusal } from '../kernel/refusal.ts';
import { ok, type Result } from '../kernel/result.ts';
import { taskIdOf } from '../lottery/seats/seat-problem.ts';
import type { Evidence, Form, FormIn, FormTask } from './form.ts';
import { isResultCode, type DeclaredLossCode } from './loss-code.ts';
import { asDepartment } from './part-rule.ts';
import { inStage } from './stage-rule.ts';

/** Officers who can still come to a task: not those reported lost whose seat is empty. */
export const ableOf = (form: Pick<Form, 'replacements'>, { department, officers }: FormTask): FormTask['officers'] =>
  officers.filter(({ officerId }) => form.replacements.every((each) => each.department !== department || each.officerId !== officerId || each.substitute !== undefined));

/**
 * May the head record this target as lost? Only before its visit; for a reason that lies with the enterprise only with evidence (BY-6); for want of officers only where a
 * department has fewer than `minimum` who can come and its seats are not among the tasks that are `drawing` (NR-2). For the cap only where the year's ledger has no room
 * (NR-5). The evidence is uploaded by those who were there, so the head never acts alone.
 */
export const judgeTargetLoss = (
  person: Person,
  form: Form,
  { code, evidence }: { readonly code: DeclaredLossCode; readonly evidence: readonly Evidence[] },
  { minimum, drawing, hasRoom }: { readonly minimum: number; readonly drawing: ReadonlySet<string>; readonly hasRoom: boolean },
): Result<FormIn<'drawn' | 'noticed' | 'organised'>, Refusal> => {
  const permitted = asDepartment(person, 'inspection.lose-target', form.leadDepartment);
  if (!permitted.ok) return permitted;
  const staged = inStage(form, 'drawn', 'noticed', 'organised');
  if (!staged.ok) return staged;
  if (isResultCode(code)) return evidence.length > 0 ? ok(staged.value) : refuse('loss-needs-evidence', { pointer: '/evidence', facts: { code } });
  if (code === 'over-cap') return hasRoom ? refuse('visits-have-room', { pointer: '/code' }) : ok(staged.value);
  const lacking = form.tasks.some((task) => ableOf(form, task).length < minimum && !drawing.has(taskIdOf(form.targetId, task.department)));
  return lacking ? ok(staged.value) : refuse('officers-at-hand', { pointer: '/code' });
};
