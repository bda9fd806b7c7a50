import type { Break } from '../../simulation/invariants/invariant.ts';
import type { Played } from './child.ts';

/** What came of planting a defect. */
export type Trial =
  | { readonly outcome: 'caught'; readonly by: Break; readonly years: number; readonly steps: number }
  | { readonly outcome: 'uncaught'; readonly years: number; readonly why: string };

/** An exception counts only where it is the system's answer that was missing, not where the simulation itself fell over. */
const isOfTheSystem = ({ invariant, what }: Break): boolean => invariant !== 'nothing-thrown' || /got no answer in \d+ tries/.test(what);

/** Judges the years that were played with a defect. */
export const judgeTrial = ({ years, isPlanted, died }: Played): Trial => {
  const last = years.at(-1);
  const by = last?.breaks.find(isOfTheSystem);
  if (by !== undefined) return { outcome: 'caught', by, years: years.length, steps: years.reduce((sum, { steps }) => sum + steps, 0) };
  const why = died ?? (isPlanted ? (last?.breaks[0] === undefined ? 'everything held' : `the simulation fell over: ${last.breaks[0].what}`) : 'its file was never loaded');
  return { outcome: 'uncaught', years: years.length, why };
};
