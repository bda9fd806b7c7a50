import { calendarOf } from './calendar.ts';
import { NOTICES } from './notices.ts';

/** Working days by the notices published so far; see `Calendar` (NR-7). */
export const { isWorkingDay, addWorkingDays, workingDaysBetween } = calendarOf(NOTICES);
