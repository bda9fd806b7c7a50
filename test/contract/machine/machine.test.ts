import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { DescribeExecutionCommand, ListExecutionsCommand, SFNClient, StartExecutionCommand } from '@aws-sdk/client-sfn';
import { createHash, randomBytes } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startMachine, type Machine } from '../../../infra/local/machine.ts';
import { scratchFolder } from '../../support/scratch-folder.ts';
import { STATE_MACHINE, synthesizeSmallApp } from './small-assembly.ts';

const USERS = [
  { sub: 'zhang', claims: { name: '张伟', roles: ['operator', 'inspector'], department: 'market' } },
  { sub: '<script>', claims: { name: '<b>bold</b>' } },
];

const directory = scratchFolder('machine-');
let assembly: string;
beforeAll(() => {
  assembly = synthesizeSmallApp(directory);
}, 60_000);

describe('a machine', { timeout: 60_000 }, () => {
  const dataDir = join(directory, 'data');
  const notices: string[] = [];
  let machine: Machine<'virtual'>;
  const start = (options: Partial<Parameters<typeof startMachine>[0]> = {}): Promise<Machine<'virtual'>> =>
    startMachine({ assembly, dataDir, startAt: '2025-11-01T08:00:00+08:00', users: USERS, issuerOverride: 'https://issuer.test', onNotice: (line) => notices.push(line), ...options, clock: 'virtual' });
  const get = (path: string, init?: RequestInit): Promise<Response> => fetch(machine.url + path, init);
  const json = async (path: string, init?: RequestInit) => (await get(path, init)).json() as Promise<never>;
  const post = (path: string, body: object) => json(path, { method: 'POST', body: JSON.stringify(body) });
  const sfn = (): SFNClient => new SFNClient({ region: 'us-east-1', endpoint: machine.url, credentials: machine.administrator });
  const token = async (sub: string): Promise<string> =>
    (await json('/oidc/token', { method: 'POST', body: new URLSearchParams({ grant_type: 'urn:double-random:local-user', sub }) }) as { access_token: string }).access_token;

  beforeAll(async () => {
    machine = await start();
  });
  afterAll(() => machine.stop());

  describe('serves the HTTP API of the template', () => {
    test('with events of payload format 2.0 at the time of its clock', async () => {
      const event = await json('/v1/echo/a%20b/c?x=1&x=2', { headers: { cookie: 'a=b; c=d', 'X-Thing': 'T' } });
      expect(event).toMatchObject({
        version: '2.0', routeKey: 'ANY /v1/echo/{proxy+}', rawPath: '/v1/echo/a b/c', rawQueryString: 'x=1&x=2', cookies: ['a=b', 'c=d'],
        headers: { 'x-thing': 'T' }, queryStringParameters: { x: '1,2' }, pathParameters: { proxy: 'a b/c' }, requestContext: { timeEpoch: Date.parse('2025-11-01T08:00:00+08:00') },
      });
    });

    test('with bytes, cookies and plain text in answers', async () => {
      const response = await get('/v1/echo/binary');
      expect(response.headers.getSetCookie()).toEqual(['a=1', 'b=2']);
      expect([...new Uint8Array(await response.arrayBuffer())]).toEqual([1, 2, 255]);
      expect(await (await get('/v1/echo/text')).text()).toBe('plain');
    });

    test('with 404 where no route is, and 500 without a word more where a function fails', async () => {
      expect((await get('/nowhere')).status).toBe(404);
      const failed = await get('/v1/echo/throws');
      expect([failed.status, await failed.json()]).toEqual([500, { message: 'Internal Server Error' }]);
      expect(notices.join('\n')).toContain('out of it');
    });

    test('with environment values that come from another stack', async () => {
      expect(await json('/v1/plain')).toMatchObject({ name: 'small-echo', table: expect.stringMatching(/^Data-Table/), home: null });
    });

    test('with the preflight answers that its CORS rule asks for', async () => {
      const response = await get('/v1/plain', { method: 'OPTIONS', headers: { origin: 'http://pages.test', 'access-control-request-method': 'GET' } });
      expect([response.status, response.headers.get('access-control-allow-origin')]).toEqual([204, 'http://pages.test']);
    });
  });

  describe('lets in who holds a token', () => {
    test('of its own issuer, and shows lists of claims as the service does', async () => {
      const event = await json('/v1/private', { headers: { authorization: `Bearer ${await token('zhang')}` } });
      expect(event).toMatchObject({ requestContext: { authorizer: { jwt: { claims: { sub: 'zhang', roles: '[operator inspector]', department: 'market', iss: `${machine.url}/oidc` } } } } });
    });

    test.each([['none', undefined], ['rubbish', 'Bearer rubbish'], ['unsigned', `Bearer ${Buffer.from('{"alg":"none"}').toString('base64url')}.e30.`]])('and nobody else: %s', async (_name, authorization) => {
      const response = await get('/v1/private', authorization === undefined ? {} : { headers: { authorization } });
      expect([response.status, await response.json()]).toEqual([401, { message: 'Unauthorized' }]);
    });

    test('fetched by code and PKCE over the page on which users are picked', async () => {
      const verifier = randomBytes(32).toString('base64url');
      const query = new URLSearchParams({ response_type: 'code', client_id: 'small', redirect_uri: `${machine.url}/after`, state: 's', nonce: 'n', code_challenge: createHash('sha256').update(verifier).digest('base64url'), code_challenge_method: 'S256' });
      const page = await (await get(`/oidc/authorize?${query}`)).text();
      expect(page).toContain('张伟');
      expect(page).not.toContain('<b>bold</b>');
      query.set('sub', 'zhang');
      const picked = await get('/oidc/authorize', { method: 'POST', body: query, redirect: 'manual' });
      const location = new URL(picked.headers.get('location') ?? '');
      expect([picked.status, location.pathname, location.searchParams.get('state')]).toEqual([303, '/after', 's']);
      const redeem = (codeVerifier: string) => get('/oidc/token', { method: 'POST', body: new URLSearchParams({ grant_type: 'authorization_code', client_id: 'small', redirect_uri: `${machine.url}/after`, code: location.searchParams.get('code') ?? '', code_verifier: codeVerifier }) });
      const answer = (await (await redeem(verifier)).json()) as { access_token: string };
      expect((await get('/v1/private', { headers: { authorization: `Bearer ${answer.access_token}` } })).status).toBe(200);
      expect((await redeem(verifier)).status).toBe(400);
    });

    test('but sends nobody’s code away from this computer', async () => {
      const query = new URLSearchParams({ response_type: 'code', client_id: 'small', redirect_uri: 'https://elsewhere.test/', code_challenge: 'x', code_challenge_method: 'S256', sub: 'zhang' });
      expect((await get(`/oidc/authorize?${query}`, { redirect: 'manual' })).status).toBe(400);
    });
  });

  test('runs state machines over virtual days, and goes on with them after a restart', async () => {
    const { executionArn } = await sfn().send(new StartExecutionCommand({ stateMachineArn: STATE_MACHINE, name: 'one', input: '{"n":21}' }));
    expect(await post('/_local/clock/advance', { until: '2025-11-01T20:00:00+08:00' })).toMatchObject({ now: '2025-11-01T12:00:00.000Z' });
    await machine.stop();
    machine = await start();
    expect(await json('/_local/clock')).toMatchObject({ kind: 'virtual', now: '2025-11-01T12:00:00.000Z' });
    const { executions } = await sfn().send(new ListExecutionsCommand({ stateMachineArn: STATE_MACHINE, statusFilter: 'RUNNING' }));
    expect(executions?.map(({ name }) => name)).toEqual(['one']);
    await post('/_local/clock/advance', { until: '2025-11-02T08:00:00+08:00' });
    const described = await sfn().send(new DescribeExecutionCommand({ executionArn }));
    expect(described).toMatchObject({ status: 'SUCCEEDED', output: '{"doubled":42}', stopDate: new Date('2025-11-02T08:00:00+08:00') });
  });

  test('fires schedules in their time zone, each moment once', () => {
    const log = readFileSync(join(dataDir, 'logs', 'small-tick.log'), 'utf8');
    expect(log.trim().split('\n')).toEqual(['tick 2025-11-01T01:00:00Z']);
  });

  test('stops at the next timer if asked to, and tells where that is', async () => {
    expect(await json('/_local/clock')).toMatchObject({ nextTimer: '2025-11-02T01:00:00.000Z' });
    expect(await post('/_local/clock/advance', { until: '2026-01-01T00:00:00Z', stopAtTimer: true })).toMatchObject({ now: '2025-11-02T01:00:00.000Z' });
  });

  test('no longer takes a token after its twelve hours, by its own clock', async () => {
    const held = await token('zhang');
    await machine.clock.advance(machine.clock.now() + 12 * 3_600_000 - 1000);
    expect((await get('/v1/private', { headers: { authorization: `Bearer ${held}` } })).status).toBe(200);
    await machine.clock.advance(machine.clock.now() + 2000);
    expect((await get('/v1/private', { headers: { authorization: `Bearer ${held}` } })).status).toBe(401);
  });

  test('makes a call fail once when a fault is armed for it', async () => {
    await post('/_local/faults', { service: 'states', action: 'StartExecution', fault: 'drop-but-acknowledge', match: 'lost', count: 1 });
    await sfn().send(new StartExecutionCommand({ stateMachineArn: STATE_MACHINE, name: 'lost', input: '{"n":1}' }));
    await sfn().send(new StartExecutionCommand({ stateMachineArn: STATE_MACHINE, name: 'kept', input: '{"n":1}' }));
    expect(machine.states.list().map(({ name }) => name)).toEqual(expect.not.arrayContaining(['lost']));
    expect(machine.states.list().map(({ name }) => name)).toContain('kept');
    expect(await json('/_local/faults')).toEqual({ faults: [], held: 0 });
  });

  test('tells of a held call as soon as there is one, and of none once everything is at rest', async () => {
    expect(await json('/_local/faults/held')).toEqual({ held: 0 });
    await post('/_local/faults', { service: 'states', action: 'StartExecution', fault: 'hold', match: 'late' });
    const started = sfn().send(new StartExecutionCommand({ stateMachineArn: STATE_MACHINE, name: 'late', input: '{"n":1}' }));
    await machine.faults.untilHeld();
    expect(await json('/_local/faults/held')).toEqual({ held: 1 });
    expect(machine.states.list().map(({ name }) => name)).not.toContain('late');
    await get('/_local/faults', { method: 'DELETE' });
    await started;
    expect(machine.states.list().map(({ name }) => name)).toContain('late');
  });

  test('counts calls by function and by action', async () => {
    expect(await json('/_local/calls')).toMatchObject({ functions: { 'small-tick': expect.any(Number) }, services: { 'states:StartExecution': expect.any(Number) } });
  });

  test('keeps its own pages from other hosts and other origins', async () => {
    expect((await get('/_local/clock/advance', { method: 'POST', headers: { origin: 'http://pages.test' }, body: '{}' })).status).toBe(403);
  });

  test('shows administrators executions, states, waits and history, in Chinese and in English', async () => {
    await sfn().send(new StartExecutionCommand({ stateMachineArn: STATE_MACHINE, name: '<i>', input: '{"n":1}' })).catch(() => undefined);
    const list = await (await get('/_local/executions')).text();
    expect(list).toContain('流程执行');
    expect(list).toContain('A day');
    const link = /href="(\/_local\/executions\/one\?arn=[^"]*kept)"/.exec(list)?.[1]?.replaceAll('&amp;', '&') ?? '';
    const one = await (await get(`${link}&lang=en`)).text();
    expect(one).toContain('lang="en"');
    expect(one).toContain('● A day');
    expect(one).toContain('○ Double');
    expect(one).toContain('WaitStateEntered');
    expect((await get('/_local/executions/one?arn=none')).status).toBe(404);
  });
});
