import { openHash, revealsHash, seedOf } from './ceremony.ts';
import { checkOpens, checkSent } from './check-ceremony.ts';
import { unhex } from './hashing.ts';
import { hasNoTwins, isAscending, isSame } from './order.ts';
import { settle } from './course.ts';
import { ableIn, drawSubstitutes, placesOf } from './substitutes.ts';
import { textOf } from './check-attempts.ts';
import { checkSigs } from './void.ts';
import type { Json } from './canonical.ts';
import type { Replay } from './check-events.ts';
import type { EventOf } from './event-shapes.ts';

type Replaced = EventOf<'replaced'>;

/** A `replaced` line: its ceremony, and the officers it gives to the seats that the loss left empty. */
export function checkOutcome(replay: Replay, event: Replaced): void {
  const { found, course } = replay;
  const loss = course.losses.get(event.M0);
  if (loss?.kind !== 'seats') return found.fail(1, `event ${event.seq}: M0 is not the hash of an open loss`);
  checkFreshSeed(replay, event);
  const given = event.tasks.map(({ taskId }) => taskId);
  found.hold(4, given.length > 0 && isSame(given, loss.tasks.filter((task) => given.includes(task))), `event ${event.seq} does not fill the open tasks in order`);
  for (const { taskId, officers } of event.tasks) found.attempt(4, () => checkTask(replay, event, taskId, officers, loss.place));
  settle(course, event.M0, loss, loss.tasks.filter((task) => !given.includes(task)));
}

function checkFreshSeed({ found, H, keys }: Replay, event: Replaced): void {
  const M0 = unhex(event.M0);
  const M1 = openHash(H, M0, event.commitments);
  const M2 = revealsHash(H, M1, event.reveals);
  found.hold(1, event.M1 === M1.toString('hex'), `event ${event.seq}: M1 does not follow`);
  found.hold(1, event.M2 === M2.toString('hex'), `event ${event.seq}: M2 does not follow`);
  found.hold(1, event.seed === seedOf(H, M2, []).toString('hex'), `event ${event.seq}: the seed does not follow`);
  found.hold(1, event.commitments.length >= 2, `event ${event.seq}: fewer than two took part`);
  found.hold(1, isSame(event.commitments.map(({ id }) => id), event.reveals.map(({ id }) => id)), `event ${event.seq}: a reveal is missing`);
  checkSent(found, keys, M0, 'commit', event.commitments);
  checkSent(found, keys, M1, 'reveal', event.reveals);
  checkOpens(found, H, M0, event.commitments, event.reveals);
}

function checkTask({ found, H, course, bench }: Replay, event: Replaced, taskId: string, officers: readonly string[], place: number | undefined): void {
  const places = placesOf(course, taskId, place);
  const left = [...officers];
  // Seats that another loss left empty are not written.
  const seats = (course.seats.get(taskId) ?? []).map((officer, at) => (officer === null && !places.includes(at) ? null : (left.shift() ?? null)));
  const fresh = places.map((at) => seats[at] ?? '');
  const stays = (course.seats.get(taskId) ?? []).every((officer, at) => officer === null || officer === seats[at]);
  found.hold(4, stays && left.length === 0 && hasNoTwins(officers), `event ${event.seq}: the seats of ${taskId} are not those left and as many new ones as were lost`);
  if (bench !== undefined) {
    const able = ableIn(bench, course, taskId);
    for (const officer of fresh) found.hold(4, able.includes(officer), `event ${event.seq}: ${officer} may not step in at ${taskId}`);
    if (bench.secret === undefined) found.unchecked(4, `the substitutes of event ${event.seq}`);
    else {
      const own = drawSubstitutes(H, bench, course, taskId, places, event.seed, bench.secret);
      found.hold(4, textOf(own ?? null) === textOf(seats), `event ${event.seq}: the draw gives ${own?.join(' ') ?? 'nobody'} for ${taskId}`);
    }
  }
  course.seats.set(taskId, seats);
}

/** A `failed` line: exactly who did not send what, and that the others say so. `next` is the M0 of the ceremony after it. */
export function checkFailed({ found, H, course, keys }: Replay, event: EventOf<'failed'>, next: string): void {
  const loss = course.losses.get(event.M0);
  if (loss?.kind !== 'seats') return found.fail(1, `event ${event.seq}: M0 is not the hash of an open loss`);
  const { commitments, reveals } = event.received;
  const M0 = unhex(event.M0);
  const failing = event.failed.map(({ id }) => id);
  const committed = commitments.map(({ id }) => id);
  const silent = committed.filter((id) => !reveals.some((each) => each.id === id));
  const isLate = event.failed.every(({ what }) => what === 'reveal') && isSame(failing, silent);
  const isAway = event.failed.every(({ id, what }) => what === 'commit' && !committed.includes(id)) && committed.length < 2 && reveals.length === 0;
  found.hold(1, failing.length > 0 && isAscending(failing) && failing.every((id) => keys.has(id)), `event ${event.seq} does not name participants, sorted`);
  found.hold(1, isLate || isAway, `event ${event.seq} does not name those who have failed`);
  checkSent(found, keys, M0, 'commit', commitments);
  checkSent(found, keys, openHash(H, M0, commitments), 'reveal', reveals);
  checkOpens(found, H, M0, commitments, reveals);
  checkSigs(found, H, event as unknown as Json, event.sigs, new Map([...keys].filter(([id]) => !failing.includes(id))), `event ${event.seq}`);
  course.losses.delete(event.M0);
  // The page only says that the next attempt follows; over the same line it would have the same M0, for which nobody may reveal again.
  course.losses.set(next, loss);
}

/** An `unfilled` line: no reserve is left, or nobody can take the seats of a task, which answers every loss that waits for it. */
export function checkUnfilled({ found, course, bench }: Replay, { seq, taskId, stratum, certificate }: EventOf<'unfilled'>): void {
  found.hold(0, (taskId === undefined) !== (stratum === undefined), `event ${seq} names not one thing that stays open`);
  const waiting = [...course.losses].filter(([, each]) => (each.kind === 'seats' ? taskId !== undefined && each.tasks.includes(taskId) : each.stratum === stratum));
  const [M0, loss] = waiting[0] ?? [];
  if (M0 === undefined || loss === undefined) return found.fail(0, `event ${seq} answers no loss`);
  if (loss.kind === 'no-reserve' || taskId === undefined) return settle(course, M0, loss, []);
  found.attempt(4, () => {
    if (bench?.secret === undefined) return found.unchecked(4, `that nobody can take the seat of event ${seq}`);
    const able = ableIn(bench, course, taskId);
    const seats = placesOf(course, taskId, loss.place).length;
    found.hold(4, able.length < seats, `event ${seq}: the seat can be taken`);
    const own = { tasks: [taskId], seats, officers: able, usable: able.length, short: seats - able.length };
    return found.hold(4, certificate === undefined || textOf(certificate) === textOf(own), `event ${seq}: the certificate is wrong`);
  });
  for (const [of, each] of waiting) if (each.kind === 'seats') settle(course, of, each, each.tasks.filter((task) => task !== taskId));
}
