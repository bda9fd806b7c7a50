import {
  CreateStateMachineCommand, DescribeExecutionCommand, DescribeStateMachineCommand, GetExecutionHistoryCommand, ListExecutionsCommand, ListStateMachinesCommand,
  SendTaskSuccessCommand, SFNClient, StartExecutionCommand, StopExecutionCommand, TaskTimedOut, ExecutionAlreadyExists, InvalidDefinition,
  CreateActivityCommand, DeleteStateMachineCommand, DescribeStateMachineForExecutionCommand, ExecutionNotRedrivable, InvalidArn, ListStateMachineAliasesCommand,
  RedriveExecutionCommand, StateMachineDoesNotExist, UpdateStateMachineCommand,
} from '@aws-sdk/client-sfn';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { AccessDenied } from '../../../infra/local/contract.ts';
import { awaitTask, openStates } from '../../support/states-service.ts';

const asked: string[] = [];
let forbidden = '';
const states = openStates({
  functions: { keep: () => null },
  authorizer: {
    require: (principal, action, resource) => {
      asked.push(`${action} ${resource}`);
      if (action === forbidden) throw new AccessDenied(principal.arn, action, resource);
    },
  },
});

let server: Server;
let client: SFNClient;

beforeAll(async () => {
  server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      void states.service
        .handle({ method: request.method ?? '', url: request.url ?? '', headers: request.headers as Record<string, string>, body: Buffer.concat(chunks), principal: { arn: 'arn:aws:iam::000000000000:role/caller' } })
        .then((answer) => response.writeHead(answer.status, answer.headers).end(answer.body));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  client = new SFNClient({ region: 'us-east-1', endpoint: `http://127.0.0.1:${port}`, credentials: { accessKeyId: 'a', secretAccessKey: 'b' } });
});

afterAll(async () => {
  client.destroy();
  await new Promise((resolve) => server.close(resolve));
  await states.service.close();
});

const definition = JSON.stringify({ QueryLanguage: 'JSONata', StartAt: 'Await', States: { Await: awaitTask() } });
const roleArn = 'arn:aws:iam::000000000000:role/machine';
const machineArn = 'arn:aws:states:us-east-1:000000000000:stateMachine:year';

test('The ordinary SDK creates, starts, answers, describes and reads the history', async () => {
  const created = await client.send(new CreateStateMachineCommand({ name: 'year', definition, roleArn }));
  expect(created.stateMachineArn).toBe(machineArn);
  expect(created.creationDate).toEqual(new Date(states.clock.now()));
  const { executionArn } = await client.send(new StartExecutionCommand({ stateMachineArn: machineArn, name: 'plan-2026', input: '{"year":2026}' }));
  await states.clock.idle();
  const token = states.service.active(executionArn ?? '')[0]?.taskToken ?? '';
  expect((await client.send(new DescribeExecutionCommand({ executionArn }))).status).toBe('RUNNING');

  await client.send(new SendTaskSuccessCommand({ taskToken: token, output: '{"ok":true}' }));
  const described = await client.send(new DescribeExecutionCommand({ executionArn }));
  expect(described).toMatchObject({ status: 'SUCCEEDED', name: 'plan-2026', input: '{"year":2026}', output: '{"ok":true}', stateMachineArn: machineArn });
  expect(described.stopDate).toBeInstanceOf(Date);

  const history = await client.send(new GetExecutionHistoryCommand({ executionArn, maxResults: 3 }));
  expect(history.events?.map((event) => event.type)).toEqual(['ExecutionStarted', 'TaskStateEntered', 'TaskScheduled']);
  expect(history.events?.[0]?.executionStartedEventDetails).toMatchObject({ input: '{"year":2026}', roleArn });
  expect(history.events?.[1]?.stateEnteredEventDetails).toMatchObject({ name: 'Await', input: '{"year":2026}' });
  expect(history.events?.[2]?.taskScheduledEventDetails).toMatchObject({ resourceType: 'lambda', resource: 'invoke.waitForTaskToken' });
  const rest = await client.send(new GetExecutionHistoryCommand({ executionArn, nextToken: history.nextToken, includeExecutionData: false }));
  expect(rest.events?.at(-1)).toMatchObject({ id: 8, type: 'ExecutionSucceeded' });
  expect(rest.events?.at(-1)?.executionSucceededEventDetails?.output).toBeUndefined();
  const reversed = await client.send(new GetExecutionHistoryCommand({ executionArn, reverseOrder: true, maxResults: 1 }));
  expect(reversed.events?.[0]?.id).toBe(8);

  await expect(client.send(new SendTaskSuccessCommand({ taskToken: token, output: '{}' }))).rejects.toBeInstanceOf(TaskTimedOut);
  await expect(client.send(new StartExecutionCommand({ stateMachineArn: machineArn, name: 'plan-2026' }))).rejects.toBeInstanceOf(ExecutionAlreadyExists);
});

test('Executions are listed page by page and by status', async () => {
  for (const name of ['a', 'b', 'c']) await client.send(new StartExecutionCommand({ stateMachineArn: machineArn, name }));
  const first = await client.send(new ListExecutionsCommand({ stateMachineArn: machineArn, statusFilter: 'RUNNING', maxResults: 2 }));
  expect(first.executions?.map((execution) => execution.name)).toEqual(['c', 'b']);
  const second = await client.send(new ListExecutionsCommand({ stateMachineArn: machineArn, statusFilter: 'RUNNING', maxResults: 2, nextToken: first.nextToken }));
  expect(second.executions?.map((execution) => execution.name)).toEqual(['a']);
  expect(second.nextToken).toBeUndefined();
  await client.send(new StopExecutionCommand({ executionArn: second.executions?.[0]?.executionArn, cause: 'enough' }));
  const aborted = await client.send(new ListExecutionsCommand({ stateMachineArn: machineArn, statusFilter: 'ABORTED' }));
  expect(aborted.executions?.map((execution) => execution.name)).toEqual(['a']);
  expect((await client.send(new ListStateMachinesCommand({}))).stateMachines).toMatchObject([{ name: 'year', stateMachineArn: machineArn }]);
  expect((await client.send(new DescribeStateMachineCommand({ stateMachineArn: machineArn }))).definition).toBe(definition);
});

test('Each action asks for its right: token answers on the state machine, execution reads on the execution', async () => {
  expect(asked).toContain(`states:SendTaskSuccess ${machineArn}`);
  expect(asked).toContain(`states:StartExecution ${machineArn}`);
  expect(asked).toContain('states:GetExecutionHistory arn:aws:states:us-east-1:000000000000:execution:year:plan-2026');
  forbidden = 'states:StartExecution';
  await expect(client.send(new StartExecutionCommand({ stateMachineArn: machineArn, name: 'no' }))).rejects.toMatchObject({ name: 'AccessDeniedException' });
  forbidden = '';
  expect(states.service.list().some((execution) => execution.name === 'no')).toBe(false);
});

test('A definition that is wrong is refused with its diagnostics', async () => {
  const wrong = JSON.stringify({ QueryLanguage: 'JSONata', StartAt: 'A', States: { A: { Type: 'Pass', Next: 'Nowhere' } } });
  const failure = client.send(new CreateStateMachineCommand({ name: 'wrong', definition: wrong, roleArn }));
  await expect(failure).rejects.toBeInstanceOf(InvalidDefinition);
  await expect(failure).rejects.toThrow(/MISSING_TRANSITION_TARGET: Missing 'Next' target: Nowhere at \/States\/A\/Next/);
});

test('Over the API an execution is redriven, found by that, and told from one that cannot be', async () => {
  await states.clock.advance(states.clock.now() + 1_000);
  const { executionArn } = await client.send(new StartExecutionCommand({ stateMachineArn: machineArn, name: 'redriven' }));
  const redrive = new RedriveExecutionCommand({ executionArn });
  expect(await client.send(new DescribeExecutionCommand({ executionArn }))).toMatchObject({ redriveStatus: 'NOT_REDRIVABLE', redriveStatusReason: 'Execution is RUNNING and cannot be redriven', redriveCount: 0 });
  await expect(client.send(redrive)).rejects.toBeInstanceOf(ExecutionNotRedrivable);
  await client.send(new StopExecutionCommand({ executionArn }));
  expect(await client.send(new DescribeExecutionCommand({ executionArn }))).toMatchObject({ status: 'ABORTED', redriveStatus: 'REDRIVABLE' });

  const { redriveDate } = await client.send(redrive);
  expect(redriveDate).toEqual(new Date(states.clock.now()));
  expect(await client.send(new DescribeExecutionCommand({ executionArn }))).toMatchObject({ status: 'RUNNING', redriveCount: 1, redriveDate });
  const { events } = await client.send(new GetExecutionHistoryCommand({ executionArn }));
  expect(events?.find(({ type }) => type === 'ExecutionRedriven')?.executionRedrivenEventDetails).toEqual({ redriveCount: 1 });
  const names = async (redriveFilter: 'REDRIVEN' | 'NOT_REDRIVEN') => (await client.send(new ListExecutionsCommand({ stateMachineArn: machineArn, redriveFilter }))).executions?.map(({ name }) => name);
  expect(await names('REDRIVEN')).toEqual(['redriven']);
  expect(await names('NOT_REDRIVEN')).not.toContain('redriven');
  expect(asked).toContain(`states:RedriveExecution ${executionArn}`);
  await expect(client.send(new RedriveExecutionCommand({ executionArn: machineArn }))).rejects.toBeInstanceOf(InvalidArn);
});

test('A machine is updated, shown for an execution as it was when that started, and deleted', async () => {
  const pass = (output: string) => JSON.stringify({ QueryLanguage: 'JSONata', StartAt: 'P', States: { P: { Type: 'Wait', Seconds: 5, Output: output, End: true } } });
  const { stateMachineArn } = await client.send(new CreateStateMachineCommand({ name: 'changing', definition: pass('old'), roleArn }));
  const { executionArn } = await client.send(new StartExecutionCommand({ stateMachineArn }));
  const before = await client.send(new DescribeStateMachineCommand({ stateMachineArn }));
  const updated = await client.send(new UpdateStateMachineCommand({ stateMachineArn, definition: pass('new') }));
  expect(updated.revisionId).not.toBe(before.revisionId);
  expect(await client.send(new DescribeStateMachineForExecutionCommand({ executionArn }))).toMatchObject({ definition: pass('old'), name: 'changing', roleArn, revisionId: before.revisionId });
  await client.send(new DeleteStateMachineCommand({ stateMachineArn }));
  await expect(client.send(new DescribeStateMachineCommand({ stateMachineArn }))).rejects.toBeInstanceOf(StateMachineDoesNotExist);
  await states.clock.advance(states.clock.now() + 5_000);
  expect((await client.send(new DescribeExecutionCommand({ executionArn }))).output).toBe('"old"');
});

test('What the service does not offer is refused with the reason', async () => {
  await expect(client.send(new ListStateMachineAliasesCommand({ stateMachineArn: machineArn }))).rejects.toThrow('ListStateMachineAliases: versions and aliases are not offered');
  await expect(client.send(new CreateStateMachineCommand({ name: 'v', definition, roleArn, publish: true }))).rejects.toThrow(/publishes no versions/);
  await expect(client.send(new StartExecutionCommand({ stateMachineArn: `${machineArn}:1` }))).rejects.toBeInstanceOf(StateMachineDoesNotExist);
  await expect(client.send(new CreateActivityCommand({ name: 'a' }))).rejects.toThrow('CreateActivity: activities are not offered');
});
