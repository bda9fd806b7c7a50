import { setTimeout as pause } from 'node:timers/promises';
import { between, chance } from '../../rehearsal/chance.ts';
import { acknowledgedIn, holdTo, type Promised } from './acknowledged.ts';
import { countOf, untilActivity } from './moments.ts';
import { startYear, type YearProcess, type YearToPlay } from './year-process.ts';

/** What became of one cycle. */
export interface Cycle {
  /** Where the year stood when it was killed; `over`: it was played to its end and is served by `process`. */
  readonly at: string | 'over';
  readonly process: YearProcess;
  /** How many commands were acknowledged before this cycle. */
  readonly acknowledged: number;
  /** What of all that was promised before is not there any more. */
  readonly lost: readonly string[];
  readonly heads: Promised['heads'];
}

/** A cycle ends after so many writes at most; a year of 200 targets has about a thousand. */
const MOST_WRITES = 60;
const MOST_DELAY_MS = 25;
/** One cycle in so many is killed while it starts. */
const STARTING = 10;
const MOST_START_MS = 5000;
const WRITES = /dynamodb:(Transact|Put|Update)|s3:Put|states:Send/;

/** Starts or goes on with the year, holds it to what was promised before, and kills it at a moment that follows from `dice`. */
export const crashOnce = async (year: YearToPlay, heads: Promised['heads'], dice: readonly (string | number)[]): Promise<Cycle> => {
  const acknowledged = acknowledgedIn(year.dir);
  const process = startYear(year);
  if (chance(...dice, 'starting') < 1 / STARTING) {
    await Promise.race([pause(between(0, MOST_START_MS, ...dice, 'start-ms')), process.ended]);
    if (!process.hasEnded()) {
      await process.kill();
      return { at: 'start', process, acknowledged: acknowledged.length, lost: [], heads };
    }
  }
  const held = (await untilActivity(process, () => true)) === undefined ? { lost: [], heads } : await heldTo({ acknowledged, heads }, process.url);
  const most = between(1, MOST_WRITES, ...dice, 'writes');
  const seen = await untilActivity(process, ({ callers }) => countOf(callers, WRITES) >= most, () => process.isServed());
  const common = { process, acknowledged: acknowledged.length, ...held };
  if (seen === undefined) {
    if (process.isServed()) return { at: 'over', ...common };
    throw new Error(`the year ended by itself:\n${await process.lastWords()}`);
  }
  await pause(between(0, MOST_DELAY_MS, ...dice, 'delay-ms'));
  await process.kill();
  return { at: seen.now, ...common };
};

// The machine is at work while it is read, page by page: what seems to be missing is looked for once more.
const heldTo = async (promised: Promised, url: string): ReturnType<typeof holdTo> => {
  const first = await holdTo(promised, url);
  return first.lost.length === 0 ? first : holdTo(promised, url);
};
