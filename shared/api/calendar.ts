import * as z from 'zod';
import { calendarYear, noticeContent, noticeYear } from '../calendar/holiday-notice.ts';
import { endpoint } from './define.ts';
import { pageOf } from './page.ts';

const params = z.object({ year: noticeYear });

export const listCalendar = endpoint({
  name: 'listCalendar', method: 'GET', path: '/v1/calendar', action: 'calendar.read',
  summary: { zh: '现行工作日历：各年放假与调休日期及其依据', en: 'The calendar in force: days off and make-up days by year, and by which notice' },
  answer: pageOf(calendarYear),
});

export const getCalendarYear = endpoint({
  name: 'getCalendarYear', method: 'GET', path: '/v1/calendar/{year}', action: 'calendar.read',
  summary: { zh: '查看一年的放假与调休日期', en: 'The days off and make-up days of a year' },
  params, answer: calendarYear,
});

/** Loads the State Council's notice of a year; a change names the version before in `If-Match`. The same again changes nothing, and finishes a recounting that was cut off. */
export const putHolidayNotice = endpoint({
  name: 'putHolidayNotice', method: 'PUT', path: '/v1/calendar/{year}', action: 'calendar.load',
  summary: { zh: '载入国务院办公厅节假日安排通知并重新计算期限', en: 'Load the State Council’s holiday notice of a year and count deadlines again' },
  params, body: noticeContent, answer: calendarYear, ifMatch: 'optional',
});
