import { addDays, dayOfWeek, type LocalDate } from '../kernel/local-date.ts';
import { refuse, type Refusal } from '../kernel/refusal.ts';
import { ok, type Result } from '../kernel/result.ts';
import type { Notices } from './notices.ts';
import { rulingYear } from './ruling-year.ts';

/** A date found by counting. `provisional`: it rests on days no notice covers yet, and is to be computed again when the notice comes (NR-7). */
export interface CountedDate {
  readonly date: LocalDate;
  readonly provisional: boolean;
}

/** A number of working days, provisional as in {@link CountedDate}. */
export interface CountedDays {
  readonly days: number;
  readonly provisional: boolean;
}

/** Working days by the State Council's notices. */
export interface Calendar {
  /** Refused with `calendar-unpublished` for a day no notice covers yet. */
  isWorkingDay(date: LocalDate): Result<boolean, Refusal<'calendar-unpublished'>>;
  /** The `n`-th working day after `date`, which does not count itself; before it if `n` is negative; `date` if `n` is 0. */
  addWorkingDays(date: LocalDate, n: number): CountedDate;
  /** Working days after `from` up to and with `to`; negative if `to` is earlier. */
  workingDaysBetween(from: LocalDate, to: LocalDate): CountedDays;
}

/** The calendar that `notices` give. */
export const calendarOf = (notices: Notices): Calendar => {
  const isSettled = (date: LocalDate): boolean => notices.years.has(rulingYear(date));

  const isWorked = (date: LocalDate): boolean => {
    if (notices.daysOff.has(date)) return false;
    return notices.makeUpDays.has(date) || !isWeekend(date);
  };

  return {
    isWorkingDay: (date) => (isSettled(date) ? ok(isWorked(date)) : refuse('calendar-unpublished', { facts: { date } })),
    addWorkingDays: (date, n) => {
      if (!Number.isInteger(n)) throw new RangeError(`not a number of days: ${n}`);
      const step = Math.sign(n);
      let provisional = false;
      let at = date;
      for (let left = Math.abs(n); left > 0; ) {
        at = addDays(at, step);
        provisional ||= !isSettled(at);
        if (isWorked(at)) left -= 1;
      }
      return { date: at, provisional };
    },
    workingDaysBetween: (from, to) => {
      const [first, last, sign] = from <= to ? [from, to, 1] : [to, from, -1];
      let days = 0;
      let provisional = false;
      for (let at = first; at < last; ) {
        at = addDays(at, 1);
        provisional ||= !isSettled(at);
        if (isWorked(at)) days += 1;
      }
      return { days: days * sign || 0, provisional };
    },
  };
};

const isWeekend = (date: LocalDate): boolean => dayOfWeek(date) === 0 || dayOfWeek(date) === 6;
