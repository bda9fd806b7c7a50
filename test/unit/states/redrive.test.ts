import { expect, test } from 'vitest';
import { testClock } from '../../support/virtual-clock.ts';
import { awaitTask, eventTypes, machineOf, openStates, STATES_START_MS, type TestFunction, type TestStates } from '../../support/states-service.ts';

const DAY_MS = 86_400_000;
const invoke = (name: string, more = {}) => ({ Type: 'Task', Resource: 'arn:aws:states:::lambda:invoke', Arguments: { FunctionName: name, Payload: '{% $states.input %}' }, Output: '{% $states.result.Payload %}', ...more });
const broken: TestFunction = () => {
  throw Object.assign(new Error('down'), { name: 'Down' });
};
const notRedrivable = (reason: string) => expect.objectContaining({ code: 'ExecutionNotRedrivable', message: reason });

/** A machine whose second state fails until it is mended. */
const failing = async (): Promise<TestStates & { arn: string; executionArn: string; calls: string[]; mend: () => void }> => {
  const calls: string[] = [];
  let mended = false;
  const states = openStates({
    functions: {
      first: () => {
        calls.push('first');
        return { n: 1 };
      },
      second: (event) => {
        calls.push('second');
        if (!mended) throw Object.assign(new Error('down'), { name: 'Down' });
        return Number(event.n) + 1;
      },
    },
  });
  const retry = { Retry: [{ ErrorEquals: ['Down'], IntervalSeconds: 1, MaxAttempts: 1 }] };
  const arn = machineOf(states.service, 'm', { First: invoke('first', { Next: 'Second', Assign: { kept: 40 } }), Second: invoke('second', { ...retry, Output: '{% $kept + $states.result.Payload %}', End: true }) });
  const { executionArn } = states.service.start({ stateMachineArn: arn, name: 'e' });
  await states.clock.advance(STATES_START_MS + 10_000);
  return { ...states, arn, executionArn, calls, mend: () => { mended = true; } };
};

test('A failed execution goes on at the state that failed, with its input, its variables and all its attempts, on the definition it started with', async () => {
  const { service, clock, executionArn, calls, mend } = await failing();
  expect(service.describe(executionArn)).toMatchObject({ status: 'FAILED', error: 'Down', redriveCount: 0, redriveMs: null });
  expect(service.whyNotRedrivable(executionArn)).toBe(null);
  machineOf(service, 'm', { Other: { Type: 'Pass', Output: 'other', End: true } });
  const before = service.history(executionArn).length;

  // Redriven while the fault lasts, it fails again after as many attempts as before.
  expect(await service.redrive(executionArn)).toEqual({ redriveMs: clock.now() });
  await clock.advance(clock.now() + 10_000);
  expect(service.describe(executionArn)).toMatchObject({ status: 'FAILED', redriveCount: 1 });
  mend();
  await service.redrive(executionArn);
  await clock.idle();
  expect(service.describe(executionArn)).toMatchObject({ status: 'SUCCEEDED', output: '42', error: null, cause: null, redriveCount: 2, redriveMs: clock.now() });
  expect(calls).toEqual(['first', 'second', 'second', 'second', 'second', 'second']);

  const events = service.history(executionArn);
  expect(events.map(({ id }) => id)).toEqual(events.map((_, index) => index + 1));
  expect(events[before]).toMatchObject({ type: 'ExecutionRedriven', previousEventId: before, detailField: 'executionRedrivenEventDetails', detail: { redriveCount: 1 } });
  expect(events.slice(-6).map(({ type }) => type)).toEqual(['ExecutionRedriven', 'TaskScheduled', 'TaskStarted', 'TaskSucceeded', 'TaskStateExited', 'ExecutionSucceeded']);
});

test('What had ended well is not run again: branches and iterations that succeeded keep their outputs', async () => {
  const calls: string[] = [];
  let mended = false;
  const { service, clock } = openStates({
    functions: {
      work: (event) => {
        calls.push(String(event.name));
        if (String(event.name).startsWith('bad') && !mended) throw Object.assign(new Error('down'), { name: 'Down' });
        return `${String(event.name)}!`;
      },
    },
  });
  const branch = (...names: string[]) => ({
    StartAt: names[0] ?? '',
    States: Object.fromEntries(names.map((name, index) => [name, { Type: 'Task', Resource: 'arn:aws:states:::lambda:invoke', Arguments: { FunctionName: 'work', Payload: { name } }, Output: '{% $states.result.Payload %}', ...(names[index + 1] === undefined ? { End: true } : { Next: names[index + 1] ?? '' }) }])),
  });
  const arn = machineOf(service, 'm', {
    All: {
      Type: 'Parallel', End: true,
      Branches: [
        branch('good'),
        { StartAt: 'Later', States: { Later: { Type: 'Wait', Seconds: 60, Next: 'Each' }, Each: { Type: 'Map', Items: ['one', 'bad', 'two'], MaxConcurrency: 1, End: true, ItemProcessor: { StartAt: 'Do', States: { Do: { Type: 'Task', Resource: 'arn:aws:states:::lambda:invoke', Arguments: { FunctionName: 'work', Payload: { name: '{% $states.input %}' } }, Output: '{% $states.result.Payload %}', End: true } } } } } },
        { StartAt: 'Long', States: { Long: { Type: 'Wait', Seconds: 600, End: true, Output: 'waited' } } },
      ],
    },
  });
  const { executionArn } = service.start({ stateMachineArn: arn, name: 'e' });
  await clock.advance(STATES_START_MS + 61_000);
  expect(service.describe(executionArn)).toMatchObject({ status: 'FAILED', error: 'Down' });
  expect(calls).toEqual(['good', 'one', 'bad']);
  expect(service.active(executionArn)).toEqual([]);

  mended = true;
  await service.redrive(executionArn);
  await clock.idle();
  expect(calls).toEqual(['good', 'one', 'bad', 'bad', 'two']);
  expect(service.active(executionArn).map(({ state }) => state)).toContain('Long');
  await clock.advance(clock.now() + 600_000);
  expect(service.describe(executionArn)).toMatchObject({ status: 'SUCCEEDED', output: '["good!",["one!","bad!","two!"],"waited"]' });
});

test('One that is stopped or out of time can be redriven as well, and its whole time limit begins anew', async () => {
  const tokens: string[] = [];
  const { service, clock } = openStates({ functions: { keep: (event) => { tokens.push(String(event.token)); return null; } } });
  const arn = machineOf(service, 'm', { Await: awaitTask() }, { TimeoutSeconds: 3_600 });
  const { executionArn } = service.start({ stateMachineArn: arn, name: 'e' });
  await clock.idle();
  await service.stop(executionArn, { error: 'Why' });
  await service.redrive(executionArn);
  await clock.advance(STATES_START_MS + 3_600_000);
  expect(service.describe(executionArn)).toMatchObject({ status: 'TIMED_OUT', error: 'States.Timeout', redriveCount: 1 });
  await service.redrive(executionArn);
  await clock.advance(STATES_START_MS + 3_600_000 + 1_800_000);
  expect(service.describe(executionArn).status).toBe('RUNNING');

  expect(new Set(tokens).size).toBe(3);
  for (const old of tokens.slice(0, 2)) {
    await expect(service.sendTaskSuccess(old, '1')).rejects.toMatchObject({ code: 'TaskTimedOut' });
    await expect(service.sendTaskFailure(old, 'E', 'c')).rejects.toMatchObject({ code: 'TaskTimedOut' });
    await expect(service.sendTaskHeartbeat(old)).rejects.toMatchObject({ code: 'TaskTimedOut' });
  }
  await service.sendTaskSuccess(tokens[2] ?? '', '"new"');
  expect(service.describe(executionArn)).toMatchObject({ status: 'SUCCEEDED', output: '"new"' });
});

test('What the service would not redrive is refused in its words, and nothing changes', async () => {
  const { service, clock, executionArn, mend } = await failing();
  const events = eventTypes(service, executionArn);
  await clock.advance(service.describe(executionArn).stopMs! + 14 * DAY_MS);
  expect(service.whyNotRedrivable(executionArn)).toBe(null);
  await clock.advance(clock.now() + 1);
  await expect(service.redrive(executionArn)).rejects.toEqual(notRedrivable('Execution redrivable period exceeded'));
  expect(eventTypes(service, executionArn)).toEqual(events);
  await expect(service.redrive(`${executionArn}x`)).rejects.toMatchObject({ code: 'ExecutionDoesNotExist' });

  mend();
  const arn = machineOf(service, 'm', { Pause: { Type: 'Wait', Seconds: 60, End: true } });
  const runs = service.start({ stateMachineArn: arn, name: 'runs' });
  await expect(service.redrive(runs.executionArn)).rejects.toEqual(notRedrivable('Execution is RUNNING and cannot be redriven'));
  await clock.advance(clock.now() + 60_000);
  await expect(service.redrive(runs.executionArn)).rejects.toEqual(notRedrivable('Execution is SUCCEEDED and cannot be redriven'));
});

test('An execution is open for a year at most; after that it has timed out for good', async () => {
  const { service, clock } = openStates({ functions: { keep: () => null } });
  const arn = machineOf(service, 'm', { Await: awaitTask() });
  const { executionArn } = service.start({ stateMachineArn: arn, name: 'e' });
  await clock.advance(STATES_START_MS + 365 * DAY_MS - 1);
  expect(service.describe(executionArn).status).toBe('RUNNING');
  await clock.advance(STATES_START_MS + 365 * DAY_MS + 1);
  expect(service.describe(executionArn)).toMatchObject({ status: 'TIMED_OUT', error: 'States.Timeout' });
  await expect(service.redrive(executionArn)).rejects.toEqual(notRedrivable('Execution has exceeded the max execution time'));
});

test('A full history leaves no room for a redrive', async () => {
  const { service, clock } = openStates();
  const arn = machineOf(service, 'm', { Round: { Type: 'Pass', Next: 'Round' } });
  const { executionArn } = service.start({ stateMachineArn: arn, name: 'e' });
  await clock.idle();
  expect(service.describe(executionArn)).toMatchObject({ status: 'FAILED', error: 'States.Runtime' });
  await expect(service.redrive(executionArn)).rejects.toEqual(notRedrivable('Execution history event limit exceeded'));
});

test('The same client token redrives once; after fifteen minutes it is forgotten', async () => {
  const { service, clock, executionArn } = await failing();
  const first = await service.redrive(executionArn, 'token');
  await clock.advance(clock.now() + 60_000);
  expect(await service.redrive(executionArn, 'token')).toEqual(first);
  expect(service.describe(executionArn)).toMatchObject({ status: 'FAILED', redriveCount: 1 });
  await clock.advance(clock.now() + 15 * 60_000);
  await service.redrive(executionArn, 'token');
  expect(service.describe(executionArn).redriveCount).toBe(2);
});

test('A redrive survives the death of the process, before and after it', async () => {
  const { service, clock, dataDir, executionArn } = await failing();
  const second = openStates({ dataDir, clock: testClock(clock.now()), functions: { first: broken, second: () => new Promise(() => undefined) } });
  expect(service.describe(executionArn).status).toBe('FAILED');
  await second.service.redrive(executionArn);

  const third = openStates({ dataDir, clock: testClock(clock.now()), functions: { first: broken, second: () => 2 } });
  third.service.resume();
  await third.clock.idle();
  expect(third.service.describe(executionArn)).toMatchObject({ status: 'SUCCEEDED', output: '42', redriveCount: 1 });
});

test('The name of an execution that has ended is locked for ninety days', async () => {
  const { service, clock, arn, executionArn } = await failing();
  await clock.advance(service.describe(executionArn).stopMs! + 90 * DAY_MS);
  expect(() => service.start({ stateMachineArn: arn, name: 'e' })).toThrow(expect.objectContaining({ code: 'ExecutionAlreadyExists' }));
  await clock.advance(clock.now() + 1);
  service.start({ stateMachineArn: arn, name: 'e' });
  expect(service.describe(executionArn)).toMatchObject({ status: 'RUNNING', startMs: clock.now() });
  expect(service.list()).toHaveLength(1);
  expect(service.history(executionArn)[0]).toMatchObject({ id: 1, type: 'ExecutionStarted', timestampMs: clock.now() });
});
