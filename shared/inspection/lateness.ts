import type { LocalDate } from '../kernel/local-date.ts';
import type { DeadlineCount } from '../plan/deadline.ts';
import type { Form, FormIn } from './form.ts';

/** What of a form is judged late or not against a deadline of working days (GY-15, GY-19). */
export type Judged = 'organised' | 'entered';

const LATE = { organised: 'organisedLate', entered: 'enteredLate' } as const satisfies Record<Judged, string>;

type Marks = Pick<FormIn<'organised'>, 'provisionallyLate'>;

interface Deadline {
  readonly by: LocalDate;
  readonly count?: Pick<DeadlineCount, 'provisional'> | undefined;
}

/** Whether what was done on `on` was late, with a mark where the deadline itself is provisional. In time against a provisional deadline stays in time. */
export const judgeLateness = <J extends Judged>(form: Pick<Form, 'version'> & Marks, judged: J, on: LocalDate, deadline: Deadline | undefined): { [late in (typeof LATE)[J]]: boolean } & Marks => {
  const late = deadline !== undefined && on > deadline.by;
  return { [LATE[judged]]: late, ...marked(form, judged, late && deadline.count?.provisional === true) } as { [late in (typeof LATE)[J]]: boolean } & Marks;
};

/**
 * A form that was late, judged again after its deadline was counted again; undefined if nothing changes. Only in its favour: nobody becomes late
 * by a notice that came after the deed.
 */
export const rejudgeLateness = <F extends FormIn<'organised' | 'inspected' | 'entered'>>(form: F, judged: Judged, deadline: Deadline): F | undefined => {
  const on = judged === 'organised' ? form.organisedOn : 'enteredOn' in form ? form.enteredOn : undefined;
  const wasLate = judged === 'organised' ? form.organisedLate : 'enteredLate' in form && form.enteredLate;
  if (on === undefined || !wasLate) return undefined;
  const late = on > deadline.by;
  const isMarked = form.provisionallyLate?.includes(judged) ?? false;
  if (late && isMarked === (deadline.count?.provisional === true)) return undefined;
  return { ...form, ...judgeLateness(form, judged, on, deadline), version: form.version + 1 };
};

const marked = ({ provisionallyLate = [] }: Marks, judged: Judged, mark: boolean): Marks => {
  const others = provisionallyLate.filter((each) => each !== judged);
  const marks = mark ? [...others, judged] : others;
  return marks.length === 0 && provisionallyLate.length === 0 ? {} : { provisionallyLate: marks };
};
