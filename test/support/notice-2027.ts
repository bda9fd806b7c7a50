import type { NoticeContent } from '../../shared/calendar/holiday-notice.ts';
import { addDays, localDate } from '../../shared/kernel/local-date.ts';

const days = (from: string, count: number) => Array.from({ length: count }, (_, i) => addDays(localDate(from), i));

/** A notice of 2027 as it might come: New Year's Day with its weekend, Spring Festival from 5 to 12 February, the rest as the law has it. Not the real one. */
export const aNoticeOf2027: NoticeContent = {
  documentNo: '国办发明电〔2026〕9号',
  daysOff: [...days('2027-01-01', 3), ...days('2027-02-05', 8), ...days('2027-04-03', 3), ...days('2027-05-01', 5), ...days('2027-06-09', 1), ...days('2027-09-15', 1), ...days('2027-10-01', 7)],
  makeUpDays: [localDate('2027-01-31'), localDate('2027-02-14'), localDate('2027-05-08'), localDate('2027-09-26'), localDate('2027-10-09')],
};
