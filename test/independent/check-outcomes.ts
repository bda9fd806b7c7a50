import { openHash, revealsHash, seedOf } from './ceremony.ts';
import { checkOpens, checkSent } from './check-ceremony.ts';
import { unhex } from './hashing.ts';
import { hasNoTwins, isAscending, isSame } from './order.ts';
import { canBeFilled, drawSubstitutes, mayStepIn } from './substitutes.ts';
import { checkSigs } from './void.ts';
import type { Json } from './canonical.ts';
import type { Replay } from './check-events.ts';
import type { EventOf } from './event-shapes.ts';

type Replaced = EventOf<'replaced'>;

/** A `replaced` line: its ceremony, and the officers it gives to the seats that the loss left empty. */
export function checkOutcome(replay: Replay, event: Replaced): void {
  const { found, course } = replay;
  const { loss } = course;
  if (loss?.kind !== 'seats' || loss.isHeld) return found.fail(0, `event ${event.seq} answers no loss`);
  checkFreshSeed(replay, event, loss.M0);
  const given = event.tasks.map(({ taskId }) => taskId);
  found.hold(4, given.length > 0 && isSame(given, loss.tasks.filter((task) => given.includes(task))), `event ${event.seq} does not fill the open tasks in order`);
  for (const { taskId, officers } of event.tasks) {
    found.attempt(4, () => checkTask(replay, event, taskId, officers));
    course.seats.set(taskId, [...officers]);
  }
  const left = loss.tasks.filter((task) => !given.includes(task));
  course.loss = left.length === 0 ? undefined : { ...loss, tasks: left, isHeld: true };
}

function checkFreshSeed({ found, H, keys }: Replay, event: Replaced, expected: string): void {
  const M0 = unhex(event.M0);
  const M1 = openHash(H, M0, event.commitments);
  const M2 = revealsHash(H, M1, event.reveals);
  found.hold(1, event.M0 === expected, `event ${event.seq}: M0 is not the hash of the loss`);
  found.hold(1, event.M1 === M1.toString('hex'), `event ${event.seq}: M1 does not follow`);
  found.hold(1, event.M2 === M2.toString('hex'), `event ${event.seq}: M2 does not follow`);
  found.hold(1, event.seed === seedOf(H, M2, []).toString('hex'), `event ${event.seq}: the seed does not follow`);
  found.hold(1, event.commitments.length >= 2, `event ${event.seq}: fewer than two took part`);
  found.hold(1, isSame(event.commitments.map(({ id }) => id), event.reveals.map(({ id }) => id)), `event ${event.seq}: a reveal is missing`);
  checkSent(found, keys, M0, 'commit', event.commitments);
  checkSent(found, keys, M1, 'reveal', event.reveals);
  checkOpens(found, H, M0, event.commitments, event.reveals);
}

function checkTask({ found, H, course, bench }: Replay, event: Replaced, taskId: string, officers: readonly string[]): void {
  const sitting = course.seats.get(taskId) ?? [];
  found.hold(4, officers.length === sitting.length && hasNoTwins(officers), `event ${event.seq}: ${taskId} has not ${sitting.length} different officers`);
  found.hold(4, sitting.every((officer, place) => officer === null || officer === officers[place]), `event ${event.seq}: ${taskId} changes seats that were not lost`);
  if (bench === undefined) return;
  for (const officer of officers.filter((each) => !sitting.includes(each))) {
    found.hold(4, bench.pool(taskId).includes(officer) && mayStepIn(bench, course, taskId, officer) === null, `event ${event.seq}: ${officer} may not step in at ${taskId}`);
  }
  if (bench.secret === undefined) return found.unchecked(4, `the substitutes of event ${event.seq}`);
  const own = drawSubstitutes(H, bench, course, taskId, event.seed, bench.secret);
  found.hold(4, own !== undefined && isSame(own, officers), `event ${event.seq}: the draw gives ${own?.join(' ') ?? 'nobody'} for ${taskId}`);
}

/** A `failed` line: who did not send what, and that the others say so. */
export function checkFailed({ found, H, course, keys }: Replay, event: EventOf<'failed'>): void {
  const { loss } = course;
  if (loss?.kind !== 'seats' || loss.isHeld) return found.fail(0, `event ${event.seq} answers no loss`);
  const { commitments, reveals } = event.received;
  const M0 = unhex(event.M0);
  const failing = event.failed.map(({ id }) => id);
  const sent = (list: readonly { readonly id: string }[], id: string) => list.some((each) => each.id === id);
  const isMissing = ({ id, what }: { readonly id: string; readonly what: string }) =>
    what === 'commit' ? !sent(commitments, id) && reveals.length === 0 : what === 'reveal' && sent(commitments, id) && !sent(reveals, id);
  found.hold(1, event.M0 === loss.M0, `event ${event.seq}: M0 is not the hash of the loss`);
  found.hold(1, failing.length > 0 && isAscending(failing) && failing.every((id) => keys.has(id)), `event ${event.seq} does not name participants, sorted`);
  found.hold(1, event.failed.every(isMissing), `event ${event.seq} names somebody who has not failed`);
  checkSent(found, keys, M0, 'commit', commitments);
  checkSent(found, keys, openHash(H, M0, commitments), 'reveal', reveals);
  checkOpens(found, H, M0, commitments, reveals);
  // The page does not say who was called; those who sent something or are named were.
  const able = [...keys].filter(([id]) => !failing.includes(id) && (sent(commitments, id) || sent(event.sigs, id)));
  checkSigs(found, H, event as unknown as Json, event.sigs, new Map(able));
}

/** An `unfilled` line: no reserve is left, or nobody can take the seat. */
export function checkUnfilled({ found, course, bench }: Replay, { seq, taskId, stratum }: EventOf<'unfilled'>): void {
  const { loss } = course;
  found.hold(0, (taskId === undefined) !== (stratum === undefined), `event ${seq} names not one thing that stays open`);
  if (loss?.kind === 'no-reserve') {
    found.hold(4, stratum === loss.stratum, `event ${seq} is of another stratum`);
    course.loss = undefined;
    return;
  }
  if (loss === undefined || taskId === undefined || !loss.tasks.includes(taskId)) return found.fail(0, `event ${seq} answers no loss`);
  found.attempt(4, () => {
    if (bench?.secret === undefined) found.unchecked(4, `that nobody can take the seat of event ${seq}`);
    else found.hold(4, !canBeFilled(bench, course, taskId), `event ${seq}: the seat can be taken`);
  });
  const left = loss.tasks.filter((task) => task !== taskId);
  course.loss = left.length === 0 ? undefined : { ...loss, tasks: left };
}
