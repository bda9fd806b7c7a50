import { setTimeout as pause } from 'node:timers/promises';
import type { YearProcess } from './year-process.ts';

/** What the machine has done since it was started, as `/_local/calls` and `/_local/clock` say. */
export interface Activity {
  /** Virtual time, ISO 8601 in UTC. */
  readonly now: string;
  /** Ended invocations by function. */
  readonly functions: Readonly<Record<string, number>>;
  /** Calls of AWS services by role and action. */
  readonly callers: Readonly<Record<string, number>>;
}

const LOOK_MS = 15;

/** Looks at the machine again and again until `is` says so; `undefined` if the process ended or is done before. `before`: what was seen at the look before. */
export const untilActivity = async (year: YearProcess, is: (seen: Activity, before: Activity | undefined) => boolean, isDone: () => boolean = () => false): Promise<Activity | undefined> => {
  for (let before: Activity | undefined; !year.hasStopped() && !isDone(); await pause(LOOK_MS)) {
    const seen = await look(year.url);
    if (seen === undefined) continue;
    if (is(seen, before)) return seen;
    before = seen;
  }
  return undefined;
};

/** How often one of `names` (a pattern) was counted. */
export const countOf = (counts: Readonly<Record<string, number>> | undefined, names: RegExp): number =>
  Object.entries(counts ?? {}).reduce((sum, [name, count]) => (names.test(name) ? sum + count : sum), 0);

// Undefined while the machine does not listen yet, or no more.
const look = async (url: string): Promise<Activity | undefined> => {
  try {
    const [clock, calls] = await Promise.all(['clock', 'calls'].map(async (what) => (await fetch(`${url}/_local/${what}`)).json() as Promise<Partial<Activity>>));
    return { now: clock?.now ?? '', functions: calls?.functions ?? {}, callers: calls?.callers ?? {} };
  } catch {
    return undefined;
  }
};
