import { listBatches } from '../../shared/api/batches.ts';
import { listExecutions, listWaits } from '../../shared/api/executions.ts';
import { atTime, dateOf, type Instant } from '../../shared/kernel/instant.ts';
import { inParallel } from '../../shared/kernel/in-parallel.ts';
import { addDays, dayOfWeek } from '../../shared/kernel/local-date.ts';
import { inOrder, type Action } from './action.ts';
import { allPages } from './all-pages.ts';
import { castFor, type Wait } from './cast.ts';
import { OFFICES } from './city/people.ts';
import { patience } from './patience.ts';
import type { Scene } from './scene.ts';
import type { Batch } from './truth.ts';
import { Unexpected } from './unexpected.ts';
import { weekdayFrom } from './weekdays.ts';

/** Forms of several enterprises are worked on side by side. */
const WIDTH = 4;
const OFFICE_OPENS = '09:00';

/** What a stop looks like from outside. */
export interface Stop {
  readonly at: Instant;
  readonly batches: readonly Batch[];
  readonly calls: number;
}

/** How the loop tells and is told. */
export interface PlayOptions {
  /** Sets what {@link Scene.now} answers. */
  readonly setNow: (at: Instant) => void;
  readonly onStop?: (stop: Stop) => void;
  /** Ends the play at the first stop at or after it, with the year unfinished. */
  readonly until?: Instant | undefined;
}

/**
 * Plays the year to its end: looks at what is waited for, lets everybody do what is theirs to do by now, and moves the clock to the next
 * action or the next morning. It holds nothing the record does not hold. Throws if an execution failed, a call was denied, an answer was
 * unexpected, or nothing has moved for long.
 */
export const playYear = async (scene: Scene, { setNow, onStop, until }: PlayOptions): Promise<readonly Batch[]> => {
  const { desk, machine, truth } = scene;
  const moved = patience();
  let known: readonly Wait[] = [];
  let batches: readonly Batch[] = [];
  let lookedAt = '';
  /** Done since the clock last moved. */
  const done = new Set<string>();
  for (;;) {
    const now = await machine.advance(scene.now());
    setNow(now);
    const waits = (await desk.ask(OFFICES.administrator, listWaits)).items.filter((wait) => isOfYear(wait, scene.city.year));
    for (const subject of subjectsThatChanged(known, waits)) truth.forget(subject);
    known = waits;
    // The whole city is looked over once a week, and whenever nobody waits for anything.
    const week = weekOf(now);
    if (week !== lookedAt || waits.length === 0) {
      lookedAt = week;
      await refuseFailures(scene);
      batches = await batchesOf(scene);
    }
    onStop?.({ at: now, batches, calls: desk.calls() });
    if (until !== undefined && now >= until) return batchesOf(scene);
    if (waits.length === 0 && batches.length > 0 && batches.every(({ stage }) => stage === 'archived')) return batches;

    const actions = [...(await castFor(scene, waits))].sort(inOrder);
    const due = actions.filter(({ at }) => at <= now);
    await refuseDenials(scene);
    moved(now, waits, due.length);
    if (due.length === 0) {
      setNow(nextStop(now, actions));
      done.clear();
      continue;
    }
    const again = due.find(({ key }) => done.has(key));
    if (again !== undefined) throw new Error(`${again.key} was done at ${now} and is still to be done`);
    for (const { key } of due) done.add(key);
    await perform(due, scene);
  }
};

/** None before the plan year is opened. */
const batchesOf = async ({ desk, city: { year } }: Scene): Promise<readonly Batch[]> => {
  const answer = await desk.attempt(OFFICES.administrator, listBatches, { query: { year } });
  if (answer.ok) return answer.value.items;
  if (answer.status === 404) return [];
  throw new Unexpected(`the batches of ${year}`, answer);
};

const perform = async (due: readonly Action[], { truth, machine, now }: Scene): Promise<void> => {
  // What one action sets going comes to rest before the next: else the same seed would give another year on a busier computer.
  const rest = async (): Promise<void> => void (await machine.advance(now()));
  await inParallel(due.filter(({ beside }) => beside), WIDTH, ({ run }) => run());
  await rest();
  for (const { run, beside, subject } of due) {
    if (beside) continue;
    await run();
    await rest();
    truth.forget(subject);
  }
};

const nextStop = (now: Instant, actions: readonly Action[]): Instant => {
  const today = dateOf(now);
  const opening = atTime(weekdayFrom(today), OFFICE_OPENS);
  const morning = opening > now ? opening : atTime(weekdayFrom(addDays(today, 1)), OFFICE_OPENS);
  const next = actions[0]?.at;
  return next !== undefined && next < morning ? next : morning;
};

/** In November the schedule opens the year after, whose plan is not played. */
const isOfYear = ({ subject }: Wait, year: number): boolean => subject === `year/${year}` || subject.startsWith(`batch/batch-${year}-`);

const weekOf = (at: Instant): string => addDays(dateOf(at), -dayOfWeek(dateOf(at)));

const nameOf = ({ subject, wait, since }: Wait): string => `${subject} ${wait} ${since}`;

const subjectsThatChanged = (before: readonly Wait[], after: readonly Wait[]): readonly string[] => {
  const [old, fresh] = [new Set(before.map(nameOf)), new Set(after.map(nameOf))];
  return [...new Set([...before.filter((wait) => !fresh.has(nameOf(wait))), ...after.filter((wait) => !old.has(nameOf(wait)))].map(({ subject }) => subject))];
};

/** An execution that failed will never move again: better to say so at once. */
const refuseFailures = async ({ desk, machine, journal }: Scene): Promise<void> => {
  const { stopped } = journal.read();
  for (const workflow of ['plan-year', 'batch'] as const) {
    const executions = await allPages((cursor) => desk.ask(OFFICES.administrator, listExecutions, { query: { workflow, ...cursor } }));
    const failed = executions.filter(({ name, status }) => status !== 'RUNNING' && status !== 'SUCCEEDED' && name !== stopped?.execution);
    if (failed.length === 0) continue;
    const denied = Object.keys(await machine.denied());
    throw new Error(`executions failed: ${failed.map(({ name, status }) => `${name} ${status}`).join(', ')}${denied.length === 0 ? '' : `; denied: ${denied.join(', ')}`}`);
  }
};

/** In a sound deployment nothing is ever denied: every function has what it needs. */
const refuseDenials = async (scene: Scene): Promise<void> => {
  const denied = Object.entries(await scene.machine.denied());
  if (denied.length === 0) return;
  // Says what came of it, where something did.
  await refuseFailures(scene);
  throw new Error(`a role did not allow: ${denied.map(([action, times]) => `${action} (${times}×)`).join(', ')}`);
};
