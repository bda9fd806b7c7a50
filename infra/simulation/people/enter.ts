import { enterInspection } from '../../../shared/api/inspections.ts';
import { headOf, operatorOf } from '../../rehearsal/city/people.ts';
import { atTime } from '../../../shared/kernel/instant.ts';
import { weekdaysAfter } from '../../rehearsal/weekdays.ts';
import type { FormAtHand } from './form-at-hand.ts';
import type { Action } from './action.ts';
import { comes } from './when.ts';

/** The lead department enters the whole form, once the batch's visits are all made (GY-19). */
export const enterAction = ({ scene, batch, form, wait }: FormAtHand): readonly Action[] => {
  if (batch.stage !== 'inspected') return [];
  const { inspectionId, leadDepartment } = form;
  const user = operatorOf(leadDepartment);
  const key = `${inspectionId}/enter`;
  const at = comes(scene, user, key, atTime(weekdaysAfter(batch.inspectedOn, scene.fate.between(1, 6, 'enters', inspectionId)), '16:00'), wait);
  const partner = form.tasks.find(({ department }) => department !== leadDepartment)?.department;
  const run = async (): Promise<void> => {
    await scene.duties.perform({
      user, endpoint: enterInspection, key, input: { params: { inspectionId } },
      outsiders: [headOf(leadDepartment), ...(partner === undefined ? [] : [operatorOf(partner)])],
    });
  };
  return at === undefined ? [] : [{ at, key, run }];
};
