import { expect, test } from 'vitest';
import type { Wait } from '../../../infra/rehearsal/cast.ts';
import { patience } from '../../../infra/rehearsal/patience.ts';
import { addDays, localDate } from '../../../shared/kernel/local-date.ts';
import { atTime, instant, type Instant } from '../../../shared/kernel/instant.ts';

const wait = (more: Partial<Wait>): Wait => ({
  subject: 'batch/batch-2026-001', wait: 'organised', from: ['department/01'], due: null, clause: 'GY-15', execution: 'batch-2026-001',
  since: instant('2026-03-02T10:00:00+08:00'), told: {}, ...more,
});

const morning = (day: number): Instant => atTime(addDays(localDate('2026-03-02'), day), '09:00');

test('[BY-8] a year in which nothing moves ends within bounded virtual time, and says what is still awaited', () => {
  const moved = patience();
  for (let day = 0; day <= 40; day++) moved(morning(day), [wait({})], 0);
  expect(() => moved(morning(41), [wait({})], 0)).toThrow(/batch\/batch-2026-001 organised \(department\/01\)/);
});

test('whatever anybody does, and every wait that opens or closes, begins the count anew', () => {
  const moved = patience();
  moved(morning(0), [wait({})], 0);
  moved(morning(39), [wait({})], 1);
  moved(morning(78), [wait({ wait: 'inspected' })], 0);
  expect(() => moved(morning(118), [wait({ wait: 'inspected' })], 0)).not.toThrow();
  expect(() => moved(morning(119), [wait({ wait: 'inspected' })], 0)).toThrow(/nothing has moved/);
});

test('waiting for a date that is still to come is no standstill, waiting for one that is past is', () => {
  const moved = patience();
  const date = wait({ wait: 'entry-date', from: [], due: morning(100) });
  for (let day = 0; day <= 99; day += 3) expect(() => moved(morning(day), [date], 0)).not.toThrow();
  expect(() => moved(morning(200), [date], 0)).toThrow(/nothing has moved/);
});
