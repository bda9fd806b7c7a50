import type { Hasher } from '../../kernel/hash.ts';
import { assertNever } from '../../kernel/assert-never.ts';
import { err, ok, type Result } from '../../kernel/result.ts';
import { eventContext } from './events.ts';
import { newTasksOf, withEntries, type Ledger, type Pending } from './ledger.ts';
import { splitTaskId } from '../seats/seat-problem.ts';
import type { AssignedTask, DrawEvent, FailedCeremony, LostOfficer, LostTarget, Manifest, Replaced, UnfilledStratum, UnfilledTask } from '../types.ts';

export type EventRefusal =
  | 'not-a-target'
  | 'not-in-task'
  | 'no-such-ceremony'
  | 'tasks-differ'
  | 'nothing-to-leave-unfilled';

/**
 * [BY-3] The ledger after one more event. Checks what the public can see: that the loss names someone drawn, and that the outcome answers
 * it and keeps all other seats. Who had to come is `eventOutcome`'s.
 */
export const applyEvent = (hasher: Hasher, manifest: Manifest, ledger: Ledger, event: DrawEvent): Result<Ledger, EventRefusal> => {
  switch (event.kind) {
    case 'lost-target':
      return applyLostTarget(hasher, manifest, ledger, event);
    case 'lost-officer':
      return applyLostOfficer(hasher, ledger, event);
    case 'failed':
      return applyFailed(hasher, ledger, event);
    case 'replaced':
      return applyReplaced(manifest, ledger, event);
    case 'unfilled':
      return applyUnfilled(ledger, event);
    default:
      return assertNever(event);
  }
};

const applyLostTarget = (hasher: Hasher, manifest: Manifest, ledger: Ledger, event: LostTarget): Result<Ledger, EventRefusal> => {
  const { target, stratum } = event;
  if (ledger.targets.get(target) !== stratum) return err('not-a-target');
  // Seats of this target still to be drawn are moot now.
  const concerns = (pending: Pending): boolean =>
    (pending.kind === 'target' && pending.target === target) ||
    (pending.kind === 'officer' && splitTaskId(pending.taskId).target === target);
  const going = new Map([...ledger.pending].filter(([, pending]) => !concerns(pending)));

  const [next, ...unused] = ledger.reserve.get(stratum) ?? [];
  const freed = [...ledger.tasks.keys()].filter((taskId) => splitTaskId(taskId).target === target);
  const tasks = withEntries(ledger.tasks, ...freed.map((taskId) => [taskId, undefined] as const));
  const context = eventContext(hasher, event);
  if (next === undefined) {
    return ok({
      ...ledger,
      tasks,
      targets: withEntries(ledger.targets, [target, undefined]),
      pending: withEntries(going, [context, { kind: 'no-reserve', stratum }]),
    });
  }
  return ok({
    ...ledger,
    tasks,
    targets: withEntries(ledger.targets, [target, undefined], [next, stratum]),
    reserve: withEntries(ledger.reserve, [stratum, unused]),
    pending: withEntries(going, [context, { kind: 'target', target: next, open: newTasksOf(manifest, ledger, next) }]),
  });
};

const applyLostOfficer = (hasher: Hasher, ledger: Ledger, event: LostOfficer): Result<Ledger, EventRefusal> => {
  const { taskId, officer } = event;
  const task = ledger.tasks.get(taskId);
  const place = task?.officers.indexOf(officer) ?? -1;
  if (task === undefined || place < 0) return err('not-in-task');
  const left = { taskId, officers: task.officers.with(place, null), lost: [...task.lost, officer] };
  return ok({
    ...ledger,
    tasks: withEntries(ledger.tasks, [taskId, left]),
    pending: withEntries(ledger.pending, [eventContext(hasher, event), { kind: 'officer', taskId, officer, place }]),
  });
};

const applyFailed = (hasher: Hasher, ledger: Ledger, event: FailedCeremony): Result<Ledger, EventRefusal> => {
  const pending = ledger.pending.get(event.M0);
  if (pending === undefined || pending.kind === 'no-reserve') return err('no-such-ceremony');
  return ok({ ...ledger, pending: withEntries(ledger.pending, [event.M0, undefined], [eventContext(hasher, event), pending]) });
};

const applyReplaced = (manifest: Manifest, ledger: Ledger, event: Replaced): Result<Ledger, EventRefusal> => {
  const pending = ledger.pending.get(event.M0);
  if (pending === undefined || pending.kind === 'no-reserve') return err('no-such-ceremony');
  const settled = withEntries(ledger.pending, [event.M0, undefined]);
  if (pending.kind === 'officer') {
    const task = ledger.tasks.get(pending.taskId);
    const [sent] = event.tasks;
    if (task === undefined || event.tasks.length !== 1 || sent?.taskId !== pending.taskId) return err('tasks-differ');
    // Empty seats are not written, so the list is read against the seats that stayed.
    const substitute = sent.officers.find((officer) => !task.officers.includes(officer));
    const officers = task.officers.with(pending.place, substitute ?? null);
    const isSame = officers.filter((officer) => officer !== null).join() === sent.officers.join();
    if (substitute === undefined || !isSame) return err('tasks-differ');
    return ok({ ...ledger, tasks: withEntries(ledger.tasks, [task.taskId, { ...task, officers }]), pending: settled });
  }
  const answered = new Set(event.tasks.map(({ taskId }) => taskId));
  const inOrder = pending.open.filter((taskId) => answered.has(taskId));
  const isAnswer = inOrder.join() === event.tasks.map(({ taskId }) => taskId).join() && event.tasks.every((task) => hasAllSeats(manifest, task));
  if (!isAnswer) return err('tasks-differ');
  const open = pending.open.filter((taskId) => !answered.has(taskId));
  return ok({
    ...ledger,
    tasks: withEntries(ledger.tasks, ...event.tasks.map((task) => [task.taskId, { ...task, lost: [] }] as const)),
    pending: open.length === 0 ? settled : withEntries(ledger.pending, [event.M0, { ...pending, open }]),
  });
};

const hasAllSeats = (manifest: Manifest, task: AssignedTask): boolean => {
  const seats = manifest.departments.find(({ code }) => code === splitTaskId(task.taskId).department)?.seats;
  return task.officers.length === seats && new Set(task.officers).size === seats;
};

/** Every loss that waits for this task is answered, since all have the same candidates; one that waits for a reserve, each by its own line. */
const applyUnfilled = (ledger: Ledger, event: UnfilledTask | UnfilledStratum): Result<Ledger, EventRefusal> => {
  const found = [...ledger.pending].filter(([, pending]) => leaves(pending, event));
  const answered = 'stratum' in event ? found.slice(0, 1) : found;
  if (answered.length === 0) return err('nothing-to-leave-unfilled');
  return ok({ ...ledger, pending: withEntries(ledger.pending, ...answered.map(([context, pending]) => [context, restOf(pending, event)] as const)) });
};

const leaves = (pending: Pending, event: UnfilledTask | UnfilledStratum): boolean => {
  if ('stratum' in event) return pending.kind === 'no-reserve' && pending.stratum === event.stratum;
  return (pending.kind === 'target' && pending.open.includes(event.taskId)) || (pending.kind === 'officer' && pending.taskId === event.taskId);
};

const restOf = (pending: Pending, event: UnfilledTask | UnfilledStratum): Pending | undefined => {
  const open = pending.kind === 'target' && 'taskId' in event ? pending.open.filter((taskId) => taskId !== event.taskId) : [];
  return pending.kind === 'target' && open.length > 0 ? { ...pending, open } : undefined;
};
