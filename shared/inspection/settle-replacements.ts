import { listEvents } from '../draw/event-store.ts';
import { inspectors } from '../registry/inspector-store.ts';
import type { Stores } from '../store/record.ts';
import { substituted } from './apply-substitute.ts';
import { officerOf } from './form-of.ts';
import type { Form, Replacement } from './form.ts';

/** The line of the draw's events that concerns seats, as far as a form reads it. */
interface SeatLine {
  readonly kind: string;
  readonly tasks?: readonly { readonly taskId: string; readonly officers: readonly string[] }[];
}

/**
 * The form with the substitutes that were drawn since an officer was reported lost (BY-3), should the reveal that drew them have stopped before it wrote them here.
 * The draw's events are the truth; a form without an open loss is answered
 * unread. Changes nothing in the record: the next command on the form carries it in.
 */
export const settleReplacements = async ({ registry, lifecycle }: Pick<Stores, 'registry' | 'lifecycle'>, form: Form): Promise<Form> => {
  const open = form.replacements.filter(({ substitute }) => substitute === undefined);
  if (open.length === 0) return form;
  const lines = (await listEvents(lifecycle, form.batchId)).map(({ line }): SeatLine => line);
  let settled = form;
  for (const loss of open) {
    const drawn = substituteOf(settled, loss, lines);
    const inspector = drawn === undefined ? undefined : await inspectors.find(registry, drawn);
    if (inspector !== undefined) settled = substituted(settled, { department: loss.department, lost: loss.officerId, substitute: officerOf(inspector) });
  }
  return settled;
};

/** Who the events put in the lost officer's place, if anybody yet: the last line that seats the task is in force. */
export const substituteOf = (form: Form, { department, officerId }: Replacement, lines: readonly SeatLine[]): string | undefined => {
  const place = form.tasks.find((task) => task.department === department)?.officers.findIndex((officer) => officer.officerId === officerId) ?? -1;
  if (place < 0) return undefined;
  const taskId = `${form.targetId}${department}`;
  const seated = lines.flatMap(({ kind, tasks }) => (kind === 'replaced' ? (tasks ?? []) : [])).findLast((task) => task.taskId === taskId);
  const drawn = seated?.officers[place];
  return drawn === officerId ? undefined : drawn;
};
