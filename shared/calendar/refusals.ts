import type { RefusalCatalogue } from '../kernel/refusal.ts';

/** What the calendar refuses. */
export const calendarRefusals = {
  'calendar-unpublished': {
    status: 422,
    clause: 'NR-7',
    zh: '国务院办公厅尚未发布涵盖 {date} 的节假日安排通知，不能确定该日是否为工作日。',
    en: 'No holiday notice of the State Council covers {date} yet; whether it is a working day is not known.',
  },
  'notice-document-number': {
    status: 422,
    clause: 'NR-7',
    zh: '“{documentNo}”不是 {year} 年节假日安排通知的文号；文号形如“国办发明电〔2025〕7号”，年份应为当年或上一年。',
    en: '“{documentNo}” cannot be the number of the notice of {year}: it reads like 国办发明电〔2025〕7号, and names that year or the one before.',
  },
  'notice-day-foreign': {
    status: 422,
    clause: 'NR-7',
    zh: '下列日期不归 {year} 年的通知管；该通知管 {from} 至 {to}。',
    en: 'The notice of {year} does not rule these days; it rules {from} to {to}.',
  },
  'notice-day-twice': { status: 422, clause: 'NR-7', zh: '下列日期重复，或者既放假又上班。', en: 'These days are named twice, or are both off and worked.' },
  'make-up-day-not-weekend': { status: 422, clause: 'NR-7', zh: '调休上班日只能是星期六或星期日，下列日期不是。', en: 'A make-up day is a Saturday or a Sunday; these are not.' },
  'notice-lacks-holiday': {
    status: 422,
    clause: 'NR-7',
    zh: '通知缺少《全国年节及纪念日放假办法》规定的放假日：{dates}。',
    en: 'The notice lacks days that are off by law every year: {dates}.',
  },
  'notice-contradicts': {
    status: 409,
    clause: 'NR-7',
    zh: '下列日期与 {year} 年现行日历不一致；如国务院办公厅另有通知，请附理由（reason）后载入。',
    en: 'These days differ from the calendar of {year} in force; if a new notice changed them, load it with a reason.',
  },
} as const satisfies RefusalCatalogue;
