import { readAudit } from '../../../shared/api/audit.ts';
import { listCalendar } from '../../../shared/api/calendar.ts';
import { guangyuan } from '../../../shared/profile/guangyuan.ts';
import { watchYear } from '../invariants/watch-year.ts';
import { OFFICES } from '../../rehearsal/city/people.ts';
import { aroundTheRound } from '../people/beacon-city.ts';
import { smallCity, type SmallCity } from '../people/city.ts';
import { dutiesOf } from '../people/duty.ts';
import { fateOf } from '../people/fate.ts';
import { handsIn } from '../people/hand.ts';
import { emptyMemory } from '../people/memory.ts';
import type { Scene } from '../people/scene.ts';
import { readTruth } from '../people/truth.ts';
import { playYear } from '../run/play-year.ts';
import { createWorld } from '../world/create-world.ts';
import type { CallSite } from '../world/fault.ts';
import { running } from '../world/invocation.ts';
import type { Ended, World, WorldOptions } from '../world/world.ts';
import { siteName, type Cell } from './cell.ts';
import { differences, endingOf, type Ending } from './ending.ts';

/** How the system met a fault. */
export type Met =
  /** The function that met it came to its end all the same. */
  | 'absorbed'
  /** A person was told so, by a problem document, and sent it again. */
  | 'told'
  /** A person got no answer, and sent it again. */
  | 'sent again'
  /** The workflow, or the schedule, ran it again. */
  | 'run again'
  /** A signal was lost; the wait looked by itself. */
  | 'looked'
  /** The call never came: the cell proves nothing. */
  | 'not met';

/** What a cell came to. `wrong`: everything that is not as it must be; a cell without it is handled. */
export interface CellReport {
  readonly met: Met;
  readonly wrong: readonly string[];
}

/** An unfaulted year: its end, the call sites it shows, and the states its executions entered. */
export interface Unfaulted {
  readonly ending: Ending;
  readonly seen: readonly CallSite[];
  readonly states: readonly string[];
}

/** Plays a year without a fault. Throws if even that does not end as it must. `scale`: up to what size one function does a thing alone, if not as this year is played otherwise. */
export const playUnfaulted = async (year: string, scale?: Scale): Promise<Unfaulted> => {
  const { ending, seen, states, wrong } = await play(year, undefined, scale);
  if (wrong.length > 0) throw new Error(`the year ${year} goes wrong by itself: ${wrong.join('; ')}`);
  return { ending, seen, states };
};

/** Plays the cell's year with its fault, and holds its end against the invariants and the end of the unfaulted year. */
export const playCell = async (cell: Cell, unfaulted: Ending): Promise<CellReport> => {
  const { ending, met, wrong } = await play(cell.year, cell);
  return { met, wrong: [...wrong, ...(met === 'not met' ? ['the fault was not met'] : []), ...differences(unfaulted, ending)] };
};

/** Short, so that each year's executions hand over to their successors. */
const LIFESPAN = { days: 60, events: 15_000 } as const;

/** Years of a city in which nothing is small enough for one function: directories are frozen bucket by bucket, targets drawn shard by shard. */
const AT_SCALE: Readonly<Record<string, Scale>> = { m12: { rows: 0, shards: 0 } };

/** Years of a city that draws with a beacon. */
const WITH_BEACON: readonly string[] = ['b3'];

const cityOf = (year: string): SmallCity => (WITH_BEACON.includes(year) ? aroundTheRound(smallCity(year)) : smallCity(year));

type Scale = NonNullable<WorldOptions['scale']>;

interface Played extends Unfaulted {
  readonly met: Met;
  readonly wrong: readonly string[];
}

const play = async (year: string, cell: Cell | undefined, scale: Scale | undefined = AT_SCALE[year]): Promise<Played> => {
  let hit: { readonly invocation: number | undefined } | undefined;
  let ended: Ended | undefined;
  const world = await createWorld({
    lifespan: LIFESPAN,
    ...(scale === undefined ? {} : { scale }),
    onEnded: (each) => {
      if (hit !== undefined && each.invocation === hit.invocation) ended = each;
    },
  });
  if (cell !== undefined) {
    const name = siteName(cell.site);
    world.faults = (site) => {
      if (site.nth !== cell.nth || siteName(site) !== name) return undefined;
      hit = { invocation: running.getStore()?.number };
      return cell.fault;
    };
  }
  const wrong = await toItsEnd(year, world);
  const played = { ending: endingOf(world.record, cityOf(year).year), seen: world.seen(), states: cell === undefined ? statesOf(world) : [], wrong, met: cell === undefined || hit === undefined ? ('not met' as const) : metBy(cell, ended) };
  await world.close();
  return played;
};

const toItsEnd = async (year: string, world: World): Promise<readonly string[]> => {
  const wrong: string[] = [];
  try {
    await playYear(sceneOf(year, world), world, { onMove: async () => undefined, crashes: () => false });
    await audit(year, world);
    await world.settle();
  } catch (error) {
    wrong.push(error instanceof Error ? `${error.name}: ${error.message}` : String(error));
  }
  wrong.push(...world.unhandled().map(({ what }) => what));
  // Where somebody has thrown the year away, what it left half-done is no news.
  if (wrong.length === 0) wrong.push(...(await watchYear(world.record, guangyuan).atEnd(world.now())).map(({ invariant, what }) => `${invariant}: ${what}`));
  return wrong;
};

/** At the end somebody reads the trail, and the calendar that the deadlines were counted by. */
const audit = async (year: string, world: World): Promise<void> => {
  const hand = handsIn(world, async () => undefined);
  const { verification } = await hand.read(OFFICES.supervisor, readAudit, { query: { stream: `year/${cityOf(year).year}` } });
  if (!verification.intact) throw new Error('the trail of the year does not verify');
  await hand.read(OFFICES.supervisor, listCalendar);
};

const sceneOf = (year: string, world: World): Scene => {
  const city = cityOf(year);
  const fate = fateOf(year, undefined, () => undefined);
  const memory = emptyMemory();
  const hand = handsIn(world, async () => undefined);
  const object = (invariant: string, what: string): never => {
    throw new Error(`${invariant}: ${what}`);
  };
  return { city, fate, hand, memory, object, truth: readTruth(hand, city.year), duties: dutiesOf({ hand, fate, memory, object }), now: world.now };
};

const statesOf = ({ record }: World): readonly string[] => {
  const entered = record.executions().flatMap(({ name }) => record.history(name)).filter(({ type }) => type.endsWith('StateEntered'));
  return [...new Set(entered.map(({ detail }) => String((detail as { readonly name?: string } | null)?.name)))];
};

const metBy = ({ site, fault }: Cell, ended: Ended | undefined): Met => {
  const isApi = site.function.startsWith('api/');
  if (site.service === 'lambda') {
    if (/^(doubled|doubled-at-once|engine-crash)$/.test(fault.kind)) return 'absorbed';
    return isApi ? 'sent again' : 'run again';
  }
  if (ended === undefined || (ended.status !== undefined && ended.status >= 500)) return isApi ? 'told' : 'run again';
  if (ended.how !== 'answered') return isApi ? 'sent again' : 'run again';
  const isLost = fault.persistent === true && /^(throttle|timeout|error-before|late)$/.test(fault.kind);
  return site.action === 'states:SendTaskSuccess' && isLost ? 'looked' : 'absorbed';
};
