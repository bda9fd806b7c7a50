import { watchYear } from '../invariants/watch-year.ts';
import type { Break, Invariant } from '../invariants/invariant.ts';
import { smallCity } from '../people/city.ts';
import { rulesOf } from '../people/city-rules.ts';
import { dutiesOf } from '../people/duty.ts';
import { fateOf, type Decision } from '../people/fate.ts';
import { handsIn } from '../people/hand.ts';
import { emptyMemory } from '../people/memory.ts';
import type { Scene } from '../people/scene.ts';
import { underRules } from '../people/ruled-city.ts';
import { readTruth } from '../people/truth.ts';
import type { CreateWorld, World } from '../world/world.ts';
import { faultsBy, nameOf } from './faults.ts';
import { profileUnder } from './profile-under.ts';
import { playYear, Stuck } from './play-year.ts';
import { roll } from './roll.ts';
import { linesOf, type Line } from './story.ts';
import { tallyOf, type Tally } from './tally.ts';

/** What a seed's year came to. */
export interface YearOutcome {
  readonly seed: string;
  /** Empty if everything held to the end. */
  readonly breaks: readonly Break[];
  /** All that fate sent, in the order in which it fell. */
  readonly decisions: readonly Decision[];
  readonly lines: readonly Line[];
  readonly tally: Tally;
}

/** How a year is played. */
export interface YearOptions {
  readonly createWorld: CreateWorld;
  /** The only decisions that may fall; all that the seed brings if not given. */
  readonly only?: ReadonlySet<string> | undefined;
  readonly invariants?: readonly Invariant[] | undefined;
  /** Kept only where a story is to be told: a year has thousands of lines. */
  readonly isTold?: boolean;
}

const CRASH_RATE = 0.01;
const CHANNEL_DOWN_RATE = 0.1;
const PACED = 0.5;
/** How many cities freeze their directory bucket by bucket and draw shard by shard, small as they are. */
const AT_SCALE = 0.1;
/** What nothing excuses is asked for every so many looks: it asks the engine for all its executions. */
const UNHANDLED_EVERY = 16;

/** Causes of failed executions carry whole stacks. */
const MOST_WORDS = 400;

class Broken extends Error {}

/** Plays the year of `seed`: everything in it follows from the seed and what of it is let happen. Ends at the first break, or at the end of the year. */
export const yearOfSeed = async (seed: string, { createWorld, only, invariants, isTold = false }: YearOptions): Promise<YearOutcome> => {
  const decisions: Decision[] = [];
  const lines: Line[] = [];
  const breaks: Break[] = [];
  const tally = tallyOf();
  let world: World | undefined;
  const tell = (kind: Line['kind'], words: string): void => {
    if (isTold && world !== undefined) lines.push({ at: world.now(), kind, words });
  };
  const fate = fateOf(seed, only, (decision) => {
    decisions.push(decision);
    tally.fate(decision.id);
    tell('fate', decision.words);
  });
  const isPaced = fate.strikes('paced', PACED, () => 'calls overtake each other');
  const isAtScale = fate.strikes('at scale', AT_SCALE, () => 'the directory counts as too large for one function');
  const rules = rulesOf(fate);
  const profile = profileUnder(rules);
  world = await createWorld({
    rules: profile,
    ...(isAtScale ? { scale: { rows: 0, shards: 0 } } : {}),
    channelDown: ({ channel, batchId, at }) => fate.strikes(`down ${channel} ${batchId} ${at}`, CHANNEL_DOWN_RATE, () => `${channel} does not answer`),
    ...(isPaced ? { pace: (site) => Math.floor(4 * roll(seed, `pace ${nameOf(site)}`)) } : {}),
  });
  const playing = world;
  const watch = watchYear(playing.record, profile, invariants);
  let [unhandled, looks] = [0, 0];
  const holds = (found: readonly Break[]): void => {
    for (const { invariant, clauses, what } of found) tell('break', `${invariant} [${clauses.join(', ')}]: ${what.slice(0, MOST_WORDS)}`);
    breaks.push(...found);
    if (breaks.length > 0) throw new Broken();
  };
  const unexcused = (): readonly Break[] => {
    const fresh = playing.unhandled().slice(unhandled);
    unhandled += fresh.length;
    return fresh.map(({ what }) => ({ invariant: 'nothing-unhandled', clauses: ['BY-10'], what }));
  };
  const look = async (): Promise<void> => {
    looks += 1;
    holds([...(await watch.afterStep(playing.now())), ...(looks % UNHANDLED_EVERY === 0 ? unexcused() : [])]);
  };
  const object = (invariant: string, what: string): void => holds([{ invariant, clauses: [/\(([A-Z]+-\d+)\)/.exec(what)?.[1] ?? 'GY-1'], what }]);
  const hand = handsIn(playing, async (answered) => {
    tally.answered(answered);
    if (isTold) lines.push(...linesOf(playing.now(), answered));
    await look();
  });
  const memory = emptyMemory();
  const city = underRules(smallCity(seed), rules);
  const scene: Scene = { city, fate, hand, memory, object, truth: readTruth(hand, city.year), duties: dutiesOf({ hand, fate, memory, object }), now: playing.now };
  let crashes = 0;
  try {
    playing.faults = faultsBy(fate, faultRateOf(seed, fate), (kind) => tally.fault(kind));
    await playYear(scene, playing, {
      onMove: look,
      crashes: () => fate.strikes(`crash ${(crashes += 1)}`, CRASH_RATE, () => 'the engine of the workflows dies and starts again'),
    });
    await playing.settle();
    holds([...unexcused(), ...(await watch.atEnd(playing.now()))]);
  } catch (error) {
    if (error instanceof Stuck) {
      const stuck = { invariant: 'year-ends', clauses: ['GY-8'], what: error.message };
      tell('break', `${stuck.invariant}: ${stuck.what}`);
      breaks.push(stuck);
    } else if (!(error instanceof Broken)) {
      const what = error instanceof Error ? (error.stack ?? error.message) : String(error);
      tell('break', `thrown: ${what}`);
      breaks.push({ invariant: 'nothing-thrown', clauses: ['BY-10'], what });
    }
  } finally {
    tally.outcome(playing.record);
    await playing.close();
  }
  return { seed, breaks, decisions, lines, tally };
};

/** Some years have no fault at all, so that what people do shows by itself; some have many. */
const faultRateOf = (seed: string, fate: { pick<T>(list: readonly T[], ...of: readonly string[]): T }): number => fate.pick([0, 0.001, 0.003, 0.01], 'fault rate', seed);
