import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { HolidayNotice, NoticeContent } from '../../../shared/calendar/holiday-notice.ts';
import { calendarWith, yearInForce } from '../../../shared/calendar/in-force.ts';
import { judgeContradiction, judgeNotice } from '../../../shared/calendar/judge-notice.ts';
import { NOTICES } from '../../../shared/calendar/notices.ts';
import { instant } from '../../../shared/kernel/instant.ts';
import { addDays, localDate as day, type LocalDate } from '../../../shared/kernel/local-date.ts';
import { movedTo, recountDeadline } from '../../../shared/plan/deadline.ts';
import { aNoticeOf2027 } from '../../support/notice-2027.ts';
import { OFFICIAL_NOTICES } from './official-notices.ts';

const loaded = (year: number, content: NoticeContent = aNoticeOf2027, at = '2026-11-05T10:00:00+08:00'): HolidayNotice => ({
  ...content, year, loadedAt: instant(at), loadedBy: { sub: 'a', name: '管理员' }, version: 1,
});
const off = (...dates: string[]): LocalDate[] => [...aNoticeOf2027.daysOff, ...dates.map(day)];
const code = (content: NoticeContent, year = 2027) => {
  const judged = judgeNotice(year, content);
  return judged.ok ? 'ok' : judged.error.code;
};

describe('what may be loaded as the notice of a year', () => {
  test('[NR-7] is what reads like one', () => {
    expect(code(aNoticeOf2027)).toBe('ok');
    expect(code({ ...aNoticeOf2027, daysOff: off('2026-12-30'), documentNo: '国办发明电〔2027〕1号' })).toBe('ok');
  });

  test.each([
    ['notice-document-number', { documentNo: '国办发明电〔2025〕7号' }],
    ['notice-document-number', { documentNo: '关于2027年放假的通知' }],
    ['notice-day-foreign', { daysOff: off('2026-12-28') }],
    ['notice-day-foreign', { daysOff: off('2027-12-29') }],
    ['notice-day-twice', { daysOff: off('2027-10-01') }],
    ['notice-day-twice', { daysOff: off('2027-01-31') }],
    ['make-up-day-not-weekend', { makeUpDays: [day('2027-02-15')] }],
    ['notice-lacks-holiday', { daysOff: aNoticeOf2027.daysOff.filter((date) => date !== '2027-10-02') }],
  ] as const)('[NR-7] is refused with %s: %o', (refusal, change) => {
    expect(code({ ...aNoticeOf2027, ...change } as NoticeContent)).toBe(refusal);
  });

  test('[NR-7] what is refused is named by its place in the body', () => {
    expect(judgeNotice(2027, { ...aNoticeOf2027, daysOff: [day('2028-01-01'), ...aNoticeOf2027.daysOff] })).toMatchObject({ error: { errors: [{ pointer: '/daysOff/0', detail: '2028-01-01' }] } });
  });
});

describe('a notice of a year that was delivered with the system', () => {
  const of2026 = yearInForce([], 2026);
  const content: NoticeContent = { documentNo: '国办发明电〔2025〕7号', daysOff: of2026.daysOff, makeUpDays: of2026.makeUpDays };

  test('[NR-7] is as the notice itself has it', () => {
    const typed = OFFICIAL_NOTICES.filter(([, from]) => from.startsWith('2026'));
    expect(of2026).toMatchObject({ source: 'delivered', version: 0, makeUpDays: typed.flatMap(([, , , worked]) => worked).sort() });
    expect([of2026.daysOff[0], of2026.daysOff.at(-1), of2026.daysOff.length]).toEqual(['2026-01-01', '2026-10-07', 33]);
    expect(yearInForce([], 2027)).toEqual({ year: 2027, source: 'none', daysOff: [], makeUpDays: [], version: 0 });
  });

  test('[NR-7] agrees with it word for word, or else gives the reason and then holds alone', () => {
    expect(judgeContradiction(of2026, content)).toMatchObject({ ok: true });
    const longer = { ...content, daysOff: [...content.daysOff, day('2026-10-08')] };
    expect(judgeContradiction(of2026, longer)).toMatchObject({ ok: false, error: { code: 'notice-contradicts', errors: [{ pointer: '/daysOff', detail: '2026-10-08' }] } });
    const reasoned = { ...longer, reason: '国务院办公厅通知延长国庆节假期' };
    expect(judgeContradiction(of2026, reasoned)).toMatchObject({ ok: true });
    expect(calendarWith([loaded(2026, reasoned)]).addWorkingDays(day('2026-09-24'), 5).date).toBe('2026-10-10');
    expect(calendarWith([]).addWorkingDays(day('2026-09-24'), 5).date).toBe('2026-10-09');
  });

  test('[NR-7] loaded as it was delivered changes no day of any year', () => {
    const same = calendarWith([loaded(2026, content)]);
    fc.assert(fc.property(fc.integer({ min: 0, max: 2000 }), fc.integer({ min: -40, max: 40 }), (later, n) => {
      const from = addDays(day('2022-01-01'), later);
      expect(same.addWorkingDays(from, n)).toEqual(calendarWith([]).addWorkingDays(from, n));
    }));
  });
});

describe('a notice of a year that had none', () => {
  const calendar = calendarWith([loaded(2027)]);

  test('[NR-7] takes the provisional mark away up to 28 December, and leaves it beyond', () => {
    expect(calendar.addWorkingDays(day('2026-12-21'), 20)).toEqual({ date: '2027-01-19', provisional: false });
    expect(calendar.isWorkingDay(day('2026-12-31'))).toEqual({ ok: true, value: true });
    expect(calendar.isWorkingDay(day('2027-01-31'))).toEqual({ ok: true, value: true });
    expect(calendar.isWorkingDay(day('2027-02-08'))).toEqual({ ok: true, value: false });
    expect(calendar.addWorkingDays(day('2027-12-24'), 5).provisional).toBe(true);
  });

  test('[NR-7] leaves the years before it as they were', () => {
    for (const date of NOTICES.daysOff) if (date < '2026-12-29') expect(calendar.isWorkingDay(date)).toEqual(calendarWith([]).isWorkingDay(date));
  });
});

describe('a deadline counted again', () => {
  const at = (now: string, by: string, counted: string, workingDays = 20, provisional = true) =>
    recountDeadline({ by: day(by), from: day('2026-12-21'), count: { workingDays, date: day(counted), provisional } }, { calendar: calendarWith([loaded(2027)]), notices: [loaded(2027)], now: instant(now) });

  test('[NR-7] moves to the day the notice gives, and says what it was before, by which document and whose hand', () => {
    expect(at('2026-12-30T09:00:00+08:00', '2027-01-18', '2027-01-18')).toEqual({
      by: '2027-01-19',
      count: {
        workingDays: 20, date: '2027-01-19', provisional: false,
        recounted: { at: '2026-12-30T09:00:00+08:00', before: '2027-01-18', notice: { documentNo: '国办发明电〔2026〕9号', loadedBy: { sub: 'a', name: '管理员' } } },
      },
    });
  });

  test('[NR-7] only once: what was counted by the calendar in force stays', () => {
    expect(at('2027-01-25T09:00:00+08:00', '2027-01-25', '2027-01-19', 20, false)).toBeUndefined();
  });

  test('[NR-7] never moves behind the day on which it becomes known, and one that had passed stays', () => {
    const [before, counted] = [day('2027-02-10'), day('2027-02-03')];
    expect(['2027-02-01', '2027-02-03', '2027-02-05', '2027-02-10', '2027-02-12'].map((today) => movedTo(before, counted, day(today)))).toEqual([
      '2027-02-03', '2027-02-03', '2027-02-05', '2027-02-10', '2027-02-10',
    ]);
    expect(movedTo(counted, before, day('2027-03-01'))).toBe(before);
  });

  test('[NR-7] for any three days: later if the count is later, never earlier than today unless it was', () => {
    const any = fc.integer({ min: 0, max: 60 }).map((n) => addDays(day('2027-01-01'), n));
    fc.assert(fc.property(any, any, any, (before, counted, today) => {
      const moved = movedTo(before, counted, today);
      expect(moved >= counted).toBe(true);
      if (counted < before) expect(moved >= (before < today ? before : today) || moved === counted).toBe(true);
      if (moved < before) expect(moved >= today).toBe(true);
    }));
  });
});
