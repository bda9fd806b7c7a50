import * as z from 'zod';
import { dateSchema, instantSchema } from './schema.ts';

const days = z.array(dateSchema).max(100);

/** A year whose notice may be spoken of. */
export const noticeYear = z.coerce.number().int().min(2000).max(2999);

/** What is entered of the State Council's notice of a year (国务院办公厅关于××年部分节假日安排的通知). `reason` where it says something else than what has held so far. */
export const noticeContent = z.object({
  /** `国办发明电〔2025〕7号`. */
  documentNo: z.string().trim().min(1).max(100),
  /** Holidays with the weekend days inside them. */
  daysOff: days.min(1),
  /** Saturdays and Sundays that are worked instead (调休). */
  makeUpDays: days,
  reason: z.string().trim().min(4).max(1000).optional(),
});

/** A notice that was loaded: its days in order, who loaded it and when, its version among the loads of the same year. */
export const holidayNotice = noticeContent.extend({
  year: z.int(),
  loadedAt: instantSchema,
  loadedBy: z.object({ sub: z.string(), name: z.string() }),
  version: z.int(),
});

/** A year as the calendar in force has it. `source`: a notice somebody loaded, the data that come with this version of the system, or none, and then every deadline that reaches into it is provisional (NR-7). */
export const calendarYear = holidayNotice.partial().extend({
  year: z.int(),
  source: z.enum(['notice', 'delivered', 'none']),
  daysOff: days,
  makeUpDays: days,
  /** 0 unless a notice was loaded. */
  version: z.int(),
});

export type NoticeContent = z.output<typeof noticeContent>;
export type HolidayNotice = z.output<typeof holidayNotice>;
export type CalendarYear = z.output<typeof calendarYear>;
