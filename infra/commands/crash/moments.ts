import { setTimeout as pause } from 'node:timers/promises';
import { commandsIn } from './commands-in.ts';
import { stageOf, type Stage, type StageId } from './stages.ts';
import type { YearProcess, YearToPlay } from './year-process.ts';

/** Writes that were seen between two looks, by the stage they belong to. */
export interface Seen {
  readonly stage: Stage & { readonly id: StageId };
  readonly writes: number;
}

/** A year under way, as it is looked at to find the moment of a kill. */
export interface Watch {
  /** Looks at the machine until it answers; milliseconds since the start, undefined if the process ended before. */
  ready(): Promise<number | undefined>;
  /** Looks again and again, and tells of every stage that has written since the look before, until `isIt` says so. Undefined if the year is over or can go no further. */
  until(isIt: (seen: Seen) => boolean): Promise<StageId | undefined>;
}

const LOOK_MS = 20;
const WRITES = /(dynamodb:(Transact|Put|Update|Delete|BatchWrite)|s3:Put|states:Send|states:Start)/;

/** Watches a process that was started just now. */
export const watch = (year: YearToPlay, process: YearProcess): Watch => {
  const began = performance.now();
  let before: ReadonlyMap<string, number> = new Map();
  let known = commandsIn(year.dir).acknowledged.length;
  // A write may be counted before its command is answered, and a look later it may be answered and another begun.
  const sinceLast = (): readonly string[] => {
    const { acknowledged, open } = commandsIn(year.dir);
    const answered = acknowledged.slice(Math.max(0, Math.min(known, acknowledged.length - 1))).map(({ endpoint }) => endpoint);
    known = acknowledged.length;
    return [...answered, ...open];
  };
  return {
    ready: async () => {
      for (; !process.hasStopped(); await pause(LOOK_MS)) {
        const counts = await writesOf(process.url);
        if (counts !== undefined) return performance.now() - began;
      }
      return undefined;
    },
    until: async (isIt) => {
      for (; !process.hasStopped() && !process.isServed(); await pause(LOOK_MS)) {
        const counts = await writesOf(process.url);
        if (counts === undefined) continue;
        const writers = [...counts].filter(([role, count]) => count > (before.get(role) ?? 0));
        const commands = writers.length === 0 ? [] : sinceLast();
        const seen = writers.map(([role, count]) => ({ stage: stageOf(role, commands), writes: count - (before.get(role) ?? 0) }));
        before = counts;
        const found = seen.find(isIt);
        if (found !== undefined) return found.stage.id;
      }
      return undefined;
    },
  };
};

// By role; undefined while the machine does not listen yet, or no more.
const writesOf = async (url: string): Promise<ReadonlyMap<string, number> | undefined> => {
  try {
    const { callers = {} } = (await (await fetch(`${url}/_local/calls`)).json()) as { readonly callers?: Readonly<Record<string, number>> };
    const counts = new Map<string, number>();
    for (const [name, count] of Object.entries(callers)) {
      const [role = '', action = ''] = name.split(' ');
      if (WRITES.test(action)) counts.set(role, (counts.get(role) ?? 0) + count);
    }
    return counts;
  } catch {
    return undefined;
  }
};
