import * as z from 'zod';
import type { Calendar } from '../calendar/calendar.ts';
import { holidayNotice, type HolidayNotice } from '../calendar/holiday-notice.ts';
import { calendarWith } from '../calendar/in-force.ts';
import type { Table } from '../store/table.ts';
import { create, replace, type Write } from '../store/write.ts';

// All notices that were loaded lie in one item: whoever counts working days reads it in one breath with the thing itself, whatever years the count leads through.
const KEY = { pk: 'CALENDAR', sk: 'NOTICES' };
const book = z.object({ shape: z.literal(1), notices: z.array(holidayNotice), version: z.int() });

/** The State Council's notices that were loaded, in the order of their years, and the calendar they make (NR-7). Version 0: none was. */
export interface CalendarBook {
  readonly notices: readonly HolidayNotice[];
  readonly version: number;
  readonly calendar: Calendar;
}

/** The calendar in force. */
export const readCalendar = async (lifecycle: Table): Promise<CalendarBook> => {
  const item = await lifecycle.get(KEY);
  const { notices, version } = item === undefined ? { notices: [], version: 0 } : book.parse(item);
  return { notices, version, calendar: calendarWith(notices) };
};

/** The write of a notice into the book as it was read. */
export const putNotice = (lifecycle: Table, before: CalendarBook, notice: HolidayNotice): Write => {
  const notices = [...before.notices.filter(({ year }) => year !== notice.year), notice].sort((a, b) => a.year - b.year);
  const item = { ...KEY, ...book.parse({ shape: 1, notices, version: before.version + 1 }) };
  return before.version === 0 ? create(lifecycle, item) : replace(lifecycle, item, { version: before.version });
};
