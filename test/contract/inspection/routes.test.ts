import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { inspectionRefusals } from '../../../shared/inspection/refusals.ts';
import { publicationRefusals } from '../../../shared/publication/refusals.ts';
import { inspectionIdOf } from '../../../shared/inspection/form.ts';
import type { Person } from '../../../shared/identity/actor.ts';
import { BATCH, ITEMS, LEAD, OFFICERS, OTHER, TARGETS, layDrawnBatch } from '../../support/drawn-batch.ts';
import { callApi, type ApiCall } from '../../support/call-api.ts';
import { person } from '../../support/people.ts';
import { openRecord, type TestRecord } from '../../support/record.ts';

const [first = '', second = ''] = TARGETS.map((target) => inspectionIdOf(BATCH, target));
const lead = person('operator', LEAD);
const other = person('operator', OTHER);
let record: TestRecord;
let inspections: unknown;
let publication: unknown;

beforeAll(async () => {
  record = await openRecord();
  const { registry, lifecycle, publication: table, uploads, evidence, snapshots, published } = record.stores;
  Object.assign(process.env, {
    REGISTRY_TABLE: registry.name, LIFECYCLE_TABLE: lifecycle.name, PUBLICATION_TABLE: table.name, UPLOADS_BUCKET: uploads.bucket, EVIDENCE_BUCKET: evidence.bucket,
    SNAPSHOTS_BUCKET: snapshots.bucket, PUBLICATION_BUCKET: published.bucket, PROFILE: 'guangyuan',
  });
  inspections = (await import('../../../functions/api/inspections.ts')).handler;
  publication = (await import('../../../functions/api/publication.ts')).handler;
  await layDrawnBatch(record.stores);
}, 60_000);
afterAll(() => record.close());

const run = async (name: string, now: string, input: object = {}): Promise<unknown> => {
  const { handler } = (await import(`../../../functions/steps/batch/${name}.ts`)) as { handler: (event: object, context: object) => Promise<unknown> };
  return handler({ execution: BATCH, now, batchId: BATCH, ...input }, {});
};
const ask = (who: Person, method: string, path: string, more: Omit<ApiCall, 'method' | 'path'> = {}, id = first) =>
  callApi(inspections, who, { method, path: `/v1/inspections/${id}${path}`, at: '2026-04-02T09:00:00+08:00', ...more });
const post = (who: Person, path: string, body: unknown = {}, at?: string) => ask(who, 'POST', path, { body, ...(at === undefined ? {} : { at }) });

describe('the inspections through their routes and steps', { timeout: 60_000 }, () => {
  test('a step that comes too early throws with the refusal’s code as its error name', async () => {
    await expect(run('close-stage', '2026-04-01T09:00:00+08:00', { stage: 'organised' })).rejects.toMatchObject({ name: 'forms-open' });
    await expect(run('publish-results', '2026-04-01T09:00:00+08:00')).rejects.toMatchObject({ name: 'batch-not-entered' });
    await expect(run('archive', '2026-04-01T09:00:00+08:00')).rejects.toMatchObject({ name: 'batch-not-entered' });
    await expect(run('push-results', '2026-04-01T09:00:00+08:00', { channel: 'nowhere', retry: 0 })).rejects.toMatchObject({ name: 'channel-unknown' });
  });

  test('[GY-14] the dispatched forms are listed by the batch and read by their id', async () => {
    expect(await run('dispatch-notices', '2026-04-01T09:00:00+08:00')).toEqual({ batchId: BATCH, forms: 3 });
    const listed = await callApi(inspections, lead, { method: 'GET', path: `/v1/batches/${BATCH}/inspections`, query: { limit: '2' } });
    expect(listed.body.items).toHaveLength(2);
    const rest = await callApi(inspections, lead, { method: 'GET', path: `/v1/batches/${BATCH}/inspections`, query: { limit: '2', cursor: listed.body.cursor } });
    expect(rest.body.items.map(({ targetId }: { targetId: string }) => targetId)).toEqual([TARGETS[2]]);
    const one = await ask(lead, 'GET', '');
    expect(one).toMatchObject({ status: 200, headers: { etag: '"2"' }, body: { stage: 'noticed', inspectionId: first } });
    expect(await ask(lead, 'GET', '', {}, inspectionIdOf(BATCH, '915108009999999999'))).toMatchObject({ status: 404, body: { code: 'not-found' } });
  });

  test('[GY-24] each refusal is a problem with its status, its clause and words in the reader’s language', async () => {
    expect(await post(person('operator', '03'), '/claim')).toMatchObject({ status: 403, body: { code: 'not-in-visit', ruleRef: 'GY-14', title: '您的部门（03）没有参加这次检查。' } });
    expect((await ask(person('operator', '03'), 'POST', '/claim', { body: {}, headers: { 'accept-language': 'en' } })).body.title).toBe('Your department (03) takes no part in this visit.');
    expect(await post(person('head', LEAD), '/claim')).toMatchObject({ status: 403, body: { code: 'not-permitted' } });
    expect(await post(lead, '/organise', { visitOn: '2026-04-31', method: 'on-site' })).toMatchObject({ status: 422, body: { code: 'input-invalid', errors: [{ pointer: '/visitOn' }] } });
    expect(await post(lead, '/organise', { visitOn: '2026-04-20', method: 'on-site' })).toMatchObject({ status: 409, body: { code: 'tasks-unclaimed', ruleRef: 'GY-15' } });
    expect(await post(lead, '/non-disclosure', { reason: 'xx' })).toMatchObject({ status: 422, body: { code: 'input-invalid', errors: [{ pointer: '/reason' }] } });
    expect(await post(lead, '/non-disclosure', { reason: '涉及商业秘密' })).toMatchObject({ status: 409, body: { code: 'form-not-in-stage' } });
    expect((await ask(lead, 'GET', '')).headers['etag']).toBe('"2"');
  });

  test('[GY-1] a command sent twice under one Idempotency-Key is done once and answered the same', async () => {
    const claim = () => ask(lead, 'POST', '/claim', { body: {}, headers: { 'idempotency-key': 'claim-1' } });
    const done = await claim();
    expect(done).toMatchObject({ status: 200, body: { version: 3 } });
    expect(await claim()).toEqual(done);
    expect(await post(lead, '/claim')).toMatchObject({ status: 409, body: { code: 'already-claimed' } });
  });

  test('[BY-6] a result is written with evidence, changed only by version, and entered only whole', async () => {
    await post(other, '/claim');
    for (const id of TARGETS.slice(1).map((target) => inspectionIdOf(BATCH, target))) for (const who of [lead, other]) await ask(who, 'POST', '/claim', { body: {} }, id);
    for (const target of TARGETS) {
      expect((await ask(lead, 'POST', '/organise', { body: { visitOn: '2026-04-14', method: 'on-site', aids: ['testing'] } }, inspectionIdOf(BATCH, target))).status).toBe(200);
    }
    expect(await run('close-stage', '2026-04-03T09:00:00+08:00', { stage: 'organised' })).toEqual({ batchId: BATCH, stage: 'organised' });
    const visit = { visitedOn: '2026-04-14', officersPresent: [...OFFICERS[LEAD], ...OFFICERS[OTHER]] };
    expect(await post(lead, '/complete', visit, '2026-04-13T09:00:00+08:00')).toMatchObject({ status: 422, body: { code: 'visit-in-future', errors: [{ pointer: '/visitedOn' }] } });
    expect((await post(person('inspector', LEAD, { officer: '0100001' }), '/complete', visit, '2026-04-14T18:00:00+08:00')).body.stage).toBe('inspected');

    const put = (body: unknown, headers = {}) => ask(lead, 'PUT', `/results/${ITEMS.lead}`, { body, headers, at: '2026-04-15T09:00:00+08:00' });
    const found = { codes: ['01'], note: '资料齐全', followUp: 'none', evidence: [] };
    expect(await put({ note: '资料齐全', followUp: 'none', evidence: [] })).toMatchObject({ status: 422, body: { code: 'input-invalid', errors: [{ pointer: '/codes' }] } });
    expect(await put({ ...found, codes: ['10'] })).toMatchObject({ status: 422, body: { code: 'could-not-inspect-needs-evidence', ruleRef: 'BY-6' } });
    const written = await put(found);
    expect(written.status).toBe(200);
    expect(await put(found)).toMatchObject({ status: 409, body: { code: 'result-already-recorded' } });
    expect(await put(found, { 'if-match': '"1"' })).toMatchObject({ status: 412, body: { code: 'version-outdated' } });
    expect((await put({ ...found, note: '补充说明' }, { 'if-match': String(written.headers['etag']) })).status).toBe(200);
    expect(await post(lead, '/enter')).toMatchObject({ status: 422, body: { code: 'items-open', ruleRef: 'BY-6', errors: [{ pointer: `/results/${ITEMS.other}` }] } });
    const offered = await post(lead, '/evidence', { sha256: 'a'.repeat(64), name: '照片.jpg', contentType: 'image/jpeg' });
    expect(offered).toMatchObject({ status: 201, body: { evidence: { name: '照片.jpg' } } });
    expect(new URL(offered.body.url).searchParams.get('X-Amz-Signature')).toMatch(/^[0-9a-f]{64}$/);
  });

  test('[GY-21] everybody may read how far a batch is reconciled, at any stage', async () => {
    const read = await callApi(publication, person('witness'), { method: 'GET', path: `/v1/batches/${BATCH}/reconciliation` });
    expect(read).toMatchObject({ status: 200, body: { batchId: BATCH, drawn: 3, entered: 0, published: 0, exempt: 0, open: 3, entryRateBp: 0, publicityRateBp: 0, exemptions: [] } });
    expect(await callApi(publication, lead, { method: 'GET', path: '/v1/batches/none/reconciliation' })).toMatchObject({ status: 404, body: { code: 'not-found' } });
    expect(await callApi(publication, lead, { method: 'GET', path: `/v1/batches/${BATCH}/receipts` })).toMatchObject({ status: 200, body: { items: [], attempts: [] } });
    expect(await callApi(publication, lead, { method: 'POST', path: '/v1/receipts/a:b:c/confirmation', body: {} })).toMatchObject({ status: 403, body: { code: 'not-permitted' } });
    expect(await callApi(publication, person('integrator'), { method: 'POST', path: '/v1/receipts/a:b:c/confirmation', body: {} })).toMatchObject({ status: 404 });
  });

  test('two departments that write at the same moment both succeed', async () => {
    const visit = { visitedOn: '2026-04-14', officersPresent: [...OFFICERS[LEAD], ...OFFICERS[OTHER]] };
    await ask(lead, 'POST', '/complete', { body: visit, at: '2026-04-14T18:00:00+08:00' }, second);
    const write = (who: Person, item: string) =>
      ask(who, 'PUT', `/results/${item}`, { body: { codes: ['01'], note: '正常', followUp: 'none', evidence: [] }, at: '2026-04-15T09:00:00+08:00' }, second);
    const both = await Promise.all([write(lead, ITEMS.lead), write(other, ITEMS.other)]);
    expect(both.map(({ status }) => status)).toEqual([200, 200]);
    expect((await ask(lead, 'GET', '', {}, second)).body.results).toHaveLength(2);
  });
});

test('every refusal names its clause and speaks both languages, with the same facts in each', () => {
  for (const [code, { clause, zh, en }] of Object.entries({ ...inspectionRefusals, ...publicationRefusals })) {
    expect(clause, code).toMatch(/^(GY|DZ|SM|GS|HT|NR|BY)-\d+$/);
    const facts = (text: string) => [...text.matchAll(/\{(\w+)\}/g)].map(([, name]) => name).sort();
    expect(facts(zh), code).toEqual(facts(en));
  }
});
