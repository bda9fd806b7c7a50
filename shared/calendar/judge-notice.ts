import { dayOfWeek, type LocalDate } from '../kernel/local-date.ts';
import { refuse, type Refusal } from '../kernel/refusal.ts';
import { ok, type Result } from '../kernel/result.ts';
import type { CalendarYear, NoticeContent } from './holiday-notice.ts';
import { ruledBy } from './ruling-year.ts';

// 全国年节及纪念日放假办法: these days are off whatever a year's notice arranges around them. The others follow the moon.
const ALWAYS_OFF = ['01-01', '05-01', '10-01', '10-02', '10-03'] as const;

type Fault = { readonly pointer: string; readonly detail: string };

/**
 * Whether what was entered can be the State Council's notice of `year` (NR-7): its document number is of that year or the year before, its days are
 * those it rules, each named once and not both off and worked, make-up days fall on a weekend, the fixed holidays are off.
 */
export const judgeNotice = (year: number, content: NoticeContent): Result<void, Refusal> => {
  const issued = Number(/〔(\d{4})〕第?\d+号$/.exec(content.documentNo)?.[1]);
  if (issued !== year && issued !== year - 1) return refuse('notice-document-number', { pointer: '/documentNo', facts: { documentNo: content.documentNo, year } });

  const entered = [...pointed('daysOff', content.daysOff), ...pointed('makeUpDays', content.makeUpDays)];
  const { from, to } = ruledBy(year);
  const foreign = entered.filter(({ detail }) => detail < from || detail > to);
  if (foreign.length > 0) return refuse('notice-day-foreign', { errors: foreign, facts: { year, from, to } });
  const twice = entered.filter(({ detail }, i) => entered.findIndex((other) => other.detail === detail) < i);
  if (twice.length > 0) return refuse('notice-day-twice', { errors: twice });
  const weekdays = pointed('makeUpDays', content.makeUpDays).filter(({ detail }) => ![0, 6].includes(dayOfWeek(detail as LocalDate)));
  if (weekdays.length > 0) return refuse('make-up-day-not-weekend', { errors: weekdays });
  const lacking = ALWAYS_OFF.map((day) => `${year}-${day}`).filter((date) => !(content.daysOff as readonly string[]).includes(date));
  return lacking.length > 0 ? refuse('notice-lacks-holiday', { pointer: '/daysOff', facts: { dates: lacking.join(', ') } }) : ok(undefined);
};

const pointed = (member: 'daysOff' | 'makeUpDays', days: readonly LocalDate[]): Fault[] => days.map((date, i) => ({ pointer: `/${member}/${i}`, detail: date }));

/** Refused if the notice says something else of a day than what holds now and gives no reason: a State Council's notice is amended at times (2020-01-27), and mistyped at others. */
export const judgeContradiction = (inForce: CalendarYear, content: NoticeContent): Result<void, Refusal> => {
  if (inForce.source === 'none' || content.reason !== undefined) return ok(undefined);
  const errors = (['daysOff', 'makeUpDays'] as const).flatMap((member) => {
    const [held, said] = [new Set(inForce[member]), new Set(content[member])];
    const changed = [...held].filter((date) => !said.has(date)).concat([...said].filter((date) => !held.has(date)));
    return changed.sort().map((date) => ({ pointer: `/${member}`, detail: date }));
  });
  return errors.length === 0 ? ok(undefined) : refuse('notice-contradicts', { errors, facts: { year: inForce.year } });
};
