import type { PlannedClass, PlannedEntry } from './city-plan.ts';

/** How many enterprises of each class the directory holds. */
export type Held = ReadonlyMap<PlannedClass['code'], number>;

/** How many it holds in all. */
export const sizeOf = (held: Held): number => [...held.values()].reduce((sum, count) => sum + count, 0);

/** The share of a class that an entry asks for, rounded up. */
const shareOf = ({ ratio, classes = [] }: PlannedEntry, code: PlannedClass['code'], count: number): number => {
  const [a = 0, b = 1] = (classes.find((each) => each.code === code)?.ratio ?? ratio).split('/').map(Number);
  return Math.ceil((a * count) / b);
};

/** How many of a directory a draw takes at least (DZ-3). */
export const floorOf = (held: Held, floorBp: number): number => Math.ceil((sizeOf(held) * floorBp) / 10_000);

/** How many an entry asks for. */
export const takesOf = (entry: PlannedEntry, held: Held, floorBp: number): number =>
  Math.max(floorOf(held, floorBp), entry.quantity ?? [...held].reduce((sum, [code, count]) => sum + shareOf(entry, code, count), 0));

/** How many of them must stay whole. */
export const wholeOf = (entry: PlannedEntry, held: Held): number =>
  [...held].reduce((sum, [code, count]) => sum + (entry.classes?.some((each) => each.code === code && each.mandatory) === true ? shareOf(entry, code, count) : 0), 0);

/** Whether all of `plan` can be drawn from one directory under its cap, though `closing` enterprises close and some enter: nobody has to ask for less. */
export const fits = (plan: readonly PlannedEntry[], held: Held, { limitBp, floorBp, closing }: { readonly limitBp: number; readonly floorBp: number; readonly closing: number }): boolean => {
  const drawn = plan.reduce((sum, entry) => sum + takesOf(entry, held, floorBp) + (floorBp === 0 ? 0 : 1), 0);
  return drawn <= Math.floor(((sizeOf(held) - closing) * limitBp) / 10_000);
};
