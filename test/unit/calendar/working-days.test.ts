import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { calendarOf } from '../../../shared/calendar/calendar.ts';
import { NOTICES, noticesOf } from '../../../shared/calendar/notices.ts';
import { calendarWith } from '../../../shared/calendar/in-force.ts';
import { addDays, dayOfWeek, localDate as day, yearOf } from '../../../shared/kernel/local-date.ts';

// What holds where nobody loaded a notice.
const { addWorkingDays, isWorkingDay, workingDaysBetween } = calendarWith([]);
const daysOf = (set: ReadonlySet<string>, year: number): string[] => [...set].filter((date) => date.startsWith(`${year}-`)).sort();

describe('the notices', () => {
  test('[NR-7] 2026 has 33 days off and 6 make-up working days', () => {
    expect(daysOf(NOTICES.daysOff, 2026)).toHaveLength(33);
    expect(daysOf(NOTICES.makeUpDays, 2026)).toEqual(['2026-01-04', '2026-02-14', '2026-02-28', '2026-05-09', '2026-09-20', '2026-10-10']);
  });

  test('[NR-7] years up to 2026 are published, 2027 is not', () => {
    expect([2024, 2025, 2026, 2027].map((year) => NOTICES.years.has(year))).toEqual([true, true, true, false]);
  });

  test('[NR-7] every make-up day is a Saturday or Sunday that would else be off', () => {
    for (const date of NOTICES.makeUpDays) expect([0, 6]).toContain(dayOfWeek(date));
  });
});

describe('a working day', () => {
  test('[NR-7] is what the notice says, not what the weekday says', () => {
    expect(isWorkingDay(day('2026-02-14'))).toEqual({ ok: true, value: true });
    expect(isWorkingDay(day('2026-02-16'))).toEqual({ ok: true, value: false });
    expect(isWorkingDay(day('2026-03-07'))).toEqual({ ok: true, value: false });
    expect(isWorkingDay(day('2026-03-09'))).toEqual({ ok: true, value: true });
  });

  test('[NR-7] is not answered for a year without a notice, nor for the last days of December that its notice may move', () => {
    const unpublished = (date: string) => ({ ok: false, error: { code: 'calendar-unpublished', facts: { date } } });
    expect(isWorkingDay(day('2027-03-01'))).toEqual(unpublished('2027-03-01'));
    expect(isWorkingDay(day('2026-12-30'))).toEqual(unpublished('2026-12-30'));
    expect(isWorkingDay(day('2026-12-28'))).toEqual({ ok: true, value: true });
    expect(isWorkingDay(day('2025-12-31'))).toEqual({ ok: true, value: true });
  });
});

describe('adding working days', () => {
  const examples = [
    ['2026-02-10', 5, '2026-02-24'], ['2026-02-10', 7, '2026-02-26'], ['2026-02-10', 20, '2026-03-16'],
    ['2026-04-28', 5, '2026-05-08'], ['2026-04-28', 7, '2026-05-11'], ['2026-04-28', 20, '2026-05-28'],
    ['2026-09-24', 5, '2026-10-09'], ['2026-09-24', 7, '2026-10-12'], ['2026-09-24', 20, '2026-10-29'],
    ['2026-11-20', 20, '2026-12-18'],
  ] as const;

  test.each(examples.filter(([, n]) => n === 5))('[GY-15] %s and %i working days give %s, the start day not counted', (from, n, to) => {
    expect(addWorkingDays(day(from), n)).toEqual({ date: to, provisional: false });
  });

  test.each(examples.filter(([, n]) => n === 20))('[GY-19] %s and %i working days give %s, the start day not counted', (from, n, to) => {
    expect(addWorkingDays(day(from), n)).toEqual({ date: to, provisional: false });
  });

  test.each(examples.filter(([, n]) => n === 7))('[NR-7] %s and %i working days give %s', (from, n, to) => {
    expect(addWorkingDays(day(from), n)).toEqual({ date: to, provisional: false });
  });

  test('[NR-7] a deadline that reaches into a year without a notice is provisional, and is another one when the notice comes', () => {
    expect(addWorkingDays(day('2026-12-21'), 20)).toEqual({ date: '2027-01-18', provisional: true });
    const holidays = { '2027-01-01': "New Year's Day", '2027-02-06': 'Spring Festival' };
    const later = calendarOf(noticesOf({ ...Object.fromEntries([...NOTICES.daysOff].map((date) => [date, NOTICES.years.has(yearOf(date)) ? 'Spring Festival' : ''])), ...holidays }, {}));
    expect(later.addWorkingDays(day('2026-12-21'), 20)).toEqual({ date: '2027-01-19', provisional: false });
  });

  test('zero days later is the day itself, even on a day off; a fraction of a day is a mistake', () => {
    expect(addWorkingDays(day('2026-02-16'), 0)).toEqual({ date: '2026-02-16', provisional: false });
    expect(() => addWorkingDays(day('2026-02-16'), 1.5)).toThrow(RangeError);
  });

  test('working days before a date are found backwards', () => {
    expect(addWorkingDays(day('2026-02-24'), -5)).toEqual({ date: '2026-02-10', provisional: false });
  });
});

describe('for any date and number', () => {
  const date = fc.integer({ min: 0, max: 3600 }).map((n) => addDays(day('2016-01-04'), n));
  const count = fc.integer({ min: 1, max: 120 });

  test('the date found is a working day and as many working days away as was asked for', () => {
    fc.assert(fc.property(date, count, (from, n) => {
      const { date: to } = addWorkingDays(from, n);
      expect(isWorkingDay(to)).toEqual({ ok: true, value: true });
      expect(workingDaysBetween(from, to)).toEqual({ days: n, provisional: false });
    }));
  });

  test('counting on in two steps leads to the same date', () => {
    fc.assert(fc.property(date, count, count, (from, a, b) => {
      expect(addWorkingDays(addWorkingDays(from, a).date, b)).toEqual(addWorkingDays(from, a + b));
    }));
  });

  test('counting back from a working day returns to it', () => {
    fc.assert(fc.property(date, count, (from, n) => {
      const start = addWorkingDays(from, 1).date;
      expect(addWorkingDays(addWorkingDays(start, n).date, -n).date).toBe(start);
      expect(workingDaysBetween(addWorkingDays(start, n).date, start).days).toBe(-n);
    }));
  });
});
