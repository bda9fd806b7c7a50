import { expect, test } from 'vitest';
import { machineOf, openStates, STATES_START_MS } from '../../support/states-service.ts';

const PAUSE = { Pause: { Type: 'Wait', Seconds: 60, End: true } };

test('Starting a running name again with the same input gives the same execution', async () => {
  const { service } = openStates();
  const arn = machineOf(service, 'm', PAUSE);
  const one = service.start({ stateMachineArn: arn, name: 'e', input: '{"a":1}' });
  expect(service.start({ stateMachineArn: arn, name: 'e', input: '{"a":1}' })).toEqual(one);
  expect(service.list()).toHaveLength(1);
});

test('Starting a name again with another input, or after it has ended, is refused', async () => {
  const { service, clock } = openStates();
  const arn = machineOf(service, 'm', PAUSE);
  service.start({ stateMachineArn: arn, name: 'e', input: '{"a":1}' });
  expect(() => service.start({ stateMachineArn: arn, name: 'e', input: '{"a":2}' })).toThrow(expect.objectContaining({ code: 'ExecutionAlreadyExists' }));
  await clock.advance(STATES_START_MS + 61_000);
  expect(() => service.start({ stateMachineArn: arn, name: 'e', input: '{"a":1}' })).toThrow(expect.objectContaining({ code: 'ExecutionAlreadyExists' }));
});

test('An unknown machine, a name with a space and an input that is not JSON are refused', () => {
  const { service } = openStates();
  const arn = machineOf(service, 'm', PAUSE);
  const code = (code: string) => expect.objectContaining({ code });
  expect(() => service.start({ stateMachineArn: `${arn}x` })).toThrow(code('StateMachineDoesNotExist'));
  expect(() => service.start({ stateMachineArn: arn, name: 'a b' })).toThrow(code('InvalidName'));
  expect(() => service.start({ stateMachineArn: arn, input: '{' })).toThrow(code('InvalidExecutionInput'));
  expect(service.list()).toEqual([]);
});

test('A running execution keeps the definition it started with', async () => {
  const { service, clock } = openStates();
  const arn = machineOf(service, 'm', { Pause: { Type: 'Wait', Seconds: 60, Next: 'Say' }, Say: { Type: 'Pass', Output: 'old', End: true } });
  const before = service.start({ stateMachineArn: arn, name: 'before' });
  await clock.idle();
  machineOf(service, 'm', { Pause: { Type: 'Wait', Seconds: 60, Next: 'Say' }, Say: { Type: 'Pass', Output: 'new', End: true } });
  const after = service.start({ stateMachineArn: arn, name: 'after' });
  await clock.advance(STATES_START_MS + 61_000);
  expect(service.describe(before.executionArn).output).toBe('"old"');
  expect(service.describe(after.executionArn).output).toBe('"new"');
  expect(service.describeStateMachineForExecution(before.executionArn).definition).toContain('old');
});

test('A stopped execution is aborted and takes no further step', async () => {
  const { service, clock } = openStates();
  const arn = machineOf(service, 'm', PAUSE);
  const { executionArn } = service.start({ stateMachineArn: arn, name: 'e' });
  await service.stop(executionArn, { error: 'Why', cause: 'because' });
  await clock.advance(STATES_START_MS + 120_000);
  expect(service.describe(executionArn)).toMatchObject({ status: 'ABORTED', error: 'Why', cause: 'because', stopMs: STATES_START_MS });
  expect(service.active(executionArn)).toEqual([]);
});
