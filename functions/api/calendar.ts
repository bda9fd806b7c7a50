import { getCalendarYear, listCalendar, putHolidayNotice } from '../../shared/api/calendar.ts';
import { loadNotice } from '../../shared/lifecycle/load-notice.ts';
import { viewCalendar, viewCalendarYear } from '../../shared/lifecycle/view-calendar.ts';
import { on } from '../kit/bound.ts';
import { resource } from '../kit/resource.ts';

export const handler = resource([
  on(listCalendar, (_, { stores, act }) => viewCalendar(stores, act.now)),
  on(getCalendarYear, ({ params }, { stores }) => viewCalendarYear(stores, params.year)),
  on(putHolidayNotice, ({ params, body, ifMatch }, context) => loadNotice(context, { year: params.year, content: body, ifMatch })),
]);
