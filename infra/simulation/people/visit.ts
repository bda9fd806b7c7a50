import { completeInspection } from '../../../shared/api/inspections.ts';
import { atTime, dateOf, type Instant } from '../../../shared/kernel/instant.ts';
import { addDays } from '../../../shared/kernel/local-date.ts';
import { inspectorUser } from '../../rehearsal/city/people.ts';
import { comingTo } from './lost-target.ts';
import { officerUser, strangersTo, type FormAtHand, type FormIn } from './form-at-hand.ts';
import { pooledUsers } from './pooled.ts';
import type { Action } from './action.ts';
import { partnersOf } from './shared-visit.ts';
import { comes, weekdayAfter } from './when.ts';

/** The officers make the visit, and one of the lead department records it (NR-2, NR-4). Not before everything of the batch is organised. */
export const visitAction = async (at: FormAtHand<FormIn<'organised'>>): Promise<readonly Action[]> => {
  const { scene, batch, form } = at;
  if (batch.stage !== 'organised') return [];
  const partners = await partnersOf(scene, form);
  if (partners.some(({ visitOn }) => visitOn === undefined)) return triesAlone(at);
  const made = partners.find(({ visitedOn }) => visitedOn !== undefined)?.visitedOn;
  const user = officerUser(form, form.leadDepartment);
  const key = `${form.inspectionId}/visit`;
  const comesAt = comes(scene, user, key, visitAt(at), { due: null, told: {} });
  return comesAt === undefined ? [] : [{ at: comesAt, key, run: () => visit(at, key, made) }];
};

/** Some will not wait for those who come along. */
const triesAlone = ({ scene, form }: FormAtHand<FormIn<'organised'>>): readonly Action[] => {
  const { inspectionId, leadDepartment, tasks, visitOn } = form;
  const user = officerUser(form, leadDepartment);
  const key = `${inspectionId}/alone`;
  if (scene.memory.has(key) || !scene.fate.strikes(`visits-alone ${inspectionId}`, 0.5, () => `does not wait for those who share the visit (${user.sub}, ${inspectionId})`)) return [];
  const run = async (): Promise<void> => {
    scene.memory.keep(key);
    // Meanwhile they may have organised it too.
    if ((await partnersOf(scene, form)).every((partner) => partner.visitOn !== undefined)) return;
    const body = { visitedOn: dateOf(scene.now()) as string, officersPresent: tasks.flatMap(({ officers }) => officers.map(({ officerId }) => officerId)) };
    await scene.duties.tryWrongly('those who share the visit are not ready (GS-6)', { user, endpoint: completeInspection, input: { params: { inspectionId }, body, idempotencyKey: key } });
  };
  return [{ at: atTime(visitOn, '14:00'), key, run }];
};

/** On the day; some only after the last day of the year's inspections, which is written down and waited for (GY-17). */
const visitAt = ({ scene, batch, form }: FormAtHand<FormIn<'organised'>>): Instant => {
  const isVeryLate = 'finishBy' in batch && scene.fate.befalls('visit-after-the-end', officerUser(form, form.leadDepartment).sub, form.inspectionId);
  return isVeryLate ? weekdayAfter(atTime(batch.finishBy, '14:00'), 2, '14:00') : atTime(form.visitOn, '14:00');
};

const visit = async ({ scene, form }: FormAtHand<FormIn<'organised'>>, key: string, made: string | undefined): Promise<void> => {
  const { inspectionId, leadDepartment, tasks, organisedOn } = form;
  const user = officerUser(form, leadDepartment);
  const present = tasks.flatMap(({ department }) => comingTo(form, department));
  const staysAway = form.replacements.find(({ substitute }) => substitute === undefined);
  const params = { inspectionId };
  const today = dateOf(scene.now());
  // Who shares the visit records the day on which it was made.
  const helpers = (form.assistants ?? []).map(({ expertId }) => expertId);
  const body = { visitedOn: made ?? (today as string), officersPresent: present, ...(helpers.length === 0 ? {} : { assistantsPresent: helpers }) };
  const [stranger] = strangersTo(scene, form);
  const ofLead = comingTo(form, leadDepartment).length;
  await scene.duties.perform({
    user, endpoint: completeInspection, key, input: { params, body },
    outsiders: [...(stranger === undefined ? [] : [inspectorUser(stranger)]), ...pooledUsers(form).slice(0, 1)],
    wrong: [
      { name: 'one officer alone (NR-2)', input: { params, body: { ...body, officersPresent: present.slice(ofLead - 1) } } },
      { name: 'one officer named twice (NR-2)', input: { params, body: { ...body, officersPresent: present.flatMap((id, i) => (i === 0 ? [id, id] : i < ofLead ? [] : [id])) } } },
      ...helpers.slice(0, 1).map((expert) => ({ name: 'an expert in an officer’s place (NR-2)', input: { params, body: { ...body, officersPresent: [expert, ...present.slice(1)] } } })),
      { name: 'tomorrow (GY-1)', input: { params, body: { ...body, visitedOn: addDays(today, 1) } } },
      ...(made === undefined || made === today ? [] : [{ name: 'on another day than those who came along (GS-6)', input: { params, body: { ...body, visitedOn: today as string } } }]),
      { name: 'before it was organised (GY-15)', input: { params, body: { ...body, visitedOn: addDays(organisedOn, -1) } } },
      ...(staysAway === undefined ? [] : [{ name: 'an officer who was lost comes back (BY-3)', input: { params, body: { ...body, officersPresent: [...present, staysAway.officerId] } } }]),
      ...(stranger === undefined ? [] : [{ name: 'an officer who was not drawn (BY-3)', input: { params, body: { ...body, officersPresent: [...present.slice(1), stranger.officerId] } } }]),
    ],
  });
};
