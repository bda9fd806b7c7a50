import { decideNonDisclosure, requestNonDisclosure } from '../../../shared/api/inspections.ts';
import { atTime } from '../../../shared/kernel/instant.ts';
import { headOf, operatorOf, type User } from '../../rehearsal/city/people.ts';
import { weekdaysAfter } from '../../rehearsal/weekdays.ts';
import { departmentsOutside, type FormAtHand } from './form-at-hand.ts';
import type { Action } from './action.ts';
import { alsoA } from './users.ts';
import { comes } from './when.ts';

/** The handler asks, with a reason, that a result stay unpublished (GY-22). Undefined where nobody asks. */
export const disclosureRequest = (at: FormAtHand): readonly Action[] | undefined => {
  const { scene, batch, form } = at;
  if (batch.stage !== 'inspected' || form.nonDisclosure !== undefined) return undefined;
  const user = handlerOf(at);
  const { inspectionId } = form;
  if (!scene.fate.befalls('asks-secrecy', user.sub, inspectionId)) return undefined;
  const key = `${inspectionId}/secrecy`;
  const params = { inspectionId };
  const run = async (): Promise<void> => {
    await scene.duties.perform({
      user, endpoint: requestNonDisclosure, key,
      input: { params, body: { reason: '检查记录涉及个人隐私。' } },
      outsiders: departmentsOutside(scene, form).slice(0, 1).map(operatorOf),
      wrong: [
        { name: 'without a reason (GY-22)', input: { params, body: { reason: '' } } },
      ],
    });
  };
  return [{ at: atTime(weekdaysAfter(batch.inspectedOn, 1), '09:30'), key, run }];
};

/** The main head decides after the form is entered; never the one who asked (GY-22). */
export const disclosureDecision = (at: FormAtHand): readonly Action[] => {
  const { scene, form, wait } = at;
  const { inspectionId, leadDepartment, nonDisclosure } = form;
  if (form.stage !== 'entered' || nonDisclosure === undefined || nonDisclosure.decision !== undefined) return [];
  const user = headOf(leadDepartment);
  const key = `${inspectionId}/secrecy-decision`;
  const comesAt = comes(scene, user, key, atTime(weekdaysAfter(form.enteredOn, 1), '10:30'), wait);
  const params = { inspectionId };
  const body = { approve: scene.fate.between(0, 1, 'approves', inspectionId) === 1, reason: '经审查作出决定。' };
  const requester = handlerOf(at);
  const run = async (): Promise<void> => {
    if (requester.sub === nonDisclosure.requestedBy.sub && requester.sub.endsWith('-too') && scene.memory.once(`${key} of one's own`)) {
      await scene.duties.tryWrongly('who asked decides (GY-22)', { user: requester, endpoint: decideNonDisclosure, input: { params, body: { ...body, approve: true }, idempotencyKey: `${key}/own` } });
    }
    await scene.duties.perform({
      user, endpoint: decideNonDisclosure, key, input: { params, body },
      outsiders: departmentsOutside(scene, form).slice(0, 1).map(headOf),
    });
  };
  return comesAt === undefined ? [] : [{ at: comesAt, key, run }];
};

const handlerOf = ({ scene: { fate }, form: { leadDepartment, inspectionId } }: FormAtHand): User => {
  const operator = operatorOf(leadDepartment);
  return fate.befalls('is-head-as-well', operator.sub, inspectionId) ? alsoA(operator, 'head') : operator;
};
