import type { PlanContent } from '../../../shared/plan/entry.ts';

/** What a quota follows from, as the rows and the plan have it. */
export interface OwnGround {
  readonly asked: Pick<PlanContent, 'ratio' | 'classes' | 'quantity'>;
  /** Eligible rows by stratum, ascending. */
  readonly eligible: ReadonlyMap<string, number>;
  /** What the cap leaves once everything that was taken before is off it, and what of that draws under way will take. */
  readonly left: number;
  readonly pending: number;
  readonly floor: number;
}

/** A stratum's quota. `whole`: what a mandatory one must give. */
export interface OwnShare {
  readonly code: string;
  readonly k: number;
  readonly whole?: number;
}

const sum = (counts: readonly number[]): number => counts.reduce((total, count) => total + count, 0);

/** Shares out `total` by weight: whole parts first, then one each to the largest remainders, the earlier stratum first. Small numbers: exact without more. */
export const sharedOut = (total: number, weights: readonly number[]): readonly number[] => {
  const all = sum(weights);
  if (total === 0 || all === 0) return weights.map(() => 0);
  const parts = weights.map((weight) => Math.floor((weight * total) / all));
  const first = weights.map((weight, at) => ({ at, rest: (weight * total) % all })).sort((a, b) => b.rest - a.rest || a.at - b.at).slice(0, total - sum(parts));
  return parts.map((part, at) => part + (first.some((one) => one.at === at) ? 1 : 0));
};

/** The ratio of a class in an entry, in whole numbers, and whether it stays whole (NR-8). */
export const askedOf = ({ ratio, classes = [] }: Pick<PlanContent, 'ratio' | 'classes'>, code: string): { readonly a: number; readonly b: number; readonly isWhole: boolean } => {
  const own = classes.find((each) => each.code === code);
  const [a = 0, b = 1] = (own?.ratio ?? ratio).split('/').map(Number);
  return { a, b, isWhole: own?.mandatory === true };
};

/** The quota of each stratum, read anew from the page of the draw (section 2) and from what the plan says where less is left (GY-13, NR-8, DZ-3). */
export const ownQuota = ({ asked, eligible, left, pending, floor }: OwnGround): readonly OwnShare[] => {
  const codes = [...eligible.keys()];
  const held = [...eligible.values()];
  const named = (k: readonly number[]): readonly OwnShare[] => codes.map((code, at) => ({ code, k: k[at] ?? 0, ...(wholes[at] === undefined ? {} : { whole: wholes[at] }) }));
  const wished = codes.map((code, at) => {
    const { a, b } = askedOf(asked, code);
    return Math.min(held[at] ?? 0, Math.ceil(((held[at] ?? 0) * a) / b));
  });
  const wholes = codes.map((code, at) => (asked.quantity === null && askedOf(asked, code).isWhole ? wished[at] : undefined));
  if (asked.quantity !== null) return named(sharedOut(Math.min(Math.max(asked.quantity, floor), left, sum(held)), held));
  if (sum(wished) > left) {
    // What a draw under way takes is no figure of the manifest: an entry without classes then says a number of its own.
    if (asked.classes === undefined && pending > 0) return named(sharedOut(Math.min(left, sum(held)), held));
    const others = sharedOut(left - sum(wholes.map((whole) => whole ?? 0)), wished.map((k, at) => (wholes[at] === undefined ? k : 0)));
    return named(wished.map((_, at) => wholes[at] ?? others[at] ?? 0));
  }
  if (sum(wished) < floor) {
    const added = sharedOut(floor - sum(wished), wished.map((k, at) => (held[at] ?? 0) - k));
    return named(wished.map((k, at) => k + (added[at] ?? 0)));
  }
  return named(wished);
};
