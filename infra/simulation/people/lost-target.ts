import { completeInspection, reportLostTarget } from '../../../shared/api/inspections.ts';
import { atTime, dateOf } from '../../../shared/kernel/instant.ts';
import { headOf, OFFICES, operatorOf } from '../../rehearsal/city/people.ts';
import { weekdayFrom, weekdaysAfter } from '../../rehearsal/weekdays.ts';
import { photograph } from './findings.ts';
import { departmentsOutside, officerUser, type FormAtHand } from './form-at-hand.ts';
import type { Action } from './action.ts';
import type { Form } from './truth.ts';

const GONE = ['05', '08', '10', '12'] as const;
/** Those who must come, at least (NR-2). */
const AT_LEAST = 2;

/** Officers of the form who can come: not those who were lost and have nobody in their place. */
export const comingTo = ({ tasks, replacements }: Form, department: string): readonly string[] =>
  tasks
    .filter((task) => task.department === department)
    .flatMap(({ officers }) => officers.map(({ officerId }) => officerId))
    .filter((officerId) => replacements.every((each) => each.officerId !== officerId || each.substitute !== undefined));

/** A department that can no longer send as many as the law asks for. */
export const lacking = (form: Form): string | undefined => form.tasks.map(({ department }) => department).find((department) => comingTo(form, department).length < AT_LEAST);

/**
 * The enterprise turns out to be gone before the visit, or nobody can be drawn to visit it: the head of the lead department records that, and the next ticket takes the place
 * (BY-3). Empty where the visit goes on.
 */
export const targetLoss = async (at: FormAtHand): Promise<readonly Action[]> => {
  const { scene, form } = at;
  if (form.stage !== 'drawn' && form.stage !== 'noticed' && form.stage !== 'organised') return [];
  if (scene.fate.befalls('loses-target', headOf(form.leadDepartment).sub, form.inspectionId)) return [isGone(at)];
  if (form.stage !== 'drawn') return [];
  const nobody = await unfilledOf(at);
  return nobody === undefined ? [] : [givesUp(at, nobody)];
};

/** A department for whose seats at this target the events say that nobody can take them. */
const unfilledOf = async ({ scene, batch, form }: FormAtHand): Promise<string | undefined> => {
  const { events } = await scene.truth.draw(batch.batchId);
  const taskId = events.map(({ line }) => (line.kind === 'unfilled' && 'taskId' in line ? line.taskId : '')).find((id) => id.startsWith(form.targetId));
  return taskId?.slice(form.targetId.length);
};

const isGone = (at: FormAtHand): Action => {
  const { scene, batch, form } = at;
  const { inspectionId, leadDepartment } = form;
  const key = `${inspectionId}/gone`;
  const since = 'drawnOn' in batch ? batch.drawnOn : dateOf(scene.now());
  const day = weekdaysAfter(since, scene.fate.between(1, 6, 'gone', inspectionId));
  const run = async (): Promise<void> => {
    const evidence = [await photograph(at, operatorOf(leadDepartment), key)];
    const params = { inspectionId };
    const body = { code: scene.fate.pick([...GONE], 'gone', inspectionId), ground: '现场核实，企业已不在登记住所经营', evidence };
    await scene.duties.perform({
      user: headOf(leadDepartment), endpoint: reportLostTarget, key, input: { params, body },
      outsiders: [operatorOf(leadDepartment), OFFICES.conference, ...departmentsOutside(scene, form).slice(0, 1).map(headOf)],
      wrong: [
        { name: 'gone without evidence (BY-6)', input: { params, body: { ...body, evidence: [] } } },
        { name: 'without a ground (BY-3)', input: { params, body: { ...body, ground: '' } } },
        { name: 'evidence that was never uploaded (BY-6)', input: { params, body: { ...body, evidence: [{ sha256: 'ef'.repeat(32), name: '照片', contentType: 'image/png' }] } } },
        ...(form.stage !== 'drawn' && lacking(form) === undefined ? [{ name: 'for want of officers, who are there (BY-3)', input: { params, body: { ...body, code: 'no-officers' as const } } }] : []),
      ],
    });
  };
  return { at: atTime(weekdayFrom(day), '10:10'), key, run };
};

/** Nobody can take a seat of `department`, and without it too few would come: the visit is not made (NR-2, BY-3). */
export const givesUp = ({ scene, form }: FormAtHand, department: string): Action => {
  const { inspectionId, leadDepartment } = form;
  const key = `${inspectionId}/nobody`;
  const everybody = form.tasks.flatMap(({ officers }) => officers.map(({ officerId }) => officerId));
  const run = async (): Promise<void> => {
    // Some would send the one who was lost after all.
    if (everybody.length > 0 && scene.memory.once(`${key}/all-the-same`)) {
      const body = { visitedOn: dateOf(scene.now()) as string, officersPresent: everybody };
      await scene.duties.tryWrongly('an officer who was lost comes back (BY-3)', { user: officerUser(form, leadDepartment), endpoint: completeInspection, input: { params: { inspectionId }, body, idempotencyKey: `${key}/all-the-same` } });
    }
    await scene.duties.perform({
      user: headOf(leadDepartment), endpoint: reportLostTarget, key, outsiders: [operatorOf(leadDepartment)],
      input: { params: { inspectionId }, body: { code: 'no-officers', ground: `${department} 部门已无可派的执法人员，见补抽证明`, evidence: [] } },
    });
  };
  return { at: atTime(weekdaysAfter(dateOf(scene.now()), 0), '09:10'), key, run };
};
