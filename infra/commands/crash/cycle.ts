import { setTimeout as pause } from 'node:timers/promises';
import { between, chance } from '../../rehearsal/chance.ts';
import { commandsIn } from './commands-in.ts';
import { watch } from './moments.ts';
import type { StageId } from './stages.ts';
import { holdTo, type Word } from './word.ts';
import { startYear, type YearProcess, type YearToPlay } from './year-process.ts';

/** One start of a year and what became of it. */
export interface Cycle {
  /** What was being done when it was killed; `over`: it was played to its end and is served by `process`. */
  readonly at: StageId | 'over';
  readonly process: YearProcess;
  /** Milliseconds from its start until it answered; undefined if it was killed before. */
  readonly readyMs: number | undefined;
  /** How many commands were acknowledged before this start. */
  readonly acknowledged: number;
  /** What of all that was promised before is not there any more, and what stands there twice. */
  readonly lost: readonly string[];
  readonly doubled: readonly string[];
  readonly word: Word;
}

/** Where a cycle ends. `aim`: only while that is being done; else wherever chance has it, after `mostWrites` at the latest. */
export interface Aim {
  readonly aim?: StageId | undefined;
  readonly mostWrites: number;
}

const MOST_DELAY_MS = 25;
/** One cycle in so many is killed while it starts. */
const STARTING = 12;
const MOST_START_MS = 2500;

/** Starts or goes on with the year, holds it to what was promised before, and kills it at a moment that follows from `dice`. Throws if the year ends by itself before. */
export const crashOnce = async (year: YearToPlay, word: Word, dice: readonly (string | number)[], { aim, mostWrites }: Aim): Promise<Cycle> => {
  const { acknowledged } = commandsIn(year.dir);
  const process = startYear(year);
  const nothing = { process, acknowledged: acknowledged.length, lost: [], doubled: [], word };
  if (aim === 'start' || (aim === undefined && chance(...dice, 'starting') < 1 / STARTING)) {
    await Promise.race([pause(between(0, MOST_START_MS, ...dice, 'start-ms')), process.ended]);
    if (!process.hasEnded()) {
      await process.kill();
      return { at: 'start', readyMs: undefined, ...nothing };
    }
  }
  const moment = watch(year, process);
  const readyMs = await moment.ready();
  const kept = readyMs === undefined ? { lost: [], doubled: [], word } : await holdTo(word, acknowledged, process.url);
  let writes = 0;
  const at = await moment.until((seen) => {
    if (aim !== undefined) return seen.stage.id === aim;
    const first = writes + 1;
    writes += seen.writes;
    return writes >= mostWrites || Array.from({ length: seen.writes }, (_, i) => chance(...dice, 'write', first + i)).some((thrown) => thrown < seen.stage.hazard);
  });
  const common = { ...nothing, readyMs, ...kept };
  if (at === undefined) {
    if (process.isServed()) return { at: 'over', ...common };
    throw new Error(`the year ended by itself:\n${await process.lastWords()}`);
  }
  // What was aimed at may be over in a moment.
  if (aim === undefined) await pause(between(0, MOST_DELAY_MS, ...dice, 'delay-ms'));
  await process.kill();
  return { at, ...common };
};
