import { completeInspection } from '../../../shared/api/inspections.ts';
import { atTime, dateOf, type Instant } from '../../../shared/kernel/instant.ts';
import { addDays } from '../../../shared/kernel/local-date.ts';
import { inspectorUser } from '../../rehearsal/city/people.ts';
import { officerUser, strangersTo, type FormAtHand, type FormIn } from './form-at-hand.ts';
import type { Action } from './scene.ts';
import { comes, weekdayAfter } from './when.ts';

/** The officers make the visit, and one of the lead department records it (NR-2, NR-4). Not before everything of the batch is organised. */
export const visitAction = (at: FormAtHand<FormIn<'organised'>>): readonly Action[] => {
  const { scene, batch, form } = at;
  if (batch.stage !== 'organised') return [];
  const user = officerUser(form, form.leadDepartment);
  const key = `${form.inspectionId}/visit`;
  const comesAt = comes(scene, user, key, visitAt(at), { due: null, told: {} });
  return comesAt === undefined ? [] : [{ at: comesAt, key, run: () => visit(at, key) }];
};

/** On the day; some only after the last day of the year's inspections, which is written down and waited for (GY-17). */
const visitAt = ({ scene, batch, form }: FormAtHand<FormIn<'organised'>>): Instant => {
  const isVeryLate = 'finishBy' in batch && scene.fate.befalls('visit-after-the-end', officerUser(form, form.leadDepartment).sub, form.inspectionId);
  return isVeryLate ? weekdayAfter(atTime(batch.finishBy, '14:00'), 2, '14:00') : atTime(form.visitOn, '14:00');
};

const visit = async ({ scene, form }: FormAtHand<FormIn<'organised'>>, key: string): Promise<void> => {
  const { inspectionId, leadDepartment, tasks, organisedOn } = form;
  const user = officerUser(form, leadDepartment);
  const present = tasks.flatMap(({ officers }) => officers.map(({ officerId }) => officerId));
  const params = { inspectionId };
  const today = dateOf(scene.now());
  const body = { visitedOn: today as string, officersPresent: present };
  const [stranger] = strangersTo(scene, form);
  const ofLead = tasks.find(({ department }) => department === leadDepartment)?.officers.length ?? 0;
  await scene.duties.perform({
    user, endpoint: completeInspection, key, input: { params, body },
    outsiders: stranger === undefined ? [] : [inspectorUser(stranger)],
    wrong: [
      { name: 'one officer alone (NR-2)', input: { params, body: { ...body, officersPresent: present.slice(ofLead - 1) } } },
      { name: 'one officer named twice (NR-2)', input: { params, body: { ...body, officersPresent: present.flatMap((id, i) => (i === 0 ? [id, id] : i < ofLead ? [] : [id])) } } },
      { name: 'tomorrow (GY-1)', input: { params, body: { ...body, visitedOn: addDays(today, 1) } } },
      { name: 'before it was organised (GY-15)', input: { params, body: { ...body, visitedOn: addDays(organisedOn, -1) } } },
      ...(stranger === undefined ? [] : [{ name: 'an officer who was not drawn (BY-3)', input: { params, body: { ...body, officersPresent: [...present.slice(1), stranger.officerId] } } }]),
    ],
  });
};
