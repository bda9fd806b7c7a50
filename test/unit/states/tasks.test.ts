import { expect, test } from 'vitest';
import { AccessDenied, type Authorizer } from '../../../infra/local/contract.ts';
import { eventTypes, machineOf, openStates, STATES_START_MS } from '../../support/states-service.ts';

const work = { Type: 'Task', Resource: 'arn:aws:states:::lambda:invoke', Arguments: { FunctionName: 'work', Payload: {} }, End: true };

const denying = (action: string): Authorizer => ({
  require: (principal, asked, resource) => {
    if (asked === action) throw new AccessDenied(principal.arn, asked, resource);
  },
});

test("A function that the machine's role may not call fails the task, naming action and resource", async () => {
  const { service, clock } = openStates({ functions: { work: () => null }, authorizer: denying('lambda:InvokeFunction') });
  const { executionArn } = service.start({ stateMachineArn: machineOf(service, 'm', { Work: work }), name: 'e' });
  await clock.idle();
  const { status, error, cause } = service.describe(executionArn);
  expect({ status, error }).toEqual({ status: 'FAILED', error: 'Lambda.AWSLambdaException' });
  expect(cause).toContain('arn:aws:iam::000000000000:role/machine is not authorized to perform: lambda:InvokeFunction on resource: arn:aws:lambda:us-east-1:000000000000:function:work');
});

test("An execution that the machine's role may not start fails the task, naming action and resource", async () => {
  const { service, clock } = openStates({ authorizer: denying('states:StartExecution') });
  const child = machineOf(service, 'child', { End: { Type: 'Succeed' } });
  const parent = machineOf(service, 'parent', { Run: { Type: 'Task', Resource: 'arn:aws-cn:states:::states:startExecution', Arguments: { StateMachineArn: child }, End: true } });
  const { executionArn } = service.start({ stateMachineArn: parent, name: 'e' });
  await clock.idle();
  expect(service.describe(executionArn).cause).toContain(`states:StartExecution on resource: ${child}`);
});

test.each(['states:StartExecution', 'states:DescribeExecution'])("A distributed Map fails whose machine's own role lacks %s, and starts no item", async (action) => {
  const { service, clock } = openStates({ functions: { work: () => null }, authorizer: denying(action) });
  const items = { Type: 'Map', Items: [1, 2], ItemProcessor: { ProcessorConfig: { Mode: 'DISTRIBUTED', ExecutionType: 'STANDARD' }, StartAt: 'Work', States: { Work: work } }, End: true };
  const { executionArn } = service.start({ stateMachineArn: machineOf(service, 'm', { Items: items }), name: 'e' });
  await clock.idle();
  expect(service.describe(executionArn)).toMatchObject({ status: 'FAILED', error: 'States.Permissions' });
  expect(service.describe(executionArn).cause).toContain(action);
  expect(eventTypes(service, executionArn)).not.toContain('MapRunStarted');
});

test('A child started without waiting gets a name of its own, the same in every run', async () => {
  const run = async (): Promise<string> => {
    const { service, clock } = openStates();
    const child = machineOf(service, 'child', { End: { Type: 'Succeed' } });
    const parent = machineOf(service, 'parent', { Run: { Type: 'Task', Resource: 'arn:aws:states:::states:startExecution', Arguments: { StateMachineArn: child, Input: { a: 1 } }, Output: '{% $states.result.ExecutionArn %}', End: true } });
    const { executionArn } = service.start({ stateMachineArn: parent, name: 'p' });
    await clock.idle();
    const started = JSON.parse(service.describe(executionArn).output ?? '') as string;
    expect(service.describe(started)).toMatchObject({ status: 'SUCCEEDED', input: '{"a":1}' });
    return started;
  };
  expect(await run()).toBe(await run());
});

test('A child whose parent times out is stopped', async () => {
  const { service, clock } = openStates();
  const child = machineOf(service, 'child', { Pause: { Type: 'Wait', Seconds: 1000, End: true } });
  const parent = machineOf(service, 'parent', { Run: { Type: 'Task', Resource: 'arn:aws:states:::states:startExecution.sync', Arguments: { StateMachineArn: child, Name: 'c' }, TimeoutSeconds: 10, End: true } });
  service.start({ stateMachineArn: parent, name: 'p' });
  await clock.advance(STATES_START_MS + 11_000);
  expect(service.list({ stateMachineArn: child })[0]).toMatchObject({ status: 'ABORTED', stopMs: STATES_START_MS + 10_000 });
});

test('When one branch fails, the others are aborted and their late results are dropped', async () => {
  const states = openStates({ functions: { slow: async () => { await states.clock.sleep(60_000); return 1; }, bad: () => { throw Object.assign(new Error('no'), { name: 'Bad' }); } } });
  const branch = (name: string) => ({ StartAt: name, States: { [name]: { ...work, Arguments: { FunctionName: name } } } });
  const arn = machineOf(states.service, 'm', { Both: { Type: 'Parallel', Branches: [branch('slow'), branch('bad')], End: true } });
  const { executionArn } = states.service.start({ stateMachineArn: arn, name: 'e' });
  await states.clock.advance(STATES_START_MS + 120_000);
  expect(states.service.describe(executionArn)).toMatchObject({ status: 'FAILED', error: 'Bad', stopMs: STATES_START_MS });
  const types = eventTypes(states.service, executionArn);
  expect(types.filter((type) => type === 'TaskStateAborted')).toHaveLength(2);
  expect(types.slice(-2)).toEqual(['ParallelStateFailed', 'ExecutionFailed']);
  expect(states.bugs).toEqual([]);
});

test('A distributed Map goes on while fewer iterations fail than it tolerates, and fails after that', async () => {
  const run = async (tolerated: number): Promise<{ status: string; error: string | null }> => {
    const { service, clock } = openStates({ functions: { work: (event) => { if (Number(event.n) % 2 === 0) throw new Error('even'); return Number(event.n); } } });
    const arn = machineOf(service, 'm', {
      Each: {
        Type: 'Map', Items: '{% [1..5] %}', ToleratedFailureCount: tolerated, End: true,
        ItemProcessor: { ProcessorConfig: { Mode: 'DISTRIBUTED', ExecutionType: 'STANDARD' }, StartAt: 'One', States: { One: { ...work, Arguments: { FunctionName: 'work', Payload: { n: '{% $states.input %}' } }, Output: '{% $states.result.Payload %}' } } },
      },
    });
    const { executionArn } = service.start({ stateMachineArn: arn, name: 'e' });
    await clock.idle();
    const { status, error } = service.describe(executionArn);
    return { status, error };
  };
  expect(await run(2)).toEqual({ status: 'SUCCEEDED', error: null });
  expect(await run(1)).toEqual({ status: 'FAILED', error: 'States.ExceedToleratedFailureThreshold' });
});

test('An endless loop ends when the history is full', async () => {
  const { service, clock } = openStates();
  const arn = machineOf(service, 'm', { A: { Type: 'Pass', Next: 'B' }, B: { Type: 'Choice', Choices: [{ Condition: '{% false %}', Next: 'End' }], Default: 'A' }, End: { Type: 'Succeed' } });
  const { executionArn } = service.start({ stateMachineArn: arn, name: 'e' });
  await clock.idle();
  expect(service.describe(executionArn)).toMatchObject({ status: 'FAILED', error: 'States.Runtime' });
  expect(service.history(executionArn, { reverse: true, limit: 1 })).toMatchObject([{ id: 25_000, type: 'ExecutionFailed' }]);
});
