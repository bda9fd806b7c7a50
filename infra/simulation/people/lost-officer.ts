import { changeInspector } from '../../../shared/api/inspectors.ts';
import { completeInspection, reportLostOfficer } from '../../../shared/api/inspections.ts';
import { addDays, localDate } from '../../../shared/kernel/local-date.ts';
import { OFFICES, operatorOf } from '../../rehearsal/city/people.ts';
import { atTime, dateOf } from '../../../shared/kernel/instant.ts';
import { weekdaysAfter } from '../../rehearsal/weekdays.ts';
import { departmentsOutside, officerUser, type FormAtHand, type FormIn } from './form-at-hand.ts';
import { givesUp, lacking } from './lost-target.ts';
import type { Action } from './action.ts';
import type { Officer } from './truth.ts';

type Organised = FormAtHand<FormIn<'organised'>>;

interface Assigned {
  readonly department: string;
  readonly officer: Officer;
}

/**
 * An officer cannot come, ill or without a valid certificate: the department reports it, and a substitute is drawn (BY-3, NR-4). Empty while
 * that is under way; undefined if enough can come. Where nobody can take the seat, whoever was lost stays away all the same: then the rest go, or the visit is given up.
 */
export const lossAction = async (at: Organised): Promise<readonly Action[] | undefined> => {
  const assigned = await assignedTo(at);
  const withdrawal = withdrawalOf(at, assigned);
  if (withdrawal !== undefined) return [withdrawal];
  const open = at.form.replacements.filter(({ substitute }) => substitute === undefined);
  for (const { department, officerId } of open) if (!(await isUnfilled(at, department, officerId))) return [];
  const [last] = open.slice(-1);
  if (last !== undefined && lacking(at.form) !== undefined) return [givesUp(at, last.department)];
  // Where one place stays empty and enough are left, another of them may be without a certificate.
  const able = assigned.filter(({ officer }) => open.every(({ officerId }) => officerId !== officer.officerId));
  const lost = able.find(({ officer }) => !isValid(officer, visitDayOf(at))) ?? fallsIll(at, assigned);
  return lost === undefined ? undefined : [report(at, lost)];
};

const assignedTo = async ({ scene, form }: Organised): Promise<readonly Assigned[]> => {
  const parts = await Promise.all(
    form.tasks.map(async ({ department, officers }) => {
      // Each stands in the directory of the own body, whomever they come for.
      const bodies = [...new Set(officers.map(({ from }) => from?.department ?? department))];
      const known = (await Promise.all(bodies.map((body) => scene.truth.officers(body)))).flat();
      return officers.flatMap(({ officerId }) => known.filter((each) => each.officerId === officerId).map((officer) => ({ department, officer })));
    }),
  );
  return parts.flat();
};

const isValid = ({ certificate }: Officer, day: string): boolean => certificate !== undefined && certificate.validFrom <= day && day <= certificate.validTo;

/** The day that counts: the one agreed on, or today once that is past (NR-4). */
const visitDayOf = ({ scene, form }: Organised): string => [form.visitOn, dateOf(scene.now())].sort().at(-1) ?? form.visitOn;

const fallsIll = ({ scene: { fate }, form }: Organised, assigned: readonly Assigned[]): Assigned | undefined => {
  if (form.replacements.length > 0 || !fate.befalls('loses-officer', operatorOf(form.leadDepartment).sub, form.inspectionId)) return undefined;
  return fate.pick(assigned, 'falls ill', form.inspectionId);
};

const dayAfter = ({ form }: Organised, time: string) => atTime(weekdaysAfter(form.organisedOn, 1), time);

/** The visit all the same, with the one whose certificate is not valid (NR-4): only where nothing else stands in its way. */
const visitUncertified = async ({ scene: { duties, memory, now, truth }, batch, form }: Organised, body: string, officerId: string): Promise<void> => {
  const { inspectionId, leadDepartment, tasks } = form;
  const key = `${inspectionId}/uncertified/${officerId}`;
  if (batch.stage !== 'organised' || !memory.once(key)) return;
  // It may have been renewed for another visit, a moment ago.
  truth.forget([{ pk: `INSPECTOR#${body}` }]);
  const officer = (await truth.officers(body)).find((each) => each.officerId === officerId);
  if (officer === undefined || isValid(officer, dateOf(now()))) return;
  const visit = { visitedOn: dateOf(now()) as string, officersPresent: tasks.flatMap(({ officers }) => officers.map((officer) => officer.officerId)) };
  await duties.tryWrongly('a certificate is not valid on the day of the visit (NR-4)', { user: officerUser(form, leadDepartment), endpoint: completeInspection, input: { params: { inspectionId }, body: visit, idempotencyKey: key } });
};

const report = (at: Organised, { department, officer }: Assigned): Action => {
  const { scene, form } = at;
  const { officerId } = officer;
  const isFoundAtTheDoor = !isValid(officer, visitDayOf(at)) && scene.fate.befalls('found-at-the-door', operatorOf(department).sub, `${form.inspectionId} ${officerId}`);
  const key = `${form.inspectionId}/lost/${officerId}`;
  const params = { inspectionId: form.inspectionId };
  const body = { department, officerId, reason: '检查当日不能到场', evidence: [] };
  const run = async (): Promise<void> => {
    if (isFoundAtTheDoor) await visitUncertified(at, officer.department, officerId);
    await scene.duties.perform({
      user: operatorOf(department), endpoint: reportLostOfficer, key, input: { params, body },
      outsiders: departmentsOutside(scene, form).slice(0, 1).map(operatorOf),
      wrong: [
        { name: 'an officer who is not on the task (BY-3)', input: { params, body: { ...body, officerId: `${department}99999` } } },
        { name: 'without a reason (BY-3)', input: { params, body: { ...body, reason: '' } } },
        { name: 'evidence that was never uploaded (BY-6)', input: { params, body: { ...body, evidence: [{ sha256: 'ab'.repeat(32), name: '病历', contentType: 'text/plain' }] } } },
      ],
    });
    if (scene.memory.once(`${key}/all-the-same`)) {
      const visit = { visitedOn: dateOf(scene.now()) as string, officersPresent: form.tasks.flatMap(({ officers }) => officers.map((each) => each.officerId)) };
      await scene.duties.tryWrongly('an officer who was lost comes all the same (BY-3)', { user: officerUser(form, form.leadDepartment), endpoint: completeInspection, input: { params, body: visit, idempotencyKey: `${key}/all-the-same` } });
    }
  };
  return { at: isFoundAtTheDoor ? atTime(localDate(visitDayOf(at)), '13:30') : dayAfter(at, '09:40'), key, run };
};

/** The certificate of somebody on the visit is withdrawn: once, and then the visit cannot be made with them. */
const withdrawalOf = (at: Organised, assigned: readonly Assigned[]): Action | undefined => {
  const { scene: { fate, memory, duties }, form } = at;
  const key = `${form.inspectionId}/withdrawal`;
  if (memory.has(key) || form.replacements.length > 0 || !fate.befalls('certificate-withdrawn', OFFICES.administrator.sub, form.inspectionId)) return undefined;
  const { officer } = fate.pick(assigned, 'withdrawn', form.inspectionId);
  if (officer.certificate === undefined) return undefined;
  const validTo = addDays(localDate(form.organisedOn), -1);
  const run = async (): Promise<void> => {
    memory.keep(key);
    const change = changeOf(officer, validTo);
    await duties.perform({ user: operatorOf(officer.department), endpoint: changeInspector, input: change, key, version: officer.version, outsiders: [OFFICES.supervisor] });
  };
  return { at: dayAfter(at, '09:20'), key, run };
};

const changeOf = ({ officerId, version, name, kind, certificate, specialties, regions, cap }: Officer, validTo: string) => {
  if (certificate === undefined) throw new Error(`${officerId} has no certificate to change`);
  return { params: { officerId }, body: { name, kind, specialties, regions, cap, active: false, certificate: { ...certificate, validTo } }, ifMatch: version };
};

/** True if the draw's events say that nobody can take the seat. */
const isUnfilled = async ({ scene, batch, form }: Organised, department: string, officerId: string): Promise<boolean> => {
  const taskId = `${form.targetId}${department}`;
  const { events } = await scene.truth.draw(batch.batchId);
  const loss = events.findLast(({ line }) => line.kind === 'lost-officer' && line.taskId === taskId && line.officer === officerId);
  if (loss === undefined) return false;
  return events.some(({ seq, line }) => seq > loss.seq && line.kind === 'unfilled' && 'taskId' in line && line.taskId === taskId);
};
