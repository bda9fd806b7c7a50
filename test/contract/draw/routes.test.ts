import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Person } from '../../../shared/identity/actor.ts';
import { person } from '../../support/people.ts';
import { callApi, type ApiCall } from '../../support/call-api.ts';
import { openRecord, type TestRecord } from '../../support/record.ts';
import { anEntry, aScheme, AT, commitmentOf, frameNo, layBatch, layDirectories, operator, PARTICIPANTS, PROGRAMS, revealOf, senderOf } from './scene.ts';

const BATCH = 'batch-2026-001';
const PATH = `/v1/batches/${BATCH}`;
const asset = mkdtempSync(join(tmpdir(), 'asset-'));
let record: TestRecord;
let handlers: { readonly batches: unknown; readonly key: unknown; step(name: string): Promise<unknown> };

beforeAll(async () => {
  record = await openRecord();
  const { registry, lifecycle, publication, snapshots, published } = record.stores;
  writeFileSync(join(asset, 'verify.mjs'), PROGRAMS.verifier);
  writeFileSync(join(asset, 'party.mjs'), PROGRAMS.party);
  Object.assign(process.env, {
    REGISTRY_TABLE: registry.name, LIFECYCLE_TABLE: lifecycle.name, PUBLICATION_TABLE: publication.name, SNAPSHOTS_BUCKET: snapshots.bucket, PUBLICATION_BUCKET: published.bucket,
    PROFILE: 'guangyuan', LAMBDA_TASK_ROOT: asset,
  });
  handlers = {
    batches: (await import('../../../functions/api/batches.ts')).handler,
    key: (await import('../../../functions/api/blinding-key.ts')).handler,
    step: async (name) => ((await import(`../../../functions/steps/batch/${name}.ts`)) as { handler: unknown }).handler,
  };
  await layDirectories(record.stores, 60);
  await layBatch(record.stores, BATCH, anEntry({ targets: frameNo(1) }));
}, 60_000);
afterAll(async () => {
  rmSync(asset, { recursive: true });
  await record.close();
});

const ask = (who: Person, call: Omit<ApiCall, 'path'> & { readonly path?: string }) => callApi(handlers.batches, who, { ...call, path: `${PATH}${call.path ?? ''}` });
const run = async (name: string, now: string): Promise<unknown> => ((await handlers.step(name)) as (event: object, context: object) => Promise<unknown>)({ execution: BATCH, now, batchId: BATCH }, {});

describe('the draw through its routes and steps', { timeout: 60_000 }, () => {
  test('[GY-11] a step refused throws with the refusal’s code as its error name', async () => {
    await expect(run('freeze', AT.freeze)).rejects.toMatchObject({ name: 'scheme-missing' });
  });

  test('[BY-1] only the administrator sets the blinding key, once', async () => {
    const put = (who: Person) => callApi(handlers.key, who, { method: 'PUT', path: '/v1/blinding-key', body: { key: 'ab'.repeat(32) } });
    expect((await put(operator)).body).toMatchObject({ code: 'not-permitted' });
    expect((await put(person('administrator'))).body).toEqual({ set: true });
    expect(await put(person('administrator'))).toMatchObject({ status: 409, body: { code: 'blinding-key-set' } });
  });

  test('[GY-11] [NR-2] a scheme is refused with every fault at its place, by another department’s operator, and on an outdated version', async () => {
    const put = (who: Person, body: unknown, headers = {}) => ask(who, { method: 'PUT', path: '/scheme', body, headers, at: AT.scheme });
    const lonely = { ...aScheme(), departments: [{ code: '01', seats: 1 }, { code: '02', seats: 2 }] };
    expect(await put(operator, lonely)).toMatchObject({ status: 422, body: { code: 'input-invalid', errors: [{ pointer: '/departments/0/seats' }] } });
    const tooLate = aScheme({ visit: { from: '2026-04-01', to: '2026-12-01' } as never });
    expect(await put(operator, tooLate)).toMatchObject({ status: 422, body: { code: 'scheme-invalid', ruleRef: 'GY-11' } });
    expect(await put(person('operator', '02'), aScheme())).toMatchObject({ status: 403, body: { code: 'not-own-department' } });
    expect(await put(operator, aScheme(), { 'if-match': '"7"' })).toMatchObject({ status: 412, body: { code: 'version-outdated' } });
    expect(await put(operator, aScheme(), { 'if-match': '"1"' })).toMatchObject({ status: 200, headers: { etag: '"2"' }, body: { stage: 'prepared', version: 2 } });
  });

  test('[GY-12] a participant learns from the draw all it needs, and a command repeated by its key is answered in the same words', async () => {
    await run('freeze', AT.freeze);
    const { body: open } = await ask(senderOf('notary'), { method: 'GET', path: '/draw' });
    expect(open.attempt).toMatchObject({ drawNo: 1, stage: 'committing', commitFrom: '2026-03-23T09:00:01+08:00', commitBy: AT.commitBy, revealBy: AT.revealBy, awaited: PARTICIPANTS.toSorted() });
    for (const id of PARTICIPANTS) {
      const call = { method: 'POST', path: '/commitments', body: commitmentOf(open.attempt.M0, id), headers: { 'idempotency-key': `commit-${id}` }, at: AT.commit };
      const first = await ask(senderOf(id), call);
      expect(first.status).toBe(200);
      expect((await ask(senderOf(id), call)).body).toEqual(first.body);
    }
    expect(await run('close-commitments', AT.commitBy)).toEqual({ outcome: 'open' });
    const { body: closed } = await ask(senderOf('notary'), { method: 'GET', path: '/draw' });
    expect(closed.attempt).toMatchObject({ stage: 'revealing', revealFrom: '2026-03-23T10:00:01+08:00', awaited: PARTICIPANTS.toSorted() });
    for (const id of PARTICIPANTS) {
      expect((await ask(senderOf(id), { method: 'POST', path: '/reveals', body: revealOf(closed.attempt.M1, id), at: AT.reveal })).status).toBe(200);
    }
  });

  test('[BY-1] witnesses read the witness files, w only once the targets are drawn; nobody else does', async () => {
    const read = (who: Person, file: string) => ask(who, { method: 'GET', path: `/witness/${file}` });
    expect((await read(operator, 'recusals.txt')).body).toMatchObject({ code: 'not-permitted' });
    expect((await read(senderOf('notary'), 'recusals.txt')).body).toMatchObject({ drawNo: 1, content: '' });
    expect((await read(senderOf('notary'), 'secret.txt')).body).toMatchObject({ code: 'draw-incomplete' });
    expect(await run('close-reveals', AT.reveal)).toEqual({ outcome: 'revealed' });
    expect(await run('draw-targets', AT.draw)).toEqual({ outcome: 'drawn', drawn: 3 });
    expect((await read(person('supervisor'), 'secret.txt')).body.content).toMatch(/^[0-9a-f]{64}\n$/);
    expect((await read(senderOf('notary'), 'losses.json')).body).toEqual({ file: 'losses.json', drawNo: 1, content: '[]' });
    expect([(await read(operator, 'losses.json')).status, (await ask(senderOf('notary'), { method: 'GET', path: '/witness/losses.json', query: { drawNo: '2' } })).status]).toEqual([403, 404]);
    expect(await run('match-inspectors', AT.draw)).toEqual({ outcome: 'complete' });
    expect(await run('publish-draw', AT.draw)).toMatchObject({ drawNo: 1, drawnOn: '2026-03-24', organiseBy: '2026-03-31' });
    expect((await ask(operator, { method: 'GET' })).body).toMatchObject({ stage: 'drawn', drawnCount: 3 });
  });

  test('[GY-11] the scheme cannot be changed once drawing has begun; [BY-2] nothing can be voided that is not void', async () => {
    expect((await ask(operator, { method: 'PUT', path: '/scheme', body: aScheme(), at: AT.scheme })).body).toMatchObject({ code: 'scheme-closed' });
    const body = { reason: '想再抽取一次试试' };
    expect((await ask(senderOf('office'), { method: 'POST', path: '/void-approval', body })).body).toMatchObject({ code: 'void-none', ruleRef: 'BY-2' });
    expect((await ask(senderOf('office'), { method: 'POST', path: '/shortage', body })).body).toMatchObject({ code: 'shortage-none' });
    expect((await ask(operator, { method: 'POST', path: '/void-approval', body })).body).toMatchObject({ code: 'not-permitted' });
  });
});
