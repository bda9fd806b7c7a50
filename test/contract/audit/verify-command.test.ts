import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { servePortal } from '../../../functions/web/portal/serve.tsx';
import { writeCheckpoint } from '../../../shared/audit/checkpoint/write-checkpoint.ts';
import { commit } from '../../../shared/audit/commit.ts';
import { entryKey, headKey, readTrail } from '../../../shared/audit/trail.ts';
import { runAuditVerifier } from '../../../shared/audit/verifier/cli.ts';
import { instant } from '../../../shared/kernel/instant.ts';
import { listStreams } from '../../../shared/lifecycle/list-streams.ts';
import { viewTrail } from '../../../shared/lifecycle/view-trail.ts';
import { create, project } from '../../../shared/store/write.ts';
import { actOf, person } from '../../support/people.ts';
import { sealed } from '../../unit/audit/exported-trail.ts';
import { openRecord, type TestRecord } from '../../support/record.ts';

const TOKEN = 'a-supervisor';
let record: TestRecord;
let site: Server;
let address = '';
const folder = mkdtempSync(join(tmpdir(), 'trail-'));

beforeAll(async () => {
  record = await openRecord();
  site = createServer((request, response) => void answer(request.url ?? '', request.headers.authorization).then(({ status, body }) => response.writeHead(status).end(body)));
  await new Promise<void>((resolve) => site.listen(0, '127.0.0.1', resolve));
  address = `http://127.0.0.1:${(site.address() as AddressInfo).port}/`;
  for (const [day, streams] of [['2026-03-01', ['year/2026', 'batch/b1']], ['2026-03-02', ['batch/b1', 'inspection/b1:X']], ['2026-03-03', ['batch/b1']]] as const) {
    for (const stream of streams) await enter(stream, `${day}T09:00:00+08:00`);
    await writeCheckpoint(record.stores, instant(`${day.slice(0, 9)}${Number(day.slice(9)) + 1}T03:17:00+08:00`));
  }
});
afterAll(async () => {
  site.close();
  rmSync(folder, { recursive: true });
  await record.close();
});

let things = 0;
const enter = (stream: string, at: string) =>
  commit(record.stores, { ...actOf(person('operator', '01')), now: instant(at) }, { stream, action: 'thing.do', subject: 'thing', after: { no: (things += 1) } }, [create(record.stores.registry, { pk: 'THING', sk: `${things}` })]);

/** The site: the portal for everybody, the trail for whoever has the token. Pages of two, so that pages are followed. */
const answer = async (url: string, authorization: string | undefined): Promise<{ status: number; body: string }> => {
  const { pathname, searchParams } = new URL(url, 'http://site');
  const cursor = searchParams.get('cursor') ?? undefined;
  if (pathname.startsWith('/v1/')) {
    if (authorization !== `Bearer ${TOKEN}`) return { status: 401, body: '{}' };
    const page = pathname === '/v1/audit/streams' ? await listStreams(record.stores, { limit: 2, cursor }) : await viewTrail(record.stores, { stream: searchParams.get('stream') ?? '', limit: 2, cursor });
    return { status: 200, body: JSON.stringify(page.ok ? page.value : {}) };
  }
  const event = { rawPath: pathname, headers: {}, requestContext: { domainName: 'site', http: { method: 'GET' } } } as unknown as APIGatewayProxyEventV2;
  const { statusCode = 0, body = '', isBase64Encoded } = await servePortal(record.stores, event, instant('2026-03-05T09:00:00+08:00'));
  return { status: statusCode, body: isBase64Encoded === true ? Buffer.from(body, 'base64').toString('utf8') : body };
};

const verify = async (...args: string[]): Promise<{ status: number; said: string[]; last: string }> => {
  const said: string[] = [];
  const status = await runAuditVerifier(args, (line) => said.push(line));
  return { status, said, last: said.at(-1) ?? '' };
};

describe('npm run verify -- --audit', () => {
  test('[BY-7] checks the checkpoints of a site for everybody, and says that it has seen no trail', async () => {
    const { status, said, last } = await verify(address);
    expect(status).toBe(0);
    expect(said).toContain('checkpoints: 3, 2026-03-02 to 2026-03-04; the latest attests 3 streams');
    expect(last).toMatch(/^PASS, unchecked: the trails themselves/);
  });

  test('[BY-7] [GY-24] fetches every trail for whoever may read it, names what is not attested yet, and keeps a folder that passes by itself', async () => {
    await enter('year/2026', '2026-03-04T09:00:00+08:00');
    await enter('inspection/b1:Y', '2026-03-04T09:05:00+08:00');
    const { status, said, last } = await verify(address, '--token', TOKEN, '--save', folder);
    expect(said.filter((line) => line.includes('FAIL'))).toEqual([]);
    expect(status).toBe(0);
    expect(said).toContain('trails: 3 streams, 5 entries');
    expect(last).toContain('2 entries since the checkpoint of 2026-03-04, 1 of the streams begun since');

    const alone = await verify(folder);
    expect(alone).toMatchObject({ status: 0, last: expect.stringContaining("cut off a stream's end after the checkpoint of 2026-03-04") });
    const kept = said.find((line) => line.startsWith('keep this line'))?.split(' ').at(-1) ?? '';
    expect((await verify(folder, '--kept', kept)).status).toBe(0);
    expect(await verify(folder, '--kept', kept.replace(/.$/, (digit) => (digit === '0' ? '1' : '0')))).toMatchObject({ status: 1, last: expect.stringContaining('checkpoint of 2026-03-04, not-the-kept') });
    expect((await verify(address, '--token', 'somebody')).last).toMatch(/^FAIL: cannot read .*401/);
    expect((await verify(address, '--token', TOKEN, '--save', folder)).last).toMatch(/^FAIL: cannot read .*EEXIST/);
  });

  test('[BY-7] says which entry of which stream was changed in a folder', async () => {
    const file = readdirSync(join(folder, 'trails')).map((name) => join(folder, 'trails', name)).find((name) => readFileSync(name, 'utf8').includes('"stream":"batch/b1"') && name.endsWith('jsonl')) ?? '';
    const text = readFileSync(file, 'utf8');
    const lines = text.split('\n');
    writeFileSync(file, lines.with(1, (lines[1] ?? '').replace('"thing.do"', '"thing.du"')).join('\n'));
    expect(await verify(folder)).toMatchObject({ status: 1, last: 'FAIL: 1 faults, the first: stream batch/b1, entry 2, altered: its content is not what its hash says' });
    writeFileSync(file, text);
    expect((await verify(folder)).status).toBe(0);
  });

  test('[BY-7] finds a chain that was rewritten in the table itself, from the entry on that no checkpoint attests', async () => {
    const { lifecycle, transact } = record.stores;
    const { entries } = await readTrail(lifecycle, 'batch/b1');
    const forged = sealed(entries.map(({ hash: _hash, prev: _prev, ...content }) => (content.seq === 2 ? { ...content, after: { no: 99 } } : content)));
    const last = forged.at(-1);
    await transact([
      ...forged.map((entry) => project(lifecycle, { ...entryKey('batch/b1', entry.seq), ...entry })),
      project(lifecycle, { ...headKey('batch/b1'), seq: last?.seq, hash: last?.hash }),
    ]);
    expect(await viewTrail(record.stores, { stream: 'batch/b1' })).toMatchObject({ value: { verification: { intact: true } } });
    const { status, said } = await verify(address, '--token', TOKEN);
    expect(status).toBe(1);
    expect(said.some((line) => line.includes('FAIL stream batch/b1, entry 2, checkpoint of 2026-03-03, not-attested'))).toBe(true);
  });

  test('asked wrongly explains itself', async () => {
    expect((await verify()).status).toBe(2);
    expect((await verify(folder, '--kept', 'nothing')).said[0]).toMatch(/^usage: npm run verify -- --audit/);
  });
});
