import { describe, expect, test } from 'vitest';
import { calendarWith } from '../../../shared/calendar/in-force.ts';
import { dateOf, endOf, instant } from '../../../shared/kernel/instant.ts';
import { localDate as day } from '../../../shared/kernel/local-date.ts';
import { YEAR_JUDGES } from '../../../shared/lifecycle/year-waits.ts';
import { dayOf } from '../../../shared/profile/day-of.ts';
import { guangyuan } from '../../../shared/profile/guangyuan.ts';
import { collecting } from '../../support/plan-samples.ts';

const { addWorkingDays } = calendarWith([]);

describe('the day it is', () => {
  test.each([
    ['2026-02-10T15:59:59Z', '2026-02-10'], ['2026-02-10T16:00:00Z', '2026-02-11'], ['2026-12-31T15:59:59Z', '2026-12-31'], ['2026-12-31T16:00:00Z', '2027-01-01'],
    ['2026-02-10T23:59:59+08:00', '2026-02-10'], ['2026-02-11T00:00:00+08:00', '2026-02-11'], ['2026-02-10T19:00:00-05:00', '2026-02-11'],
  ])('is that of Asia/Shanghai: %s is %s', (moment, date) => {
    expect(dateOf(instant(moment))).toBe(date);
  });

  test('[GY-15] decides the deadline: a second before midnight and midnight itself are two start days', () => {
    expect(addWorkingDays(dateOf(instant('2026-09-24T23:59:59+08:00')), 5).date).toBe('2026-10-09');
    expect(addWorkingDays(dateOf(instant('2026-09-28T23:59:59+08:00')), 5).date).toBe('2026-10-10');
    expect(addWorkingDays(dateOf(instant('2026-09-29T00:00:00+08:00')), 5).date).toBe('2026-10-12');
  });

  test('ends at its midnight: the last second of the last day is in time', () => {
    expect(endOf(day('2026-12-31'))).toBe('2027-01-01T00:00:00+08:00');
    expect(instant('2026-12-31T15:59:59Z') < endOf(day('2026-12-31'))).toBe(true);
  });
});

describe('a deadline that is a date', () => {
  // 31 December 2028 and 31 January 2027 are Sundays, 31 January 2026 is a Saturday.
  test.each([[2026, '2025-12-31', '2026-01-31'], [2027, '2026-12-31', '2027-01-31'], [2029, '2028-12-31', '2029-01-31']])(
    '[GY-6] [GY-8] of plan year %i stays on %s and %s, a day off or not',
    (plan, submit, issue) => {
      expect(dayOf(guangyuan.planYear.submissions, plan)).toBe(submit);
      expect(dayOf(guangyuan.planYear.issue, plan)).toBe(issue);
    },
  );

  test('[GY-8] is not provisional, however far ahead: 31 January 2027, a Sunday of a year without a notice', () => {
    const year = { ...collecting, year: 2027, stage: 'reviewing' as const, closedAt: instant('2027-01-01T00:00:00+08:00'), missing: [], issueBy: day('2027-01-31') };
    const judged = YEAR_JUDGES['plan-compiled']({ year, missing: [], profile: guangyuan, now: instant('2027-01-05T09:00:00+08:00') });
    expect(judged).toMatchObject({ decided: false, due: '2027-02-01T00:00:00+08:00' });
    expect(judged).not.toHaveProperty('provisional');
  });
});
