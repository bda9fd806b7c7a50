import published from 'chinese-days/dist/chinese-days.json' with { type: 'json' };
import type { LocalDate } from '../kernel/local-date.ts';

/** What the State Council's yearly notices say (NR-7): which days are off, which days of a weekend are worked. */
export interface Notices {
  readonly years: Known<number>;
  /** Holidays with the weekend days inside them. */
  readonly daysOff: Known<LocalDate>;
  readonly makeUpDays: Known<LocalDate>;
}

type Known<Member> = Pick<ReadonlySet<Member>, 'has'>;

/** Notices that can be listed. */
export type ListedNotices = { readonly [Part in keyof Notices]: ReadonlySet<Part extends 'years' ? number : LocalDate> };

const SPRING_FESTIVAL = 'Spring Festival';

/**
 * Notices from two maps by date, their values beginning with the holiday's English name. A year counts as published once its Spring Festival is known:
 * a notice may reach into the last days of December, so that a single day of a year proves nothing.
 */
export const noticesOf = (holidays: Readonly<Record<string, string>>, makeUpDays: Readonly<Record<string, string>>): ListedNotices => ({
  years: new Set(Object.keys(holidays).filter((date) => holidays[date]?.startsWith(SPRING_FESTIVAL)).map((date) => Number(date.slice(0, 4)))),
  daysOff: new Set(Object.keys(holidays) as LocalDate[]),
  makeUpDays: new Set(Object.keys(makeUpDays) as LocalDate[]),
});

/** The notices published so far, 2004 and later. Data only: the package's own arithmetic shifts by time zone and answers unpublished years. */
export const NOTICES: ListedNotices = noticesOf(published.holidays, published.workdays);
