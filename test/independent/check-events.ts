import { linesOf, parseCanonical } from './canonical.ts';
import { manifestHash } from './ceremony.ts';
import { keysOf } from './check-ceremony.ts';
import { checkOutcome, checkFailed, checkUnfilled } from './check-outcomes.ts';
import { courseOf, settle, type Course } from './course.ts';
import { eventShape, type DrawEvent, type EventOf } from './event-shapes.ts';
import { isSame } from './order.ts';
import type { Bench } from './bench.ts';
import type { Hash } from './hashing.ts';
import type { Published } from './published.ts';
import type { Findings } from './report.ts';
import type { Transcript } from './transcript.ts';

/** What the checks of one line need. */
export interface Replay {
  readonly found: Findings;
  readonly H: Hash;
  readonly transcript: Transcript;
  readonly course: Course;
  readonly bench: Bench | undefined;
  readonly keys: ReadonlyMap<string, string>;
}

/** Follows events.txt line by line from the transcript's hash on. */
export function checkEvents(found: Findings, H: Hash, transcript: Transcript, transcriptHash: string, { draw, eventHashes }: Published, bench: Bench | undefined): void {
  const lines = linesOf(draw('events.txt') ?? Buffer.alloc(0), 'events.txt');
  const replay: Replay = { found, H, transcript, course: courseOf(transcript), bench, keys: keysOf(transcript.manifest) };
  let prev = transcriptHash;
  let at = transcript.times.drawn;
  const hashes: string[] = [];
  for (const [index, line] of lines.entries()) {
    const canonical = line.slice(0, -1);
    const event = eventShape(parseCanonical(Buffer.from(canonical), `event ${index + 1}`), `event ${index + 1}`);
    found.hold(0, event.seq === index + 1, `event ${index + 1} says it is number ${event.seq}`);
    found.hold(0, event.prev === prev, `event ${event.seq} does not follow the one before`);
    found.hold(1, event.at >= at, `event ${event.seq} is older than what it follows`);
    apply(replay, event, canonical);
    prev = H(canonical).toString('hex');
    at = event.at;
    hashes.push(prev);
  }
  if (replay.course.losses.size > 0) found.unchecked(4, `the outcome of ${replay.course.losses.size} losses, which is not there yet`);
  if (eventHashes === undefined) found.unchecked(0, 'completeness of the events: no head of the audit trail');
  else found.hold(0, isSame(hashes, eventHashes), 'the events are not those of the audit trail');
}

function apply(replay: Replay, event: DrawEvent, canonical: string): void {
  switch (event.kind) {
    case 'lost-target':
      return loseTarget(replay, event, canonical);
    case 'lost-officer':
      return loseOfficer(replay, event, canonical);
    case 'replaced':
      return checkOutcome(replay, event);
    case 'failed':
      return checkFailed(replay, event, M0Of(replay, canonical));
    case 'unfilled':
      return checkUnfilled(replay, event);
  }
}

const M0Of = ({ H }: Replay, canonical: string) => manifestHash(H, canonical).toString('hex');

function loseTarget(replay: Replay, { seq, stratum, target }: EventOf<'lost-target'>, canonical: string): void {
  const { found, course, transcript } = replay;
  const M0 = M0Of(replay, canonical);
  found.hold(4, course.targets.get(stratum)?.delete(target) ?? false, `event ${seq}: ${target} is no target of stratum ${stratum}`);
  // Seats of this target that still wait to be drawn are not wanted any more.
  for (const [of, loss] of course.losses) if (loss.kind === 'seats') settle(course, of, loss, loss.tasks.filter((task) => !task.startsWith(target)));
  const codes = transcript.manifest.departments.filter(({ code }) => course.load.has(code));
  for (const { code } of codes) course.seats.delete(target + code);
  const next = course.reserve.get(stratum)?.shift();
  if (next === undefined) return void course.losses.set(M0, { kind: 'no-reserve', stratum });
  course.targets.get(stratum)?.add(next);
  for (const { code, seats } of codes) course.seats.set(next + code, Array.from({ length: seats }, () => null));
  settle(course, M0, { kind: 'seats', tasks: [] }, codes.map(({ code }) => next + code));
}

function loseOfficer(replay: Replay, { seq, taskId, officer }: EventOf<'lost-officer'>, canonical: string): void {
  const { found, course } = replay;
  const sitting = course.seats.get(taskId) ?? [];
  const place = sitting.indexOf(officer);
  if (place < 0) return found.fail(4, `event ${seq}: ${officer} has no seat in ${taskId}`);
  sitting[place] = null;
  course.barred.set(taskId, new Set([...(course.barred.get(taskId) ?? []), officer]));
  course.losses.set(M0Of(replay, canonical), { kind: 'seats', tasks: [taskId], place });
}
