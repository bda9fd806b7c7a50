import { between, chance, pick } from '../../rehearsal/chance.ts';
import { MISCHIEF, type Mischief } from './mischief.ts';
import { leaningOf } from './temperament.ts';

/** Something that goes otherwise than it should: what somebody does wrong, a fault, a crash. Named by what it happens to, so that it can be kept from happening. */
export interface Decision {
  readonly id: string;
  readonly words: string;
}

/** Decides what befalls the year, from its seed, or from what was written down of it. */
export interface Fate {
  readonly seed: string;
  /** Whether `what` befalls `whom` (a person's `sub`) at `place`; asked again, it answers the same. */
  befalls(what: Mischief, whom: string, place: string): boolean;
  /** Lets something happen, named `id`, with probability `rate`. */
  strikes(id: string, rate: number, words: () => string): boolean;
  between(low: number, high: number, ...of: readonly (string | number)[]): number;
  pick<T>(list: readonly T[], ...of: readonly (string | number)[]): T;
}

/**
 * The fate of one year. `onDecision` hears of each decision once, when it falls. Where `only` is given, those fall that it names, and no others: what a seed
 * brings is drawn by its name, so that decisions taken from a seed's year fall as they did there.
 */
export const fateOf = (seed: string, only: ReadonlySet<string> | undefined, onDecision: (decision: Decision) => void): Fate => {
  const fallen = new Map<string, boolean>();
  const strikes: Fate['strikes'] = (id, rate, words) => {
    const known = fallen.get(id);
    if (known !== undefined) return known;
    const falls = only === undefined ? chance(seed, 'fate', id) < rate : only.has(id);
    fallen.set(id, falls);
    if (falls) onDecision({ id, words: words() });
    return falls;
  };
  return {
    seed,
    strikes,
    befalls: (what, whom, place) => {
      const { rate, leaning, words } = MISCHIEF[what];
      return strikes(`${what} ${place}`, rate * leaningOf(seed, whom, leaning), () => `${words} (${whom}, ${place})`);
    },
    between: (low, high, ...of) => between(low, high, seed, ...of),
    pick: (list, ...of) => pick(list, seed, ...of),
  };
};
