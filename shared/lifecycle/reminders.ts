import type { Calendar, CountedDate } from '../calendar/calendar.ts';
import { atTime, endOf, type Instant } from '../kernel/instant.ts';
import { addDays, type LocalDate } from '../kernel/local-date.ts';

// Reminders go out when offices open.
const OFFICE_OPENS = '09:00';

/** The clock of a wait that must be over by the end of `last`: when it is due, and when those it waits for are reminded. */
export interface Clock {
  readonly due: Instant;
  readonly provisional?: true;
  readonly remindAt: readonly Instant[];
}

/** By a calendar date, reminded some calendar days before. */
export const byDate = (last: LocalDate, remindDaysBefore: readonly number[]): Clock => ({
  due: endOf(last),
  remindAt: remindDaysBefore.map((days) => atTime(addDays(last, -days), OFFICE_OPENS)),
});

/** By a working day of `calendar`, reminded some working days before. */
export const byWorkingDay = (calendar: Calendar, { date: last, provisional }: CountedDate, remindWorkingDaysBefore: readonly number[]): Clock => ({
  due: endOf(last),
  ...(provisional ? { provisional } : {}),
  remindAt: remindWorkingDaysBefore.map((days) => atTime(calendar.addWorkingDays(last, -days).date, OFFICE_OPENS)),
});
