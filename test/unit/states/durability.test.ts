import { expect, test } from 'vitest';
import { testClock } from '../../support/virtual-clock.ts';
import { awaitTask, eventTypes, machineOf, openStates, STATES_START_MS, type TestFunction } from '../../support/states-service.ts';

const DAY_MS = 86_400_000;

// A killed process: the object is dropped without close, its clock never moves again, and a new one opens the same folder at the same time.
const killed = (dataDir: string, nowMs: number, functions: Readonly<Record<string, TestFunction>>) =>
  openStates({ dataDir, clock: testClock(nowMs), functions });

test('A wait that was killed goes on in a new process and ends at the time it would have ended', async () => {
  const first = openStates();
  const arn = machineOf(first.service, 'm', { Pause: { Type: 'Wait', Seconds: 86_400, Next: 'After' }, After: { Type: 'Pass', Output: '{% $states.context.State.EnteredTime %}', End: true } });
  const { executionArn } = first.service.start({ stateMachineArn: arn, name: 'e' });
  await first.clock.advance(STATES_START_MS + DAY_MS / 2);

  const second = killed(first.dataDir, first.clock.now(), {});
  second.service.resume();
  await second.clock.advance(STATES_START_MS + 2 * DAY_MS);
  expect(second.service.describe(executionArn)).toMatchObject({ status: 'SUCCEEDED', stopMs: STATES_START_MS + DAY_MS, output: '"2026-01-06T01:00:00.000Z"' });
  expect(eventTypes(second.service, executionArn)).toEqual([
    'ExecutionStarted', 'WaitStateEntered', 'WaitStateExited', 'PassStateEntered', 'PassStateExited', 'ExecutionSucceeded',
  ]);
  await second.service.close();
});

test('A call that was out when the process died is made again, and its history is not written twice', async () => {
  let calls = 0;
  const never: TestFunction = () => {
    calls += 1;
    return new Promise(() => undefined);
  };
  const first = openStates({ functions: { work: never } });
  const arn = machineOf(first.service, 'm', { Work: { Type: 'Task', Resource: 'arn:aws:states:::lambda:invoke', Arguments: { FunctionName: 'work', Payload: { n: 7 } }, Output: '{% $states.result.Payload %}', End: true } });
  const { executionArn } = first.service.start({ stateMachineArn: arn, name: 'e' });
  await expect.poll(() => calls).toBe(1);

  const second = killed(first.dataDir, STATES_START_MS, { work: (event) => ({ doubled: Number(event.n) * 2 }) });
  expect(second.service.describe(executionArn).status).toBe('RUNNING');
  second.service.resume();
  await second.clock.idle();
  expect(second.service.describe(executionArn)).toMatchObject({ status: 'SUCCEEDED', output: '{"doubled":14}' });
  expect(eventTypes(second.service, executionArn)).toEqual([
    'ExecutionStarted', 'TaskStateEntered', 'TaskScheduled', 'TaskStarted', 'TaskSucceeded', 'TaskStateExited', 'ExecutionSucceeded',
  ]);
  expect(second.service.history(executionArn).map((event) => event.id)).toEqual([1, 2, 3, 4, 5, 6, 7]);
});

test('A token handed out before the process died is answered after it, once', async () => {
  let token = '';
  const keep: TestFunction = (event) => {
    token = String(event.token);
    return null;
  };
  const first = openStates({ functions: { keep } });
  const arn = machineOf(first.service, 'm', { Await: awaitTask() });
  const { executionArn } = first.service.start({ stateMachineArn: arn, name: 'e' });
  await first.clock.idle();

  const second = killed(first.dataDir, STATES_START_MS, { keep: () => { throw new Error('must not be called again'); } });
  second.service.resume();
  await second.clock.idle();
  await second.service.sendTaskSuccess(token, '{"decided":true}');
  await second.clock.idle();
  expect(second.service.describe(executionArn)).toMatchObject({ status: 'SUCCEEDED', output: '{"decided":true}' });
  await expect(second.service.sendTaskSuccess(token, '{}')).rejects.toMatchObject({ code: 'TaskTimedOut' });
});

test('A child that ended while its parent was down is noticed at the restart', async () => {
  const first = openStates({ functions: { keep: () => null } });
  const child = machineOf(first.service, 'child', { Await: awaitTask() });
  const parent = machineOf(first.service, 'parent', {
    Run: { Type: 'Task', Resource: 'arn:aws:states:::states:startExecution.sync:2', Arguments: { StateMachineArn: child, Name: 'c', Input: { a: 1 } }, Output: '{% $states.result.Output %}', End: true },
  });
  const { executionArn } = first.service.start({ stateMachineArn: parent, name: 'p' });
  await first.clock.idle();
  const childArn = first.service.list({ stateMachineArn: child })[0]?.executionArn ?? '';
  const token = first.service.active(childArn)[0]?.taskToken ?? '';
  expect(eventTypes(first.service, executionArn).at(-1)).toBe('TaskSubmitted');

  // Nothing is taken up but the child, by its answer: as if the process had died between the child's last commit and the parent's.
  const second = killed(first.dataDir, STATES_START_MS, {});
  await second.service.sendTaskSuccess(token, '"done"');
  await second.clock.idle();
  expect(second.service.describe(childArn).status).toBe('SUCCEEDED');
  expect(second.service.describe(executionArn).status).toBe('RUNNING');

  const third = killed(first.dataDir, STATES_START_MS, {});
  third.service.resume();
  await third.clock.idle();
  expect(third.service.describe(executionArn)).toMatchObject({ status: 'SUCCEEDED', output: '"done"' });
  expect(eventTypes(third.service, executionArn).filter((type) => type === 'TaskSucceeded')).toHaveLength(1);
});

test('A Map killed in its middle finishes the rest and keeps what it had', async () => {
  const calls: number[] = [];
  const stuck: TestFunction = (event) => {
    calls.push(Number(event.n));
    return Number(event.n) === 3 ? new Promise(() => undefined) : Number(event.n) * 10;
  };
  const map = {
    Each: {
      Type: 'Map', Items: '{% [1..4] %}', MaxConcurrency: 1, End: true,
      ItemProcessor: { StartAt: 'One', States: { One: { Type: 'Task', Resource: 'arn:aws:states:::lambda:invoke', Arguments: { FunctionName: 'work', Payload: { n: '{% $states.input %}' } }, Output: '{% $states.result.Payload %}', End: true } } },
    },
  };
  const first = openStates({ functions: { work: stuck } });
  const arn = machineOf(first.service, 'm', map);
  const { executionArn } = first.service.start({ stateMachineArn: arn, name: 'e' });
  await expect.poll(() => calls).toEqual([1, 2, 3]);

  const again: number[] = [];
  const second = killed(first.dataDir, STATES_START_MS, { work: (event) => { again.push(Number(event.n)); return Number(event.n) * 10; } });
  second.service.resume();
  await second.clock.idle();
  expect(again).toEqual([3, 4]);
  expect(second.service.describe(executionArn).output).toBe('[10,20,30,40]');
});
