import { decideNonDisclosure, requestNonDisclosure } from '../../../shared/api/inspections.ts';
import { atTime } from '../../../shared/kernel/instant.ts';
import type { Action } from '../action.ts';
import { headOf, operatorOf } from '../city/people.ts';
import { befalls } from '../story.ts';
import type { Batch } from '../truth.ts';
import { weekdaysAfter } from '../weekdays.ts';
import { step, type FormAtHand } from './form-at-hand.ts';

const REASONS = {
  approve: { asked: '检查记录涉及患者个人隐私，公示可能造成泄露。', decided: '涉及个人隐私，同意不予公示，列入清单归档。' },
  refuse: { asked: '企业反映公示影响其经营，申请不予公示。', decided: '不属于国家秘密、商业秘密或者个人隐私，应予公示。' },
} as const;

const ends = ({ planned, place }: FormAtHand): keyof typeof REASONS | undefined => {
  if (place !== 0) return undefined;
  return befalls('disclosureApproved', planned) ? 'approve' : befalls('disclosureRefused', planned) ? 'refuse' : undefined;
};

/** The handler asks, with a reason, that one result stay unpublished (GY-22). Undefined where nobody asks. */
export const askForNonDisclosure = (at: FormAtHand, { inspectedOn }: Extract<Batch, { stage: 'inspected' }>): Action | undefined => {
  const end = ends(at);
  if (end === undefined || at.form.nonDisclosure !== undefined) return undefined;
  return step(at, 'non-disclosure', atTime(weekdaysAfter(inspectedOn, 1), '09:30'), async ({ scene: { desk, truth }, form: { inspectionId, leadDepartment } }, key) => {
    truth.keepForm(await desk.ask(operatorOf(leadDepartment), requestNonDisclosure, { params: { inspectionId }, body: { reason: REASONS[end].asked }, idempotencyKey: key }));
  });
};

/** The main head decides the day after the form is entered (GY-22). Undefined where nothing awaits a decision. */
export const decideOnNonDisclosure = (at: FormAtHand): Action | undefined => {
  const end = ends(at);
  const { nonDisclosure, ...form } = at.form;
  if (end === undefined || nonDisclosure === undefined || nonDisclosure.decision !== undefined || form.stage !== 'entered') return undefined;
  return step(at, 'non-disclosure-decision', atTime(weekdaysAfter(form.enteredOn, 1), '10:30'), async ({ scene: { desk, truth }, form: { inspectionId, leadDepartment } }, key) => {
    const body = { approve: end === 'approve', reason: REASONS[end].decided };
    truth.keepForm(await desk.ask(headOf(leadDepartment), decideNonDisclosure, { params: { inspectionId }, body, idempotencyKey: key }));
  });
};
