import { shrink } from './shrink.ts';
import { toldInShort } from './story.ts';
import { yearOfSeed, type YearOptions, type YearOutcome } from './year-of-seed.ts';

/** A year that broke, told as shortly as it can be. */
export interface BrokenYear {
  readonly seed: string;
  readonly breaks: YearOutcome['breaks'];
  /** The decisions without which it does not break. */
  readonly only: readonly string[];
  readonly story: readonly string[];
  readonly replays: number;
}

const BUDGET = 60;

/** Finds the shortest story of a year that broke: the same invariant must break in it. */
export const toldShortly = async (outcome: YearOutcome, options: Omit<YearOptions, 'only' | 'isTold'>, budget = BUDGET): Promise<BrokenYear> => {
  const { seed } = outcome;
  const wanted = new Set(outcome.breaks.map(({ invariant }) => invariant));
  const breaksIn = async (only: ReadonlySet<string>): Promise<boolean> => (await yearOfSeed(seed, { ...options, only })).breaks.some(({ invariant }) => wanted.has(invariant));
  const { kept, replays } = await shrink(outcome.decisions.map(({ id }) => id), breaksIn, budget);
  const told = await yearOfSeed(seed, { ...options, only: new Set(kept), isTold: true });
  return { seed, breaks: told.breaks, only: kept, story: toldInShort(told.lines), replays };
};

/** How the year is played again, word for word for a shell. */
export const replayCommand = ({ seed, only }: Pick<BrokenYear, 'seed' | 'only'>): string => `npm run simulate -- --replay ${seed} --only '${JSON.stringify(only).replaceAll("'", "'\\''")}'`;
