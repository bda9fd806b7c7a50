import { localDate, type LocalDate } from '../kernel/local-date.ts';
import type { YearDay } from './profile.ts';

/** The date a day of the profile has for plan year `year`. Throws a `RangeError` if that year has no such day (29 February). */
export const dayOf = ({ day, of }: YearDay, year: number): LocalDate => localDate(`${of === 'plan-year' ? year : year - 1}-${day}`);
