import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { guangyuan } from '../../../shared/profile/guangyuan.ts';
import { callApi, type ApiCall } from '../../support/call-api.ts';
import { person } from '../../support/people.ts';
import { openRecord, type TestRecord } from '../../support/record.ts';
import { anItem, anOfficer, aTarget, creditCode } from '../../support/registry-samples.ts';

type Resource = 'departments' | 'items' | 'targets' | 'inspectors' | 'work-rules' | 'recusals';

let record: TestRecord;
const handlers = new Map<Resource, unknown>();
beforeAll(async () => {
  record = await openRecord();
  Object.assign(process.env, { REGISTRY_TABLE: record.stores.registry.name, LIFECYCLE_TABLE: record.stores.lifecycle.name, PROFILE: 'guangyuan' });
  const modules = {
    departments: import('../../../functions/api/departments.ts'), items: import('../../../functions/api/items.ts'), targets: import('../../../functions/api/targets.ts'),
    inspectors: import('../../../functions/api/inspectors.ts'), 'work-rules': import('../../../functions/api/work-rules.ts'), recusals: import('../../../functions/api/recusals.ts'),
  };
  for (const [resource, module] of Object.entries(modules)) handlers.set(resource as Resource, (await module).handler);
  for (const code of ['01', '02']) await call('departments', administrator, 'PUT', `/v1/departments/${code}`, { name: `部门${code}`, kind: 'enforcing' });
});
afterAll(() => record.close());

const administrator = person('administrator');
const operator = person('operator', '01');
const call = (resource: Resource, who: typeof operator, method: string, path: string, body?: unknown, more: Partial<ApiCall> = {}) =>
  callApi(handlers.get(resource), who, { method, path, ...(body === undefined ? {} : { body }), ...more });

describe('an item over the API', () => {
  test('is created with 201 and its version as ETag, read, and changed by If-Match', async () => {
    const created = await call('items', operator, 'POST', '/v1/items', anItem('food-sales', '01'));
    expect(created).toMatchObject({ status: 201, headers: { etag: '"1"' }, body: { itemId: 'food-sales', version: 1 } });
    const { itemId: _, ...content } = anItem('food-sales', '01', { class: 'general' });
    expect(await call('items', operator, 'PUT', '/v1/items/food-sales', content)).toMatchObject({ status: 428, body: { code: 'if-match-required' } });
    expect(await call('items', operator, 'PUT', '/v1/items/food-sales', content, { headers: { 'If-Match': '"9"' } })).toMatchObject({ status: 412, body: { code: 'version-outdated' } });
    expect(await call('items', operator, 'PUT', '/v1/items/food-sales', content, { headers: { 'If-Match': '"1"' } })).toMatchObject({ status: 200, headers: { etag: '"2"' } });
    expect(await call('items', operator, 'GET', '/v1/items/food-sales')).toMatchObject({ status: 200, headers: { etag: '"2"' }, body: { class: 'general' } });
  });

  test('[GS-1] without legal basis is a problem with code, clause and pointer, in the language asked for', async () => {
    const answer = await call('items', operator, 'POST', '/v1/items/bulk', { rows: [anItem('bare', '01', { basis: [] })] }, { headers: { 'accept-language': 'en' } });
    expect(answer).toMatchObject({
      status: 422, headers: { 'content-type': 'application/problem+json; charset=utf-8', 'content-language': 'en' },
      body: { type: '/problems/item-without-basis', code: 'item-without-basis', ruleRef: 'GS-1', errors: [{ pointer: '/rows/0/basis' }] },
    });
    expect((await call('items', operator, 'POST', '/v1/items', anItem('bare', '01', { basis: [] }))).body.title).toContain('法律依据');
  });

  test('sent twice under one Idempotency-Key is answered twice in the same words; the key for something else is refused', async () => {
    const headers = { 'Idempotency-Key': 'item-1' };
    const first = await call('items', operator, 'POST', '/v1/items', anItem('keyed', '01'), { headers });
    expect(await call('items', operator, 'POST', '/v1/items', anItem('keyed', '01'), { headers })).toEqual(first);
    expect(await call('items', operator, 'POST', '/v1/items', anItem('other', '01'), { headers })).toMatchObject({ status: 422, body: { code: 'idempotency-key-reused' } });
  });

  test('is read whatever content type the request names', async () => {
    expect(await call('items', operator, 'GET', '/v1/items', undefined, { headers: { 'content-type': 'application/json' } })).toMatchObject({ status: 200 });
  });

  test('malformed, of an unknown route or by the wrong role is refused and nothing is entered', async () => {
    expect(await call('items', operator, 'POST', '/v1/items', { itemId: 'X Y', name: '' })).toMatchObject({ status: 422, body: { code: 'input-invalid' } });
    expect(await call('items', operator, 'POST', '/v1/items', '{"itemId":')).toMatchObject({ body: { code: 'body-not-json' } });
    expect(await call('items', operator, 'DELETE', '/v1/items/food-sales')).toMatchObject({ status: 404, body: { code: 'route-unknown' } });
    expect(await call('items', person('witness'), 'POST', '/v1/items', anItem('seen', '01'))).toMatchObject({ status: 403, body: { code: 'not-permitted' } });
    expect(await call('items', operator, 'GET', '/v1/items/seen')).toMatchObject({ status: 404, body: { code: 'not-found' } });
  });
});

test('targets: a bulk, the directory by bucket, one by its code, and a change', async () => {
  const rows = [aTarget(1), aTarget(2)];
  expect(await call('targets', operator, 'POST', '/v1/targets/bulk', { rows })).toMatchObject({ status: 201, body: { created: 2 } });
  expect(await call('targets', operator, 'POST', '/v1/targets/bulk', { rows })).toMatchObject({ status: 201, body: { created: 0, unchanged: 2 } });
  expect(await call('targets', operator, 'POST', '/v1/targets/bulk', { rows: Array.from({ length: 98 }, (_, n) => aTarget(n)) })).toMatchObject({ status: 422, body: { code: 'input-invalid' } });
  expect(await call('targets', operator, 'GET', `/v1/targets/${creditCode(1)}`)).toMatchObject({ status: 200, body: { id: creditCode(1), version: 1 } });
  expect(await call('targets', operator, 'GET', '/v1/targets')).toMatchObject({ status: 422 });
  const { id: _, codeOverride: _c, lastInspected: _l, ...body } = aTarget(1, { creditClass: 'D' });
  expect(await call('targets', operator, 'PUT', `/v1/targets/${creditCode(1)}`, body, { headers: { 'if-match': '"1"' } })).toMatchObject({ status: 200, body: { creditClass: 'D' } });
});

test('inspectors: a bulk, the list of a department, one of them', async () => {
  const rows = [anOfficer('01', 1, { private: { phone: '13800000000' } }), anOfficer('01', 2)];
  expect(await call('inspectors', operator, 'POST', '/v1/inspectors/bulk', { rows })).toMatchObject({ status: 201, body: { created: 2 } });
  const page = await call('inspectors', operator, 'GET', '/v1/inspectors', undefined, { query: { department: '01', limit: '1' } });
  expect(page).toMatchObject({ status: 200, body: { items: [{ officerId: '0100001' }], cursor: expect.any(String) } });
  expect(await call('inspectors', operator, 'GET', '/v1/inspectors/0100001')).toMatchObject({ status: 200, body: { private: { phone: '13800000000' } } });
  expect((await call('inspectors', administrator, 'GET', '/v1/inspectors/0100001')).body).not.toHaveProperty('private');
});

test('[GY-4] work rules with a missing topic are refused with the clause, complete ones are listed', async () => {
  const topics = Object.fromEntries(guangyuan.workRules.topics.map(({ id, zh }) => [id, `${zh}的规定`]));
  const { archiving: _, ...incomplete } = topics;
  expect(await call('work-rules', operator, 'PUT', '/v1/work-rules/01', { topics: incomplete })).toMatchObject({ status: 422, body: { code: 'work-rules-incomplete', ruleRef: 'GY-4' } });
  expect(await call('work-rules', operator, 'PUT', '/v1/work-rules/01', { topics })).toMatchObject({ status: 200, headers: { etag: '"1"' } });
  expect((await call('work-rules', person('witness'), 'GET', '/v1/work-rules')).body.items).toHaveLength(1);
});

test('[NR-3] a recusal is applied for with 201 and decided by the head', async () => {
  const application = { officerId: '0100001', targetId: creditCode(1), ground: 'former-employment', reason: '三年内曾在该企业任职' };
  const applied = await call('recusals', operator, 'POST', '/v1/recusals', application);
  expect(applied).toMatchObject({ status: 201, body: { stage: 'applied' } });
  const path = `/v1/recusals/${applied.body.recusalId}/decision`;
  expect(await call('recusals', operator, 'POST', path, { grant: true, reason: '属实' })).toMatchObject({ status: 403, body: { code: 'not-permitted' } });
  expect(await call('recusals', person('head', '01'), 'POST', path, { grant: true, reason: '属实' })).toMatchObject({ status: 200, body: { stage: 'granted' } });
  expect((await call('recusals', person('witness'), 'GET', '/v1/recusals')).body.items).toHaveLength(1);
});
