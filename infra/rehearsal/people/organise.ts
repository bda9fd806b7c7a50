import { claimInspection, organiseInspection } from '../../../shared/api/inspections.ts';
import { dateOf } from '../../../shared/kernel/instant.ts';
import { localDate, type LocalDate } from '../../../shared/kernel/local-date.ts';
import { between, pick } from '../chance.ts';
import { operatorOf } from '../city/people.ts';
import { befalls } from '../story.ts';
import { weekdaysAfter, weekdaysBetween } from '../weekdays.ts';
import type { FormAtHand } from './form-at-hand.ts';

const AIDS = ['testing', 'professional-body'];
/** A department goes out in rounds, every second weekday of the four weeks after all is organised. */
const WEEKDAYS = 20;
const APART = 2;

/** The day the visit is organised: within three weekdays of the draw, but for the one form of the year that is late (GY-15). */
export const organisesOn = ({ scene: { city: { seed } }, batch, planned, form, place }: FormAtHand): LocalDate => {
  if (!('drawnOn' in batch)) throw new Error(`${batch.batchId} has forms and no draw`);
  if (form.calledIn !== undefined && 'noticedAt' in form && form.noticedAt !== undefined) return weekdaysAfter(dateOf(form.noticedAt), 1);
  if (place === 0 && befalls('organisedLate', planned)) return weekdaysAfter(batch.organiseBy, 2);
  return weekdaysAfter(batch.drawnOn, between(1, 3, seed, 'organises', form.inspectionId));
};

/** Each department of the visit claims its part. */
export const claimForm = async ({ scene: { desk, truth }, form }: FormAtHand, key: string): Promise<void> => {
  for (const { department, claimed } of form.tasks) {
    if (claimed !== undefined) continue;
    truth.keepForm(await desk.ask(operatorOf(department), claimInspection, { params: { inspectionId: form.inspectionId }, idempotencyKey: `${key}/${department}` }));
  }
};

/** The lead department fixes day and method (GY-15, GY-16). */
export const organiseForm = async (at: FormAtHand, key: string): Promise<void> => {
  const { scene: { desk, truth }, form, planned } = at;
  const method = planned.methods.find((one) => !AIDS.includes(one)) ?? 'on-site';
  const aids = planned.methods.filter((one) => AIDS.includes(one));
  const body = { visitOn: visitsOn(at), method, aids };
  truth.keepForm(await desk.ask(operatorOf(form.leadDepartment), organiseInspection, { params: { inspectionId: form.inspectionId }, body, idempotencyKey: key }));
};

const visitsOn = (at: FormAtHand): LocalDate => {
  const { scene: { city: { seed } }, batch, planned, form } = at;
  if (!('organiseBy' in batch)) throw new Error(`${batch.batchId} has forms and no draw`);
  const afterAll = weekdaysAfter(batch.organiseBy, 4);
  // One called in is visited a week after it was organised.
  const calledIn = form.calledIn === undefined ? afterAll : weekdaysAfter(organisesOn(at), 5);
  const from = [afterAll, batch.scheme.visit.from, calledIn].sort().at(-1) ?? afterAll;
  const days = weekdaysBetween(from, localDate(planned.until)).slice(0, WEEKDAYS).filter((_, i) => i % APART === 0);
  return pick(days, seed, 'visits', form.inspectionId);
};
