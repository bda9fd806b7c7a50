import type { RefusalCatalogue } from '../kernel/refusal.ts';

/** What the calendar refuses. */
export const calendarRefusals = {
  'calendar-unpublished': {
    status: 422,
    clause: 'NR-7',
    zh: '国务院办公厅尚未发布涵盖 {date} 的节假日安排通知，不能确定该日是否为工作日。',
    en: 'No holiday notice of the State Council covers {date} yet; whether it is a working day is not known.',
  },
} as const satisfies RefusalCatalogue;
