import { addSeconds, atTime, dateOf, type Instant } from '../../../shared/kernel/instant.ts';
import { localDate } from '../../../shared/kernel/local-date.ts';
import { castFor } from '../people/cast.ts';
import { foundCity } from '../people/found-city.ts';
import type { Action } from '../people/action.ts';
import type { Scene } from '../people/scene.ts';
import type { Wait } from '../people/wait.ts';
import { lookAround } from '../people/look-around.ts';
import { NOTHING_SEEN, type Mark } from '../world/record.ts';
import type { World } from '../world/world.ts';

/** The year is taken for stuck after so many moves of the clock, or if it is not over by then. */
const BUDGET = 4000;
const LAST_DAY = '2027-12-31';
/** Who was refused tries again after a while: somebody else may have been at it. */
const RETRY_S = 1800;
const PATIENCE = 40;

/** What is done beside the play: `onMove` is called after each move of the clock; `crashes` says whether the engine dies now. */
export interface Accompaniment {
  readonly onMove: () => Promise<void>;
  readonly crashes: () => boolean;
}

/** Thrown for a year that does not go on; the message says what is waited for. */
export class Stuck extends Error {}

/** Plays a year to its end: everybody does what is theirs to do, and the clock moves to whatever comes next. Throws {@link Stuck}. */
export const playYear = async (scene: Scene, world: World, { onMove, crashes }: Accompaniment): Promise<void> => {
  await foundCity(scene);
  let seen: Mark = NOTHING_SEEN;
  const tried = new Map<string, { readonly at: Instant; readonly times: number }>();
  for (let moves = 0; ; moves++) {
    scene.truth.forget(world.record.changesSince(seen).items);
    seen = world.record.mark();
    const waits = (await scene.truth.waits()).filter((wait) => isOfYear(wait, scene.city.year));
    if (waits.length === 0 && isOver(scene, world)) return lookAround(scene);
    if (moves === BUDGET || dateOf(world.now()) > localDate(LAST_DAY)) throw new Stuck(`the year is not over by ${world.now()}: ${namesOf(waits)}`);

    const actions = (await castFor(scene, waits)).map((action) => postponed(action, tried)).sort(inOrder);
    const now = world.now();
    const due = actions.filter(({ at }) => at <= now);
    for (const action of due) {
      const times = (tried.get(action.key)?.times ?? 0) + 1;
      tried.set(action.key, { at: world.now(), times });
      if (times === PATIENCE) throw new Stuck(`${action.key} was tried ${PATIENCE} times and is still to be done: ${namesOf(waits)}`);
      await action.run();
    }
    if (crashes()) await world.crashEngine();
    if (due.length === 0) await world.advance(actions[0]?.at ?? addSeconds(now, 40 * 86_400));
    await onMove();
  }
};

const postponed = (action: Action, tried: ReadonlyMap<string, { readonly at: Instant }>): Action => {
  const before = tried.get(action.key);
  const next = before === undefined ? action.at : addSeconds(before.at, RETRY_S);
  return next > action.at ? { ...action, at: next } : action;
};

const inOrder = (a: Action, b: Action): number => (a.at === b.at ? (a.key < b.key ? -1 : 1) : a.at < b.at ? -1 : 1);

/** All that was begun for the year has ended, one way or the other. */
const isOver = ({ city: { year } }: Scene, { record, now }: World): boolean => {
  const own = record.executions().filter(({ name }) => name === `plan-${year}` || name.startsWith(`plan-${year}-`) || name.startsWith(`batch-${year}-`));
  return own.length > 0 && now() >= atTime(localDate(`${year}-01-01`), '00:00') && own.every(({ status }) => status !== 'RUNNING');
};

/** In November the schedule opens the year after, whose plan is not played. */
const isOfYear = ({ subject }: Wait, year: number): boolean => subject === `year/${year}` || subject.startsWith(`batch/batch-${year}-`);

const namesOf = (waits: readonly Wait[]): string => waits.map(({ subject, wait }) => `${subject} ${wait}`).join(', ') || 'nothing is waited for';
