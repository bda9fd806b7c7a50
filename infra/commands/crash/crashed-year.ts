import { commandsIn } from './commands-in.ts';
import { crashOnce, type Cycle } from './cycle.ts';
import { faultsOf } from './differences.ts';
import { recordOfYear, type RecordOfYear } from './record-of-year.ts';
import type { StageId } from './stages.ts';
import { NO_WORD, type Word } from './word.ts';
import { startYear, type YearProcess, type YearToPlay } from './year-process.ts';

/** How often and where a year is killed. */
export interface CrashPlan {
  /** At most; fewer if it is over before. */
  readonly cycles: number;
  readonly dice: readonly (string | number)[];
  /** A kill comes after so many writes at the latest. */
  readonly mostWrites: number;
  /** Cycles, counted from 0, that end while a certain thing is done. */
  readonly aims?: ReadonlyMap<number, StageId>;
  /** Told of each cycle that ended with a kill, counted from 1. */
  readonly onKill?: (cycle: Cycle & { readonly at: StageId }, count: number) => void;
}

/** A year that was killed again and again, and played to its end all the same. */
export interface CrashedYear {
  readonly record: RecordOfYear;
  /** What it was doing at each kill. */
  readonly kills: readonly StageId[];
  readonly readyMs: readonly number[];
  readonly lost: readonly string[];
  readonly doubled: readonly string[];
}

const A_YEAR_MS = 3_600_000;

/** Plays a year with kills. Throws if it does not come to its end. */
export const playCrashed = async (year: YearToPlay, { cycles, dice, mostWrites, aims, onKill }: CrashPlan): Promise<CrashedYear> => {
  const [kills, readyMs, lost, doubled]: [StageId[], number[], string[], string[]] = [[], [], [], []];
  let word: Word = NO_WORD;
  let process: YearProcess | undefined;
  while (process === undefined && kills.length < cycles) {
    const cycle = await crashOnce(year, word, [...dice, kills.length], { mostWrites, aim: aims?.get(kills.length) });
    word = cycle.word;
    lost.push(...cycle.lost);
    doubled.push(...cycle.doubled);
    if (cycle.readyMs !== undefined) readyMs.push(cycle.readyMs);
    if (cycle.at === 'over') process = cycle.process;
    else {
      kills.push(cycle.at);
      onKill?.({ ...cycle, at: cycle.at }, kills.length);
    }
  }
  const record = await readAndStop(process ?? startYear(year), year.dir);
  const faults = faultsOf(record, commandsIn(year.dir).acknowledged);
  return { record, kills, readyMs, lost: [...lost, ...faults.lost], doubled: [...doubled, ...faults.doubled] };
};

/** Plays a year nobody kills. Throws if it does not come to its end. */
export const playWhole = (year: YearToPlay): Promise<RecordOfYear> => readAndStop(startYear(year), year.dir);

const readAndStop = async (process: YearProcess, dir: string): Promise<RecordOfYear> => {
  await process.served(A_YEAR_MS);
  const record = await recordOfYear(dir, process.url);
  await process.stop();
  return record;
};
