import { daysBetween, localDate, type LocalDate } from '../../../shared/kernel/local-date.ts';
import type { BatchLine } from './batch-line.ts';

/** A mark of the picture: what happened, and on which day. */
export interface Mark {
  readonly kind: 'draw' | 'void' | 'step' | 'done';
  readonly what: 'drawPublished' | 'drawVoid' | 'organised' | 'inspected' | 'entered' | 'resultsPublished';
  readonly on: LocalDate;
}

/** Width of the picture's time, in its own units, and where it begins. */
export const LEFT = 132;
export const WIDTH = 820;

/** Where a day of `year` stands; days outside the year stand at its edges. */
export const xOf = (year: number, day: LocalDate): number => {
  const first = localDate(`${year}-01-01`);
  const days = daysBetween(first, localDate(`${year}-12-31`));
  const at = Math.min(Math.max(daysBetween(first, day), 0), days);
  return Math.round(LEFT + (at * WIDTH) / days);
};

/** What happened to a batch, in order of time. */
export const marksOf = ({ attempts, results }: BatchLine): readonly Mark[] => {
  const day = (moment: string): LocalDate => localDate(moment.slice(0, 10));
  const draws = attempts.flatMap(({ state, publishedAt, voidedAt }): Mark[] => {
    if ((state === 'published' || state === 'sealed') && publishedAt !== undefined) return [{ kind: 'draw', what: 'drawPublished', on: day(publishedAt) }];
    return state === 'void' && voidedAt !== undefined ? [{ kind: 'void', what: 'drawVoid', on: day(voidedAt) }] : [];
  });
  if (results === undefined) return draws;
  const { organisedOn, inspectedOn, enteredOn } = results.clocks;
  return [
    ...draws,
    { kind: 'step', what: 'organised', on: localDate(organisedOn) },
    { kind: 'step', what: 'inspected', on: localDate(inspectedOn) },
    { kind: 'step', what: 'entered', on: localDate(enteredOn) },
    { kind: 'done', what: 'resultsPublished', on: day(results.publishedAt) },
  ];
};
