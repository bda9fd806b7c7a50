import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { GetItemCommand, DynamoDBClient, PutItemCommand } from '@aws-sdk/client-dynamodb';
import { DescribeExecutionCommand, SFNClient, StartExecutionCommand } from '@aws-sdk/client-sfn';
import { afterEach, expect, test } from 'vitest';
import { STATE_MACHINE, synthesizeSmallApp } from './small-assembly.ts';

const TABLE = 'Data-TableCD117FA1';
const running: ChildProcess[] = [];

const boot = async (assembly: string, dataDir: string) => {
  const child = spawn(process.execPath, [join(import.meta.dirname, 'machine-process.ts'), assembly, dataDir], { stdio: ['ignore', 'pipe', 'inherit'] });
  running.push(child);
  const [line] = (await once(child.stdout, 'data')) as [Buffer];
  const endpoint = line.toString().trim();
  const client = { region: 'us-east-1', endpoint, credentials: { accessKeyId: 'local', secretAccessKey: 'local' } };
  const advance = async (until: string): Promise<unknown> => (await fetch(`${endpoint}/_local/clock/advance`, { method: 'POST', body: JSON.stringify({ until }) })).json();
  const kill = async (): Promise<void> => {
    child.kill('SIGKILL');
    await once(child, 'exit');
  };
  return { sfn: new SFNClient(client), dynamodb: new DynamoDBClient(client), advance, kill };
};

afterEach(() => {
  for (const child of running.splice(0)) if (child.exitCode === null && child.signalCode === null) child.kill('SIGKILL');
});

test('a machine that is killed goes on, started again, with the time, the items and the executions it had', { timeout: 60_000 }, async () => {
  const directory = mkdtempSync(join(tmpdir(), 'killed-'));
  const assembly = synthesizeSmallApp(directory);
  const dataDir = join(directory, 'data');

  const first = await boot(assembly, dataDir);
  await first.dynamodb.send(new PutItemCommand({ TableName: TABLE, Item: { pk: { S: 'kept' }, n: { N: '1' } } }));
  const { executionArn } = await first.sfn.send(new StartExecutionCommand({ stateMachineArn: STATE_MACHINE, name: 'one', input: '{"n":4}' }));
  await first.advance('2025-11-01T20:00:00+08:00');
  await first.kill();

  const second = await boot(assembly, dataDir);
  expect(await second.advance('2025-11-01T20:00:00+08:00')).toMatchObject({ now: '2025-11-01T12:00:00.000Z' });
  expect((await second.dynamodb.send(new GetItemCommand({ TableName: TABLE, Key: { pk: { S: 'kept' } } }))).Item).toEqual({ pk: { S: 'kept' }, n: { N: '1' } });
  await second.advance('2025-11-02T09:00:00+08:00');
  expect(await second.sfn.send(new DescribeExecutionCommand({ executionArn }))).toMatchObject({ status: 'SUCCEEDED', output: '{"doubled":8}', stopDate: new Date('2025-11-02T08:00:00+08:00') });
  await second.kill();
});
