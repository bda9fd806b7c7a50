import { addDays, localDate, yearOf, type LocalDate } from '../kernel/local-date.ts';

// The notice of a year has moved days as early as 29 December of the year before (2018-12-29 to 31), so those days are settled by it only.
const RULED_FROM = '12-29';

/** The year whose notice says whether `date` is worked: its own, and from 29 December on the next one (NR-7). */
export const rulingYear = (date: LocalDate): number => yearOf(date) + (date.slice(5) < RULED_FROM ? 0 : 1);

/** The first and the last day that the notice of `year` rules. */
export const ruledBy = (year: number): { readonly from: LocalDate; readonly to: LocalDate } => ({
  from: localDate(`${year - 1}-${RULED_FROM}`),
  to: addDays(localDate(`${year}-${RULED_FROM}`), -1),
});
