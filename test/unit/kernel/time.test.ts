import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { addSeconds, atTime, dateOf, endOf, epochMs, instant, instantOf, isInstant } from '../../../shared/kernel/instant.ts';
import { addDays, compactDate, dayOfWeek, daysBetween, fromCompactDate, isLocalDate, localDate, yearOf } from '../../../shared/kernel/local-date.ts';

const anyDate = fc.integer({ min: -20_000, max: 40_000 }).map((n) => addDays(localDate('1990-01-01'), n));

describe('a calendar date', () => {
  test('exists, or is refused', () => {
    for (const text of ['2026-02-29', '2026-13-01', '2026-00-10', '2026-2-1', '20260201', '2026-02-01T00:00', '']) expect(isLocalDate(text)).toBe(false);
    expect(isLocalDate('2024-02-29')).toBe(true);
    expect(() => localDate('2026-02-30')).toThrow(RangeError);
  });

  test('[NR-7] 31 January 2027 is a Sunday', () => {
    expect(dayOfWeek(localDate('2027-01-31'))).toBe(0);
  });

  test('days later and days between belong together, across years and leap days', () => {
    fc.assert(fc.property(anyDate, fc.integer({ min: -5000, max: 5000 }), (from, days) => {
      const to = addDays(from, days);
      expect(daysBetween(from, to)).toBe(days);
      expect(Math.sign(days)).toBe(to < from ? -1 : to > from ? 1 : 0);
      expect((dayOfWeek(from) + (((days % 7) + 7) % 7)) % 7).toBe(dayOfWeek(to));
    }));
  });

  test('has a compact form that reads back', () => {
    expect(compactDate(localDate('2026-03-09'))).toBe('20260309');
    fc.assert(fc.property(anyDate, (date) => {
      expect(fromCompactDate(compactDate(date))).toBe(date);
    }));
    expect(() => fromCompactDate('00000000')).toThrow(RangeError);
    expect(yearOf(localDate('2026-03-09'))).toBe(2026);
  });
});

describe('a moment', () => {
  test('is wall time in Asia/Shanghai, to the second', () => {
    expect(instantOf(Date.parse('2025-12-31T16:00:00.999Z'))).toBe('2026-01-01T00:00:00+08:00');
    expect(dateOf(instant('2025-12-31T15:59:59Z'))).toBe('2025-12-31');
    expect(dateOf(instant('2025-12-31T16:00:00Z'))).toBe('2026-01-01');
    expect(instant('2026-03-01T01:00:00.25Z')).toBe('2026-03-01T09:00:00+08:00');
  });

  test('without an offset, or on a day that does not exist, is none', () => {
    for (const text of ['2026-03-01', '2026-03-01T09:00:00', 'now', '2026-03-01T09:00:00+0800']) expect(() => instant(text)).toThrow(RangeError);
    for (const text of ['2026-02-30T09:00:00+08:00', '2026-03-01T24:00:00+08:00', '2026-03-01T09:00:00Z']) expect(isInstant(text)).toBe(false);
    expect(isInstant('2026-03-01T23:59:59+08:00')).toBe(true);
  });

  test('by a date means before the day after begins', () => {
    expect(endOf(localDate('2025-12-31'))).toBe('2026-01-01T00:00:00+08:00');
    expect(instant('2025-12-31T23:59:59+08:00') < endOf(localDate('2025-12-31'))).toBe(true);
    expect(atTime(localDate('2026-03-01'), '09:30')).toBe('2026-03-01T09:30:00+08:00');
  });

  test('compares as text in the order of time', () => {
    const seconds = fc.integer({ min: 0, max: 4_000_000_000 });
    fc.assert(fc.property(seconds, seconds, (a, b) => {
      const [one, two] = [instantOf(a * 1000), instantOf(b * 1000)];
      expect(Math.sign(a - b)).toBe(one < two ? -1 : one > two ? 1 : 0);
      expect(epochMs(one)).toBe(a * 1000);
      expect(addSeconds(one, b - a)).toBe(two);
    }));
  });
});
