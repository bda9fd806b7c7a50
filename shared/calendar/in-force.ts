import type { LocalDate } from '../kernel/local-date.ts';
import { calendarOf, type Calendar } from './calendar.ts';
import type { CalendarYear, HolidayNotice } from './holiday-notice.ts';
import { NOTICES } from './notices.ts';
import { ruledBy, rulingYear } from './ruling-year.ts';

const DELIVERED = calendarOf(NOTICES);

/**
 * The calendar in force: for each year the notice that was loaded, else the data that come with the system (NR-7). A loaded notice holds alone for
 * the days it rules; nothing of what was delivered for them is kept beside it.
 */
export const calendarWith = (loaded: readonly HolidayNotice[]): Calendar => {
  if (loaded.length === 0) return DELIVERED;
  const byYear = new Map(loaded.map(({ year, daysOff, makeUpDays }) => [year, { daysOff: new Set(daysOff), makeUpDays: new Set(makeUpDays) }]));
  const among = (part: 'daysOff' | 'makeUpDays') => ({ has: (date: LocalDate): boolean => (byYear.get(rulingYear(date))?.[part] ?? NOTICES[part]).has(date) });
  return calendarOf({ years: { has: (year) => byYear.has(year) || NOTICES.years.has(year) }, daysOff: among('daysOff'), makeUpDays: among('makeUpDays') });
};

/** What holds for `year`, and where it comes from. */
export const yearInForce = (loaded: readonly HolidayNotice[], year: number): CalendarYear => {
  const notice = loaded.find((each) => each.year === year);
  if (notice !== undefined) return { ...notice, source: 'notice' };
  const { from, to } = ruledBy(year);
  const ruled = (days: ReadonlySet<LocalDate>): LocalDate[] => [...days].filter((date) => date >= from && date <= to).sort();
  return NOTICES.years.has(year)
    ? { year, source: 'delivered', daysOff: ruled(NOTICES.daysOff), makeUpDays: ruled(NOTICES.makeUpDays), version: 0 }
    : { year, source: 'none', daysOff: [], makeUpDays: [], version: 0 };
};
