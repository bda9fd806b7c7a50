import type { EventRecord } from '../draw/events/draw-event.ts';
import { listEvents } from '../draw/events/event-store.ts';
import type { Stores } from '../store/record.ts';
import { awaitsVisit, substituted } from './apply-substitute.ts';
import { findOfficer } from './form-officer.ts';
import type { Form, Replacement } from './form.ts';

type Line = Pick<EventRecord, 'line' | 'substitutes'>;

/**
 * The form with the officers that were drawn since one was reported lost or since its target was called in (BY-3), should the reveal that drew them have stopped before it
 * wrote them here. The draw's events are the truth; a form that waits for nobody, or whose visit is over, is answered
 * unread. Changes nothing in the record: the next command on the form carries it in.
 */
export const settleReplacements = async ({ registry, lifecycle }: Pick<Stores, 'registry' | 'lifecycle'>, form: Form): Promise<Form> => {
  const open = awaitsVisit(form) ? form.replacements.filter(({ substitute }) => substitute === undefined) : [];
  const isAwaiting = form.stage === 'drawn' && form.calledIn !== undefined;
  if (open.length === 0 && !isAwaiting) return form;
  const lines: readonly Line[] = await listEvents(lifecycle, form.batchId);
  let settled = form;
  if (isAwaiting) {
    const drawn = seatsOf(form, lines);
    const tasks = await Promise.all(form.tasks.map(async (task) => ({ ...task, officers: await Promise.all((drawn.get(task.department) ?? []).map((officerId) => findOfficer(registry, officerId, task.department))) })));
    settled = { ...form, tasks };
  }
  for (const loss of open) {
    const substitute = substituteOf(form, loss, lines);
    if (substitute !== undefined) settled = substituted(settled, { department: loss.department, lost: loss.officerId, substitute: await findOfficer(registry, substitute, loss.department) });
  }
  return settled;
};

/** Who the events put in the lost officer's place, if anybody yet. */
export const substituteOf = ({ targetId }: Pick<Form, 'targetId'>, { department, officerId }: Replacement, lines: readonly Line[]): string | undefined =>
  lines.flatMap(({ substitutes = [] }) => substitutes).findLast(({ taskId, lost }) => taskId === `${targetId}${department}` && lost === officerId)?.substitute;

/** Who was drawn for the tasks of a target, by department. */
const seatsOf = ({ targetId, tasks }: Form, lines: readonly Line[]): ReadonlyMap<string, readonly string[]> => {
  const seated = lines.flatMap(({ line }) => (line.kind === 'replaced' ? line.tasks : []));
  return new Map(tasks.map(({ department }) => [department, seated.findLast(({ taskId }) => taskId === `${targetId}${department}`)?.officers ?? []]));
};
