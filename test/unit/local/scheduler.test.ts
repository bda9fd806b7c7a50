import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { virtualClock } from '../../../infra/local/clock/virtual-clock.ts';
import { deadLetters } from '../../../infra/local/scheduler/dead-letters.ts';
import { deliver } from '../../../infra/local/scheduler/deliver.ts';
import { momentsOf } from '../../../infra/local/scheduler/expression.ts';
import type { ScheduleDefinition } from '../../../infra/local/scheduler/schedule-definition.ts';
import { scheduledInput } from '../../../infra/local/scheduler/scheduled-input.ts';
import { scheduleLedger } from '../../../infra/local/scheduler/schedule-ledger.ts';
import { startScheduler } from '../../../infra/local/scheduler/scheduler.ts';

const at = (text: string): number => Date.parse(text);
const next = (expression: string, after: string, zone = 'Asia/Shanghai'): string | undefined => {
  const ms = momentsOf(expression, zone, at('2025-11-01T00:00:00Z'))(at(after));
  return ms === undefined ? undefined : new Date(ms).toISOString();
};

describe('schedule expressions', () => {
  test.each([
    ['cron(0 9 1 11 ? *)', '2025-11-01T00:59:59Z', '2025-11-01T01:00:00.000Z'],
    ['cron(0 9 1 11 ? *)', '2025-11-01T01:00:00Z', '2026-11-01T01:00:00.000Z'],
    ['cron(0/20 8-9 ? * MON-FRI *)', '2025-11-01T00:00:00Z', '2025-11-03T00:00:00.000Z'],
    ['cron(0/20 8-9 ? * MON-FRI *)', '2025-11-03T00:05:00Z', '2025-11-03T00:20:00.000Z'],
    ['cron(0 0 L * ? *)', '2026-02-01T00:00:00Z', '2026-02-27T16:00:00.000Z'],
    ['cron(0 0 15W * ? *)', '2025-11-01T00:00:00Z', '2025-11-13T16:00:00.000Z'],
    ['cron(0 0 LW * ? *)', '2025-11-01T00:00:00Z', '2025-11-27T16:00:00.000Z'],
    ['cron(0 0 ? * 6L *)', '2025-11-01T00:00:00Z', '2025-11-27T16:00:00.000Z'],
    ['cron(0 0 ? * 2#2 *)', '2025-11-01T00:00:00Z', '2025-11-09T16:00:00.000Z'],
    ['cron(0 0 29 2 ? *)', '2025-11-01T00:00:00Z', '2028-02-28T16:00:00.000Z'],
    ['rate(2 hours)', '2025-11-01T03:00:00Z', '2025-11-01T04:00:00.000Z'],
    ['rate(1 day)', '2025-11-01T00:00:00Z', '2025-11-02T00:00:00.000Z'],
    ['at(2026-01-31T18:00:30)', '2025-11-01T00:00:00Z', '2026-01-31T10:00:30.000Z'],
  ])('%s after %s comes at %s', (expression, after, expected) => {
    expect(next(expression, after)).toBe(expected);
  });

  test('follow the clocks of their time zone over a change', () => {
    expect(next('cron(30 2 * * ? *)', '2026-03-28T12:00:00Z', 'Europe/Berlin')).toBe('2026-03-30T00:30:00.000Z');
    expect(next('cron(0 9 * * ? *)', '2026-03-28T12:00:00Z', 'Europe/Berlin')).toBe('2026-03-29T07:00:00.000Z');
  });

  test('that are over have no next moment', () => {
    expect(next('at(2025-01-01T00:00:00)', '2025-11-01T00:00:00Z')).toBeUndefined();
    expect(next('cron(0 0 1 1 ? 2020)', '2025-11-01T00:00:00Z')).toBeUndefined();
  });

  test.each(['cron(0 9 1 11 * *)', 'cron(0 9 1 11 ?)', 'cron(61 9 1 11 ? *)', 'rate(0 days)', 'rate(1 week)', 'at(tomorrow)', 'daily'])('%s is refused', (expression) => {
    expect(() => next(expression, '2025-11-01T00:00:00Z')).toThrow(RangeError);
  });
});

test('the input of a delivery names the moment, and the same delivery by the same id', () => {
  const input = '{"at":"<aws.scheduler.scheduled-time>","id":"<aws.scheduler.execution-id>"}';
  expect(JSON.parse(scheduledInput(input, 'arn', at('2025-11-01T01:00:00Z'), 1))).toEqual({ at: '2025-11-01T01:00:00Z', id: expect.stringMatching(/^[0-9a-f]{16}$/) });
  expect(scheduledInput(input, 'arn', 1000, 1)).toBe(scheduledInput(input, 'arn', 1000, 2));
});

describe('the scheduler', () => {
  const schedule: ScheduleDefinition = {
    arn: 'arn:daily', enabled: true, expression: 'cron(0 0 * * ? *)', timeZone: 'UTC', startMs: null, endMs: null,
    target: { kind: 'lambda', functionArn: 'f' }, input: '{}', roleArn: 'r', deadLetterArn: null, maximumAgeMs: 86_400_000,
  };
  const machine = (dataDir: string, deliver: (dueMs: number) => Promise<void>) => {
    const clock = virtualClock({ dataDir, startMs: at('2025-11-01T12:00:00Z') });
    const notices: string[] = [];
    startScheduler({ clock, schedules: [schedule], ledger: scheduleLedger(dataDir), deliver: (_schedule, dueMs) => deliver(dueMs), onNotice: (notice) => notices.push(notice) });
    clock.start();
    return { clock, notices };
  };

  test('delivers each moment once, over a restart too', async () => {
    const dataDir = mkdtempSync(join(tmpdir(), 'schedule-'));
    const delivered: string[] = [];
    const deliver = async (dueMs: number): Promise<void> => void delivered.push(new Date(dueMs).toISOString().slice(0, 10));
    await machine(dataDir, deliver).clock.advance(at('2025-11-03T12:00:00Z'));
    const again = machine(dataDir, deliver);
    await again.clock.advance(at('2025-11-04T12:00:00Z'));
    expect(delivered).toEqual(['2025-11-02', '2025-11-03', '2025-11-04']);
    expect(again.notices).toEqual([]);
  });

  test('delivers once more, and says so, what was not seen to end before the process did', async () => {
    const dataDir = mkdtempSync(join(tmpdir(), 'schedule-'));
    await machine(dataDir, () => new Promise(() => {})).clock.advance(at('2025-11-02T12:00:00Z'));
    const delivered: number[] = [];
    const { clock, notices } = machine(dataDir, async (dueMs) => void delivered.push(dueMs));
    await clock.idle();
    expect(delivered).toEqual([at('2025-11-02T00:00:00Z')]);
    expect(notices).toEqual([expect.stringContaining('once more')]);
  });

  const throttledFor = async (minutes: number) => {
    const dataDir = mkdtempSync(join(tmpdir(), 'schedule-'));
    const letters = deadLetters(dataDir);
    const taken: number[] = [];
    const lambda = {
      invoke: async () => {
        if (clock.now() < at('2025-11-02T00:00:00Z') + minutes * 60_000) throw Object.assign(new Error('Rate Exceeded.'), { name: 'TooManyRequestsException' });
        taken.push(clock.now());
        return { payload: 'null', requestId: 'r' };
      },
    };
    const delivery = { lambda, startExecution: () => undefined, authorizer: { require: () => undefined }, deadLetters: letters, asyncRule: () => ({ retries: 0, onFailureArn: 'arn:lost' }) };
    const { clock } = machine(dataDir, (dueMs) => deliver({ ...schedule, deadLetterArn: 'arn:lost' }, dueMs, { ...delivery, clock }));
    for (let hour = 1; hour <= 8; hour += 1) await clock.advance(at('2025-11-02T00:00:00Z') + hour * 3_600_000);
    return { taken, letters: letters.list().map(({ queueArn, reason }) => `${queueArn} ${reason}`) };
  };

  test('keeps what a throttled function does not take, and counts no attempt for it', async () => {
    expect(await throttledFor(90)).toEqual({ taken: [at('2025-11-02T01:30:00Z')], letters: [] });
  });

  test('buries it with its reason after six hours', async () => {
    expect(await throttledFor(60 * 24)).toEqual({ taken: [], letters: ['arn:lost TooManyRequestsException: Rate Exceeded.'] });
  });
});
