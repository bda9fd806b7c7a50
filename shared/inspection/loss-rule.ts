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
 * (NR-5). Each piece of evidence was uploaded by another than the head, so that nobody gives up a target alone (BY-3): `uploaders` by SHA-256; one that nobody uploaded is
 * refused where it is kept.
 */
export const judgeTargetLoss = (
  person: Person,
  form: Form,
  { code, evidence }: { readonly code: DeclaredLossCode; readonly evidence: readonly Evidence[] },
  { minimum, drawing, hasRoom, uploaders }: { readonly minimum: number; readonly drawing: ReadonlySet<string>; readonly hasRoom: boolean; readonly uploaders: ReadonlyMap<string, readonly string[]> },
): Result<FormIn<'drawn' | 'noticed' | 'organised'>, Refusal> => {
  const permitted = asDepartment(person, 'inspection.lose-target', form.leadDepartment);
  if (!permitted.ok) return permitted;
  const staged = inStage(form, 'drawn', 'noticed', 'organised');
  if (!staged.ok) return staged;
  const own = evidence.findIndex(({ sha256 }) => isOwn(person, uploaders.get(sha256) ?? []));
  if (own >= 0) return refuse('loss-evidence-own', { pointer: `/evidence/${own}`, facts: { sha256: evidence[own]?.sha256 ?? '' } });
  if (isResultCode(code)) return evidence.length > 0 ? ok(staged.value) : refuse('loss-needs-evidence', { pointer: '/evidence', facts: { code } });
  if (code === 'over-cap') return hasRoom ? refuse('visits-have-room', { pointer: '/code' }) : ok(staged.value);
  const lacking = form.tasks.some((task) => ableOf(form, task).length < minimum && !drawing.has(taskIdOf(form.targetId, task.department)));
  return lacking ? ok(staged.value) : refuse('officers-at-hand', { pointer: '/code' });
};

const isOwn = ({ sub }: Person, uploaders: readonly string[]): boolean => uploaders.length > 0 && uploaders.every((uploader) => uploader === sub);
