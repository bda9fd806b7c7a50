import type { CalendarYear } from '../calendar/holiday-notice.ts';
import { yearInForce } from '../calendar/in-force.ts';
import { yearOf } from '../kernel/local-date.ts';
import { dateOf, type Instant } from '../kernel/instant.ts';
import { ok, type Result } from '../kernel/result.ts';
import { readCalendar } from '../plan/calendar-store.ts';
import type { Stores } from '../store/record.ts';

/** The days off and the make-up days of a year as they hold now, and by which notice; `none` while it has no notice (NR-7). */
export const viewCalendarYear = async ({ lifecycle }: Pick<Stores, 'lifecycle'>, year: number): Promise<Result<CalendarYear, never>> =>
  ok(yearInForce((await readCalendar(lifecycle)).notices, year));

/** The year before, this one and the next, and every year a notice was loaded for. */
export const viewCalendar = async ({ lifecycle }: Pick<Stores, 'lifecycle'>, now: Instant): Promise<Result<{ items: CalendarYear[] }, never>> => {
  const { notices } = await readCalendar(lifecycle);
  const today = yearOf(dateOf(now));
  const years = [...new Set([today - 1, today, today + 1, ...notices.map(({ year }) => year)])].sort((a, b) => a - b);
  return ok({ items: years.map((year) => yearInForce(notices, year)) });
};
