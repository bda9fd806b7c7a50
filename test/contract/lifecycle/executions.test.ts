import { SFNClient } from '@aws-sdk/client-sfn';
import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startYear } from '../../../shared/lifecycle/start-year.ts';
import { listExecutions, viewExecution } from '../../../shared/lifecycle/view-executions.ts';
import { openExecutions, type Executions } from '../../../shared/store/executions.ts';
import { awaitTask, machineOf, openStates } from '../../support/states-service.ts';

const tokens: string[] = [];
const states = openStates({
  functions: {
    keep: ({ token }) => {
      tokens.push(String(token));
      return null;
    },
  },
});
const planYear = machineOf(states.service, 'plan-year', { AwaitSubmissionsClosed: awaitTask() });
const batch = machineOf(states.service, 'batch', { AwaitEntryDate: awaitTask() });
const arns = { PLAN_YEAR_ARN: planYear, BATCH_ARN: batch };

let server: Server;
let client: SFNClient;
let executions: Executions;

beforeAll(async () => {
  server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const { status, headers, body } = await states.service.handle({
      method: request.method ?? '', url: request.url ?? '', headers: request.headers as Record<string, string>, body: Buffer.concat(chunks), principal: { arn: 'arn:aws:iam::000000000000:root' },
    });
    response.writeHead(status, headers).end(body);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  client = new SFNClient({ region: 'us-east-1', endpoint: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, credentials: { accessKeyId: 'a', secretAccessKey: 'b' } });
  executions = openExecutions(client);
});

afterAll(async () => {
  client.destroy();
  server.close();
  await states.service.close();
});

test('[GY-5] a plan year is started once; the schedule that delivers twice starts nothing twice', async () => {
  expect(await startYear({ executions }, planYear, 2026)).toEqual({ ok: true, value: { year: 2026, execution: 'plan-2026' } });
  expect(await startYear({ executions }, planYear, 2026)).toEqual({ ok: true, value: { year: 2026, execution: 'plan-2026' } });
  const all = await listExecutions({ executions }, arns, { workflow: 'plan-year' });
  expect(all.value.items).toHaveLength(1);
});

test('executions are listed by workflow and status, with their times in Asia/Shanghai', async () => {
  expect(await listExecutions({ executions }, arns, { workflow: 'plan-year', status: 'RUNNING' })).toEqual({
    ok: true, value: { items: [{ name: 'plan-2026', workflow: 'plan-year', status: 'RUNNING', startedAt: '2026-01-05T09:00:00+08:00' }] },
  });
  expect(await listExecutions({ executions }, arns, { workflow: 'batch' })).toEqual({ ok: true, value: { items: [] } });
});

test('an execution is viewed with its input and history, never with a task token', async () => {
  await states.clock.idle();
  const viewed = await viewExecution({ executions }, arns, 'plan-2026');
  expect(viewed).toMatchObject({ ok: true, value: { name: 'plan-2026', status: 'RUNNING', input: { year: 2026 } } });
  const events = viewed.ok ? viewed.value.events : [];
  expect(events[0]).toMatchObject({ id: 1, type: 'ExecutionStarted', at: '2026-01-05T09:00:00+08:00' });
  expect(events).toContainEqual(expect.objectContaining({ type: 'TaskStateEntered', state: 'AwaitSubmissionsClosed' }));
  expect(tokens).toHaveLength(1);
  expect(JSON.stringify(viewed)).not.toContain(tokens[0]);
  expect(await viewExecution({ executions }, arns, 'batch-2026-009')).toMatchObject({ ok: false, error: { code: 'not-found' } });
});

test('a live token wakes its workflow; a spent one is answered with false, not with a fault', async () => {
  expect(await executions.wake(tokens[0] ?? '')).toBe(true);
  expect(await executions.wake(tokens[0] ?? '')).toBe(false);
  await states.clock.idle();
  expect(await viewExecution({ executions }, arns, 'plan-2026')).toMatchObject({ value: { status: 'SUCCEEDED', output: {} } });
});
