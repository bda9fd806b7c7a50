import { expect, test } from 'vitest';
import { awaitTask, eventTypes, machineOf, openStates, STATES_START_MS } from '../../support/states-service.ts';

const keep = () => null;

test('A timeout given as JSONata fires on the virtual clock at its second, and what caught it may remind and wait on', async () => {
  const { service, clock } = openStates({ functions: { keep } });
  const arn = machineOf(service, 'm', {
    Await: awaitTask({
      End: undefined as never, TimeoutSeconds: '{% $states.input.seconds %}', Next: 'Done',
      Catch: [{ ErrorEquals: ['States.Timeout'], Assign: { reminded: '{% $states.context.State.EnteredTime %}' }, Output: '{% $states.input %}', Next: 'Remind' }],
    }),
    Remind: { Type: 'Pass', Next: 'Await' },
    Done: { Type: 'Succeed' },
  });
  const { executionArn } = service.start({ stateMachineArn: arn, name: 'e', input: '{"seconds":3600}' });
  await clock.advance(STATES_START_MS + 3_599_999);
  expect(eventTypes(service, executionArn)).not.toContain('TaskTimedOut');
  await clock.advance(STATES_START_MS + 3_600_000);
  expect(eventTypes(service, executionArn).filter((type) => type === 'TaskScheduled')).toHaveLength(2);
  await clock.advance(STATES_START_MS + 7_200_000);
  expect(eventTypes(service, executionArn).filter((type) => type === 'TaskTimedOut')).toHaveLength(2);
  expect(service.active(executionArn)).toMatchObject([{ state: 'Await', dueMs: STATES_START_MS + 10_800_000 }]);
});

test('A heartbeat puts the end off; without one the task times out, and its own name catches it', async () => {
  let token = '';
  const { service, clock } = openStates({ functions: { keep: (event) => { token = String(event.token); return null; } } });
  const arn = machineOf(service, 'm', {
    Await: awaitTask({ HeartbeatSeconds: 10, TimeoutSeconds: 600, Catch: [{ ErrorEquals: ['States.HeartbeatTimeout'], Next: 'Silent' }] }),
    Silent: { Type: 'Pass', End: true },
  });
  const { executionArn } = service.start({ stateMachineArn: arn, name: 'e' });
  await clock.advance(STATES_START_MS + 9_000);
  await service.sendTaskHeartbeat(token);
  await clock.advance(STATES_START_MS + 18_999);
  expect(service.describe(executionArn).status).toBe('RUNNING');
  await clock.advance(STATES_START_MS + 19_000);
  expect(service.describe(executionArn)).toMatchObject({ status: 'SUCCEEDED', stopMs: STATES_START_MS + 19_000, output: '{"Error":"States.Timeout","Cause":""}' });
});

test('Retries wait as long as interval, rate and greatest delay say, and then give up', async () => {
  const at: number[] = [];
  const states = openStates({ functions: { work: () => { at.push((states.clock.now() - STATES_START_MS) / 1000); throw Object.assign(new Error('no'), { name: 'Busy' }); } } });
  const arn = machineOf(states.service, 'm', {
    Work: { Type: 'Task', Resource: 'arn:aws:lambda:us-east-1:000000000000:function:work', End: true, Retry: [{ ErrorEquals: ['Busy'], IntervalSeconds: 2, BackoffRate: 3, MaxDelaySeconds: 10, MaxAttempts: 4 }] },
  });
  const { executionArn } = states.service.start({ stateMachineArn: arn, name: 'e' });
  await states.clock.advance(STATES_START_MS + 600_000);
  expect(at).toEqual([0, 2, 8, 18, 28]);
  expect(states.service.describe(executionArn)).toMatchObject({ status: 'FAILED', error: 'Busy' });
});

test('Full jitter stays within the delay and is the same in every run', async () => {
  const run = async (): Promise<number[]> => {
    const at: number[] = [];
    const states = openStates({ functions: { work: () => { at.push(states.clock.now() - STATES_START_MS); throw new Error('no'); } } });
    const arn = machineOf(states.service, 'm', {
      Work: { Type: 'Task', Resource: 'arn:aws:lambda:us-east-1:000000000000:function:work', End: true, Retry: [{ ErrorEquals: ['States.ALL'], IntervalSeconds: 100, BackoffRate: 1, JitterStrategy: 'FULL' }] },
    });
    states.service.start({ stateMachineArn: arn, name: 'e' });
    await states.clock.advance(STATES_START_MS + 600_000);
    return at;
  };
  const first = await run();
  const waits = first.slice(1).map((ms, index) => ms - (first[index] ?? 0));
  expect(waits).toHaveLength(3);
  expect(waits.every((ms) => ms >= 0 && ms <= 100_000)).toBe(true);
  expect(new Set(waits).size).toBe(3);
  expect(await run()).toEqual(first);
});

test('The whole execution times out as TIMED_OUT', async () => {
  const { service, clock } = openStates();
  const arn = machineOf(service, 'm', { Pause: { Type: 'Wait', Seconds: 100, End: true } }, { TimeoutSeconds: 30 });
  const { executionArn } = service.start({ stateMachineArn: arn, name: 'e' });
  await clock.advance(STATES_START_MS + 200_000);
  expect(service.describe(executionArn)).toMatchObject({ status: 'TIMED_OUT', error: 'States.Timeout', stopMs: STATES_START_MS + 30_000 });
});

test('Expressions read the virtual clock, and only that', async () => {
  const { service, clock } = openStates();
  const arn = machineOf(service, 'm', { Say: { Type: 'Pass', Output: { now: '{% $now() %}', millis: '{% $millis() %}', local: "{% $now('[Y]-[M01]-[D01] [H01]:[m01]', '+0800') %}" }, End: true } });
  const { executionArn } = service.start({ stateMachineArn: arn, name: 'e' });
  await clock.idle();
  expect(JSON.parse(service.describe(executionArn).output ?? '')).toEqual({ now: '2026-01-05T01:00:00.000Z', millis: STATES_START_MS, local: '2026-01-05 09:00' });
});
