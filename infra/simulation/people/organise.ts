import { claimInspection, organiseInspection, reportLostTarget } from '../../../shared/api/inspections.ts';
import { atTime, dateOf, type Instant } from '../../../shared/kernel/instant.ts';
import { addDays, type LocalDate } from '../../../shared/kernel/local-date.ts';
import { headOf, inspectorUser, OFFICES, operatorOf } from '../../rehearsal/city/people.ts';
import { weekdaysAfter } from '../../rehearsal/weekdays.ts';
import { departmentsOutside, strangersTo, type FormAtHand } from './form-at-hand.ts';
import type { Action } from './action.ts';
import { anotherDay, partnersOf, sharedDay } from './shared-visit.ts';
import type { Batch } from './truth.ts';
import { comes } from './when.ts';

/** Each department of the visit claims its part, in its own time. */
export const claimActions = (at: FormAtHand): readonly Action[] =>
  at.form.tasks.filter(({ claimed }) => claimed === undefined).flatMap(({ department }) => {
    const { scene, batch, form: { inspectionId, leadDepartment }, wait } = at;
    const user = operatorOf(department);
    const key = `${inspectionId}/claim/${department}`;
    const comesAt = comes(scene, user, key, daysAfterDraw(at, batch, 1, '09:30'), wait);
    const run = async (): Promise<void> => {
      if (scene.fate.befalls('wrong', operatorOf(leadDepartment).sub, `${key} unclaimed`) && scene.memory.once(`${key} unclaimed`)) {
        await scene.duties.tryWrongly('not everybody has claimed (GY-15)', {
          user: operatorOf(leadDepartment), endpoint: organiseInspection,
          input: { params: { inspectionId }, body: { visitOn: visitDay(at), method: 'on-site' }, idempotencyKey: `${key}/unclaimed` },
        });
      }
      await scene.duties.perform({ user, endpoint: claimInspection, key, input: { params: { inspectionId } }, outsiders: departmentsOutside(scene, at.form).slice(0, 1).map(operatorOf) });
    };
    return comesAt === undefined ? [] : [{ at: comesAt, key, run }];
  });

/** The lead department fixes day and method (GY-15, GY-16), and may move the visit afterwards. */
export const organiseAction = (at: FormAtHand): readonly Action[] => {
  const { scene, batch, form, wait } = at;
  const { inspectionId, leadDepartment } = form;
  const user = operatorOf(leadDepartment);
  const key = `${inspectionId}/organise`;
  const comesAt = comes(scene, user, key, daysAfterDraw(at, batch, 2, '10:30'), wait);
  const params = { inspectionId };
  const run = async (): Promise<void> => {
    const partners = await partnersOf(scene, form);
    const today = dateOf(scene.now());
    const visitOn = sharedDay(partners, visitDay(at), today);
    const isAgreed = partners.some((other) => other.visitOn !== undefined && other.visitOn >= today);
    const body = { visitOn: visitOn as string, method: 'on-site' as const, aids: ['testing' as const] };
    const [stranger] = strangersTo(scene, form);
    const partner = form.tasks.find(({ department }) => department !== leadDepartment)?.department;
    const organised = await scene.duties.perform({
      user, endpoint: organiseInspection, key, input: { params, body },
      outsiders: [...(partner === undefined ? [] : [operatorOf(partner)]), ...(stranger === undefined ? [] : [inspectorUser(stranger)])],
      wrong: [
        { name: 'after the last day of the scheme (GY-11)', input: { params, body: { ...body, visitOn: lastDayOf(batch) } } },
        { name: 'yesterday (GY-15)', input: { params, body: { ...body, visitOn: addDays(dateOf(scene.now()), -1) } } },
        { name: 'a method the plan does not name (GY-16)', input: { params, body: { ...body, method: 'written' } } },
        { name: 'an aid alone (GY-16)', input: { params, body: { ...body, method: 'testing' } } },
        ...(isAgreed ? [{ name: 'another day than those who come along (GS-6)', input: { params, body: { ...body, visitOn: anotherDay(visitOn) } } }] : []),
      ],
    });
    if (!organised.ok && organised.problem.code === 'visits-over-cap') return givesUpVisit(at);
    if (!isAgreed && scene.fate.befalls('visit-moved', user.sub, key)) {
      await scene.duties.perform({ user, endpoint: organiseInspection, key: `${key}/moved`, input: { params, body: { ...body, visitOn: sharedDay(await partnersOf(scene, form), weekdaysAfter(visitOn, 1), today) } } });
    }
  };
  return comesAt === undefined ? [] : [{ at: comesAt, key, run }];
};

/** The enterprise has had its visits of the year: the head records that, and the next ticket takes the place (NR-5, BY-3). */
const givesUpVisit = async ({ scene, form: { inspectionId, leadDepartment } }: FormAtHand): Promise<void> => {
  await scene.duties.perform({
    user: headOf(leadDepartment), endpoint: reportLostTarget, key: `${inspectionId}/over-cap`, outsiders: [OFFICES.conference],
    input: { params: { inspectionId }, body: { code: 'over-cap', ground: '该企业本年度检查已达公布的频次上限', evidence: [] } },
  });
};

/** So many weekdays after the draw, within a day of it. */
const daysAfterDraw = ({ scene, form }: FormAtHand, batch: Batch, earliest: number, time: string): Instant => {
  if (!('drawnOn' in batch)) throw new Error(`${batch.batchId} has forms and no draw`);
  return atTime(weekdaysAfter(batch.drawnOn, earliest + scene.fate.between(0, 1, 'organises', form.inspectionId, earliest)), time);
};

/** The day of the visit: some weekdays after everything should be organised, and after today. */
const visitDay = ({ scene, batch, form }: FormAtHand): LocalDate => {
  if (!('organiseBy' in batch)) throw new Error(`${batch.batchId} has forms and no draw`);
  const today = dateOf(scene.now());
  const reference = [batch.organiseBy, batch.scheme.visit.from, today].sort().at(-1) ?? today;
  return weekdaysAfter(reference, scene.fate.between(1, 5, 'visits', form.inspectionId));
};

const lastDayOf = (batch: Batch): string => ('scheme' in batch ? addDays(batch.scheme.visit.to, 1) : '');
