import { expect, test } from 'vitest';
import { weekdayFrom, weekdaysAfter, weekdaysBetween } from '../../../infra/rehearsal/weekdays.ts';
import { localDate } from '../../../shared/kernel/local-date.ts';

test('the start day does not count, weekends do not count', () => {
  expect(weekdaysAfter(localDate('2026-03-06'), 1)).toBe('2026-03-09');
  expect(weekdaysAfter(localDate('2026-03-07'), 1)).toBe('2026-03-09');
  expect(weekdaysAfter(localDate('2026-03-02'), 5)).toBe('2026-03-09');
  expect(weekdaysAfter(localDate('2026-03-02'), 0)).toBe('2026-03-02');
});

test('a weekday is its own next weekday, a Saturday waits for Monday', () => {
  expect(weekdayFrom(localDate('2026-03-06'))).toBe('2026-03-06');
  expect(weekdayFrom(localDate('2026-03-07'))).toBe('2026-03-09');
});

test('the weekdays of a stretch hold both its ends', () => {
  expect(weekdaysBetween(localDate('2026-03-06'), localDate('2026-03-10'))).toEqual(['2026-03-06', '2026-03-09', '2026-03-10']);
  expect(weekdaysBetween(localDate('2026-03-07'), localDate('2026-03-08'))).toEqual([]);
});
