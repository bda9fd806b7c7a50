import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { calendarWith } from '../../../shared/calendar/in-force.ts';
import { addDays, dayOfWeek, localDate as day, yearOf } from '../../../shared/kernel/local-date.ts';
import { DAYS, isWorked, nthAfter, OFFICIAL_NOTICES, WORKED } from './official-notices.ts';

const { addWorkingDays, isWorkingDay, workingDaysBetween } = calendarWith([]);

// The last days of December 2026 are for the notice of 2027 to settle.
const SETTLED = DAYS.filter((date) => date < '2026-12-29');
const start = fc.integer({ min: 0, max: SETTLED.length - 1 }).map((i) => day(SETTLED[i] ?? ''));
const count = fc.integer({ min: 1, max: 60 });
const isIn = (date: string | undefined): date is string => date !== undefined && date < '2026-12-29';

/** A start and a number of days whose end the notices still settle. */
const settled = fc.tuple(start, count).filter(([from, n]) => isIn(nthAfter(from, n)));

describe('the notices as they were typed for this test', () => {
  test('[NR-7] say of every day of three years what the calendar says, day by day', () => {
    expect(DAYS).toHaveLength(366 + 365 + 365);
    const differing = DAYS.flatMap((date, i) => {
      const judged = isWorkingDay(day(date));
      return judged.ok && judged.value !== isWorked(i) ? [date] : [];
    });
    expect(differing).toEqual([]);
    expect(DAYS.filter((date) => !isWorkingDay(day(date)).ok)).toEqual(['2026-12-29', '2026-12-30', '2026-12-31']);
  });

  test('[NR-7] give 251, 248 and 248 working days, by their own arithmetic', () => {
    expect([2024, 2025, 2026].map((year) => WORKED.filter((date) => yearOf(day(date)) === year).length)).toEqual([251, 248, 248]);
    expect([2024, 2025].map((year) => workingDaysBetween(day(`${year - 1}-12-31`), day(`${year}-12-31`)).days)).toEqual([251, 248]);
  });
});

describe('adding working days over the official calendars', () => {
  test('[NR-7] leads to the day that is found by counting the worked days one by one', () => {
    fc.assert(fc.property(settled, ([from, n]) => {
      expect(addWorkingDays(from, n)).toEqual({ date: nthAfter(from, n), provisional: false });
    }), { numRuns: 1000 });
  });

  test('[GY-15] five days, from every single day of three years', () => {
    for (const from of SETTLED) {
      const to = nthAfter(from, 5);
      if (isIn(to)) expect([from, addWorkingDays(day(from), 5)]).toEqual([from, { date: to, provisional: false }]);
    }
  });

  test('[GY-19] twenty days, from every single day of three years', () => {
    for (const from of SETTLED) {
      const to = nthAfter(from, 20);
      if (isIn(to)) expect([from, addWorkingDays(day(from), 20)]).toEqual([from, { date: to, provisional: false }]);
    }
  });

  test('never ends on a day off, and never on the start itself: counting begins the next day', () => {
    fc.assert(fc.property(settled, ([from, n]) => {
      const { date } = addWorkingDays(from, n);
      expect(WORKED).toContain(date);
      expect(date > from).toBe(true);
      expect(date >= addDays(from, n)).toBe(true);
    }));
  });

  test('is monotone in the start and strictly monotone in the number', () => {
    fc.assert(fc.property(settled, settled, ([a, n], [b]) => {
      const [earlier, later] = a <= b ? [a, b] : [b, a];
      expect(addWorkingDays(earlier, n).date <= addWorkingDays(later, n).date).toBe(true);
      expect(addWorkingDays(a, n).date < addWorkingDays(a, n + 1).date).toBe(true);
    }));
  });

  test('is additive, and its inverse leads back to the same working day', () => {
    fc.assert(fc.property(start, count, count, (from, a, b) => {
      expect(addWorkingDays(addWorkingDays(from, a).date, b).date).toBe(addWorkingDays(from, a + b).date);
    }));
    fc.assert(fc.property(settled, ([from, n]) => {
      const first = addWorkingDays(from, 1).date;
      const { date } = addWorkingDays(first, n);
      expect(addWorkingDays(date, -n).date).toBe(first);
      expect([workingDaysBetween(first, date).days, workingDaysBetween(date, first).days]).toEqual([n, -n]);
    }));
  });

  test('counts make-up Saturdays and Sundays, each of them', () => {
    for (const made of OFFICIAL_NOTICES.flatMap(([, , , worked]) => worked)) {
      expect([0, 6]).toContain(dayOfWeek(day(made)));
      expect([made, addWorkingDays(addDays(day(made), -1), 1).date]).toEqual([made, made]);
    }
  });

  test.each(OFFICIAL_NOTICES)('over %s (%s to %s): the first working day after it is the first after its last day off', (_, from, to) => {
    expect(addWorkingDays(addDays(day(from), -1), 1).date).toBe(nthAfter(to, 1));
    for (let date = day(from); date <= to; date = addDays(date, 1)) expect(addWorkingDays(date, 1).date).toBe(nthAfter(to, 1));
  });

  test('[GY-15] [GY-19] across the turn of the year and across Spring Festival, by hand', () => {
    expect(addWorkingDays(day('2024-12-27'), 5).date).toBe('2025-01-06');
    expect(addWorkingDays(day('2025-12-26'), 5).date).toBe('2026-01-05');
    expect(addWorkingDays(day('2025-12-15'), 20).date).toBe('2026-01-13');
    expect(addWorkingDays(day('2024-02-02'), 5).date).toBe('2024-02-08');
    expect(addWorkingDays(day('2025-01-24'), 5).date).toBe('2025-02-07');
    expect(addWorkingDays(day('2026-02-06'), 20).date).toBe('2026-03-12');
  });
});

describe('where the notices end', () => {
  test('[NR-7] a date is provisional exactly if the count touches a day after 28 December 2026', () => {
    fc.assert(fc.property(start, count, (from, n) => {
      const { date, provisional } = addWorkingDays(from, n);
      expect(provisional).toBe(date > '2026-12-28');
    }));
  });

  test('[NR-7] and is then counted by weekends alone', () => {
    fc.assert(fc.property(fc.integer({ min: 0, max: 400 }), count, (later, n) => {
      const from = addDays(day('2026-12-28'), later);
      const { date, provisional } = addWorkingDays(from, n);
      let left = n;
      let at = from as string;
      while (left > 0) {
        at = addDays(day(at), 1);
        if (new Date(`${at}T12:00:00Z`).getUTCDay() % 6 !== 0) left -= 1;
      }
      expect({ date, provisional }).toEqual({ date: at, provisional: true });
    }));
  });
});
