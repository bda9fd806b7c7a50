import { addDays, daysBetween, type LocalDate } from '../kernel/local-date.ts';

/** The days of a period that lie in one month. */
export interface MonthSlice {
  /** `2026-03`. */
  readonly month: string;
  readonly from: LocalDate;
  readonly to: LocalDate;
  readonly days: number;
}

/** A period cut at the ends of months, in order. Throws a `RangeError` for a period that ends before it begins. */
export const slicesOf = ({ from, to }: { readonly from: LocalDate; readonly to: LocalDate }): readonly MonthSlice[] => {
  if (to < from) throw new RangeError(`${from} to ${to} is no period`);
  const slices: MonthSlice[] = [];
  for (let day = from; day <= to; ) {
    const last = lastOfMonth(day);
    const end = last < to ? last : to;
    slices.push({ month: day.slice(0, 7), from: day, to: end, days: daysBetween(day, end) + 1 });
    day = addDays(end, 1);
  }
  return slices;
};

const lastOfMonth = (day: LocalDate): LocalDate => {
  // The 28th and four days are always in the next month.
  const next = addDays(`${day.slice(0, 7)}-28` as LocalDate, 4);
  return addDays(`${next.slice(0, 7)}-01` as LocalDate, -1);
};
