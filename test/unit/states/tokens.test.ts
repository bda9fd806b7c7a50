import { expect, test } from 'vitest';
import { awaitTask, eventTypes, machineOf, openStates, STATES_START_MS, type TestStates } from '../../support/states-service.ts';

const waiting = async (more = {}): Promise<TestStates & { executionArn: string; token: string }> => {
  let token = '';
  const states = openStates({ functions: { keep: (event) => { token = String(event.token); return null; } } });
  const arn = machineOf(states.service, 'm', { Await: awaitTask(more) });
  const { executionArn } = states.service.start({ stateMachineArn: arn, name: 'e' });
  await states.clock.idle();
  return { ...states, executionArn, token };
};

test('A token is answered once; the second answer is refused and changes nothing', async () => {
  const { service, executionArn, token } = await waiting();
  await service.sendTaskSuccess(token, '1');
  const events = eventTypes(service, executionArn);
  await expect(service.sendTaskFailure(token, 'E', 'c')).rejects.toMatchObject({ code: 'TaskTimedOut' });
  await expect(service.sendTaskHeartbeat(token)).rejects.toMatchObject({ code: 'TaskTimedOut' });
  expect(eventTypes(service, executionArn)).toEqual(events);
  expect(service.describe(executionArn)).toMatchObject({ status: 'SUCCEEDED', output: '1' });
});

test('An answer after the timeout is refused', async () => {
  const { service, clock, executionArn, token } = await waiting({ TimeoutSeconds: 60 });
  await clock.advance(STATES_START_MS + 61_000);
  await expect(service.sendTaskSuccess(token, '1')).rejects.toMatchObject({ code: 'TaskTimedOut' });
  expect(service.describe(executionArn)).toMatchObject({ status: 'FAILED', error: 'States.Timeout', cause: null });
});

test('A text that is no token and a token of somewhere else are told apart', async () => {
  const { service, token } = await waiting();
  await expect(service.sendTaskSuccess('nonsense', '1')).rejects.toMatchObject({ code: 'InvalidToken' });
  const foreign = `${token.startsWith('A') ? 'B' : 'A'}${token.slice(1)}`;
  await expect(service.sendTaskSuccess(foreign, '1')).rejects.toMatchObject({ code: 'TaskDoesNotExist' });
  await expect(service.sendTaskSuccess(token, '{')).rejects.toMatchObject({ code: 'InvalidOutput' });
});

test('The token of an earlier attempt is dead after a retry', async () => {
  const tokens: string[] = [];
  const { service, clock } = openStates({ functions: { keep: (event) => { tokens.push(String(event.token)); return null; } } });
  const arn = machineOf(service, 'm', { Await: awaitTask({ Retry: [{ ErrorEquals: ['Again'], IntervalSeconds: 5 }] }) });
  const { executionArn } = service.start({ stateMachineArn: arn, name: 'e' });
  await clock.idle();
  await service.sendTaskFailure(tokens[0] ?? '', 'Again', 'later');
  await clock.advance(STATES_START_MS + 5_000);
  expect(tokens).toHaveLength(2);
  await expect(service.sendTaskSuccess(tokens[0] ?? '', '1')).rejects.toMatchObject({ code: 'TaskTimedOut' });
  await service.sendTaskSuccess(tokens[1] ?? '', '2');
  expect(service.describe(executionArn).output).toBe('2');
});

test('An answer from within the call waits until the call has returned', async () => {
  const states = openStates({ functions: { keep: async (event) => { await states.service.sendTaskSuccess(String(event.token), '"early"'); return null; } } });
  const arn = machineOf(states.service, 'm', { Await: awaitTask() });
  const { executionArn } = states.service.start({ stateMachineArn: arn, name: 'e' });
  await states.clock.idle();
  expect(states.service.describe(executionArn).output).toBe('"early"');
  expect(eventTypes(states.service, executionArn).slice(3, 6)).toEqual(['TaskStarted', 'TaskSubmitted', 'TaskSucceeded']);
});

test('A failure without error and cause is caught as two nulls', async () => {
  const { service, clock, executionArn, token } = await (async () => {
    let kept = '';
    const states = openStates({ functions: { keep: (event) => { kept = String(event.token); return null; } } });
    const arn = machineOf(states.service, 'm', { Await: awaitTask({ Catch: [{ ErrorEquals: ['States.ALL'], Next: 'Caught' }] }), Caught: { Type: 'Pass', End: true } });
    const started = states.service.start({ stateMachineArn: arn, name: 'e' });
    await states.clock.idle();
    return { ...states, ...started, token: kept };
  })();
  await service.sendTaskFailure(token, null, null);
  await clock.idle();
  expect(service.describe(executionArn).output).toBe('{"Error":null,"Cause":null}');
});

test('No token of any kind of wrong is taken: forged, foreign, late, repeated, of an execution that was stopped; whatever is sent with it', async () => {
  const one = await waiting();
  const other = await waiting();
  const sends = (service: TestStates['service'], token: string) => [service.sendTaskSuccess(token, '1'), service.sendTaskFailure(token, 'E', 'c'), service.sendTaskHeartbeat(token)];
  const codes = async (service: TestStates['service'], token: string): Promise<unknown[]> =>
    (await Promise.allSettled(sends(service, token))).map((outcome) => (outcome.status === 'rejected' ? (outcome.reason as { code: string }).code : 'taken'));

  expect(await codes(one.service, '')).toEqual(Array(3).fill('InvalidToken'));
  expect(await codes(one.service, `${one.token}A`)).toEqual(Array(3).fill('InvalidToken'));
  const forged = `${one.token.startsWith('A') ? 'B' : 'A'}${one.token.slice(1)}`;
  expect(await codes(one.service, forged)).toEqual(Array(3).fill('TaskDoesNotExist'));
  // The two services stand for two accounts: the same machine and name there would give the same token, so the foreign one is of another execution.
  const { executionArn } = other.service.start({ stateMachineArn: other.service.describe(other.executionArn).stateMachineArn, name: 'elsewhere' });
  await other.clock.idle();
  const foreign = other.service.active(executionArn)[0]?.taskToken ?? '';
  expect(foreign).toHaveLength(88);
  expect(await codes(one.service, foreign)).toEqual(Array(3).fill('TaskDoesNotExist'));
  expect(one.service.describe(one.executionArn).status).toBe('RUNNING');

  await one.service.stop(one.executionArn);
  expect(await codes(one.service, one.token)).toEqual(Array(3).fill('TaskTimedOut'));
  await other.service.sendTaskFailure(other.token, 'E', 'c');
  expect(await codes(other.service, other.token)).toEqual(Array(3).fill('TaskTimedOut'));
  expect(other.service.describe(other.executionArn)).toMatchObject({ status: 'FAILED', error: 'E', cause: 'c' });
});

test('A heartbeat puts the end off; without one the task fails, and its token is dead', async () => {
  const { service, clock, executionArn, token } = await waiting({ HeartbeatSeconds: 60 });
  await clock.advance(STATES_START_MS + 59_000);
  await service.sendTaskHeartbeat(token);
  await clock.advance(STATES_START_MS + 118_000);
  expect(service.describe(executionArn).status).toBe('RUNNING');
  await clock.advance(STATES_START_MS + 119_000);
  expect(service.describe(executionArn)).toMatchObject({ status: 'FAILED', error: 'States.Timeout' });
  await expect(service.sendTaskHeartbeat(token)).rejects.toMatchObject({ code: 'TaskTimedOut' });
});
