import { enterInspection } from '../../../shared/api/inspections.ts';
import type { LocalDate } from '../../../shared/kernel/local-date.ts';
import { between } from '../chance.ts';
import { operatorOf } from '../city/people.ts';
import { befalls } from '../story.ts';
import type { Batch } from '../truth.ts';
import { weekdaysAfter } from '../weekdays.ts';
import type { FormAtHand } from './form-at-hand.ts';

/** The day the lead department enters the form: within two weeks and a bit, but for the one of the year that is late (GY-19). */
export const entersOn = ({ scene: { city: { seed } }, planned, form, place }: FormAtHand, { inspectedOn, enterBy }: Extract<Batch, { stage: 'inspected' }>): LocalDate =>
  place === 0 && befalls('enteredLate', planned) ? weekdaysAfter(enterBy, 2) : weekdaysAfter(inspectedOn, between(4, 12, seed, 'enters', form.inspectionId));

/** Enters the whole form. */
export const enterForm = async ({ scene: { desk, truth }, form: { inspectionId, leadDepartment } }: FormAtHand, key: string): Promise<void> => {
  truth.keepForm(await desk.ask(operatorOf(leadDepartment), enterInspection, { params: { inspectionId }, idempotencyKey: key }));
};
