/** Chances of consecutive counts: `chances[i]` is that of `from + i`. They add up to 1; what is left out has together less than 10^-15. */
export interface Distribution {
  readonly from: number;
  readonly chances: readonly number[];
}

/** Counts rarer than this share of the likeliest one are left out. */
const NEGLIGIBLE = 1e-20;

/**
 * How many of `drawn` drawn without replacement from `all` are among `marked` of them. From the likeliest count outwards, each chance follows from its
 * neighbour by one product and one quotient, so the numbers are the same on every machine: no logarithm, no factorial, no table.
 */
export const hypergeometric = (all: number, marked: number, drawn: number): Distribution => {
  const lowest = Math.max(0, drawn - (all - marked));
  const highest = Math.min(drawn, marked);
  const likeliest = Math.min(highest, Math.max(lowest, Math.floor(((drawn + 1) * (marked + 1)) / (all + 2))));
  // The chance of x + 1 as a multiple of that of x.
  const growth = (x: number): number => ((marked - x) * (drawn - x)) / ((x + 1) * (all - marked - drawn + x + 1));
  const above: number[] = [];
  for (let [x, weight] = [likeliest, 1]; x < highest; x += 1) {
    weight *= growth(x);
    if (weight < NEGLIGIBLE) break;
    above.push(weight);
  }
  const below: number[] = [];
  for (let [x, weight] = [likeliest, 1]; x > lowest; x -= 1) {
    weight /= growth(x - 1);
    if (weight < NEGLIGIBLE) break;
    below.push(weight);
  }
  const weights = [...below.reverse(), 1, ...above];
  const sum = weights.reduce((total, weight) => total + weight, 0);
  return { from: likeliest - below.length, chances: weights.map((weight) => weight / sum) };
};

/** The sum of two independent counts. */
export const sumOf = (a: Distribution, b: Distribution): Distribution => {
  const chances = Array.from({ length: a.chances.length + b.chances.length - 1 }, () => 0);
  for (const [i, x] of a.chances.entries()) for (const [j, y] of b.chances.entries()) chances[i + j] = (chances[i + j] ?? 0) + x * y;
  return { from: a.from + b.from, chances };
};

/** Of a count that is always nothing. */
export const NOTHING: Distribution = { from: 0, chances: [1] };

/** How likely a count at least as unlikely as `seen` is: the two-sided exact test. */
export const atLeastAsUnlikely = ({ from, chances }: Distribution, seen: number): number => {
  const own = chances[seen - from];
  if (own === undefined) return 0;
  // Counts that are equally likely by the formula may differ in the last digits.
  const bound = own * (1 + 1e-7);
  return Math.min(1, chances.reduce((sum, chance) => (chance <= bound ? sum + chance : sum), 0));
};
