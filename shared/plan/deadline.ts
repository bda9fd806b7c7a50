import * as z from 'zod';
import type { Calendar } from '../calendar/calendar.ts';
import type { HolidayNotice } from '../calendar/holiday-notice.ts';
import { dateOf, type Instant } from '../kernel/instant.ts';
import type { LocalDate } from '../kernel/local-date.ts';
import { date, moment, signatory } from './moment.ts';

/**
 * How a deadline of working days was counted: so many from its start, by the calendar then in force to `date`. `provisional`: it reaches into a year
 * without a notice and will be counted again (NR-7). `recounted`: what the deadline was before that, and by which notice, loaded by whom.
 */
export const deadlineCount = z.object({
  workingDays: z.int(),
  date,
  provisional: z.boolean(),
  recounted: z.object({
    at: moment,
    before: date,
    /** Absent where the data delivered with the system changed. */
    notice: z.object({ documentNo: z.string(), loadedBy: signatory, reason: z.string().optional() }).optional(),
  }).optional(),
});

export type DeadlineCount = z.output<typeof deadlineCount>;

/** Counts a deadline for the first time. */
export const countDeadline = (calendar: Calendar, from: LocalDate, workingDays: number): DeadlineCount => ({ workingDays, ...calendar.addWorkingDays(from, workingDays) });

/** What a deadline is counted again with. */
export interface Recounting {
  readonly calendar: Calendar;
  readonly notices: readonly HolidayNotice[];
  readonly now: Instant;
}

/** A deadline as it stands: the day, from which day it was counted, and how. */
export interface StandingDeadline {
  readonly by: LocalDate;
  readonly from: LocalDate;
  readonly count: DeadlineCount;
}

/** The deadline as the calendar in force gives it, or undefined if that is what it was counted to already. Whether the day moves is another matter: see {@link movedTo}. */
export const recountDeadline = ({ by, from, count }: StandingDeadline, { calendar, notices, now }: Recounting): { readonly by: LocalDate; readonly count: DeadlineCount } | undefined => {
  const counted = calendar.addWorkingDays(from, count.workingDays);
  if (counted.date === count.date && counted.provisional === count.provisional) return undefined;
  const [cause] = [...notices].sort((a, b) => (a.loadedAt < b.loadedAt ? 1 : -1));
  const notice = cause === undefined ? {} : { notice: { documentNo: cause.documentNo, loadedBy: cause.loadedBy, ...(cause.reason === undefined ? {} : { reason: cause.reason }) } };
  return { by: movedTo(by, counted.date, dateOf(now)), count: { workingDays: count.workingDays, ...counted, recounted: { at: now, before: by, ...notice } } };
};

/**
 * Where a deadline moves that is counted again. It moves to `counted`, but never back behind the day on which that becomes known: whoever relied on the
 * day they were told is late from the next day on, not before it. One that had passed stays where it was.
 */
export const movedTo = (before: LocalDate, counted: LocalDate, today: LocalDate): LocalDate => {
  if (counted >= before || counted >= today) return counted;
  return before < today ? before : today;
};
