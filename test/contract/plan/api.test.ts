import { afterAll, beforeAll, expect, test } from 'vitest';
import { handler as audit } from '../../../functions/api/audit.ts';
import { handler as executions } from '../../../functions/api/executions.ts';
import { handler as inbox } from '../../../functions/api/inbox.ts';
import { handler as proposals } from '../../../functions/api/proposals.ts';
import { handler as years } from '../../../functions/api/years.ts';
import { handler as closeSubmissions } from '../../../functions/steps/plan-year/close-submissions.ts';
import { handler as openYearRecord } from '../../../functions/steps/plan-year/open-record.ts';
import { handler as resume } from '../../../functions/steps/plan-year/resume.ts';
import { handler as look } from '../../../functions/steps/shared/look.ts';
import { callApi, type ApiCall } from '../../support/call-api.ts';
import { person } from '../../support/people.ts';
import { aContent } from '../../support/plan-samples.ts';
import { openRecord, type TestRecord } from '../../support/record.ts';
import { foundSmallCity } from '../../support/small-city.ts';

let record: TestRecord;
beforeAll(async () => {
  record = await openRecord();
  Object.assign(process.env, { PROFILE: 'guangyuan', REGISTRY_TABLE: 'registry', LIFECYCLE_TABLE: 'lifecycle', PUBLICATION_TABLE: 'publication' });
  await foundSmallCity(record.stores);
});
afterAll(() => record.close());

const task = (handler: unknown, now: string, input: object): Promise<unknown> =>
  (handler as (event: unknown, context: unknown) => Promise<unknown>)({ execution: 'plan-2026', now, ...input }, {});
const operator = person('operator', '01');
const ask = (handler: unknown, call: ApiCall, by = operator) => callApi(handler, by, { at: '2025-12-10T10:00:00+08:00', ...call });

test('the workflow finds no year, opens it, and waits for submissions', async () => {
  expect(await task(resume, '2025-11-01T01:00:00Z', { year: 2026 })).toEqual({ state: 'OpenRecord' });
  expect(await task(openYearRecord, '2025-11-01T01:00:00Z', { year: 2026 })).toMatchObject({ stage: 'collecting', openedAt: '2025-11-01T09:00:00+08:00' });
  expect(await task(resume, '2025-11-01T01:00:00Z', { year: 2026 })).toEqual({ state: 'AwaitSubmissionsClosed' });
  expect(await task(look, '2025-11-30T16:00:00Z', { subject: 'year/2026', wait: 'submissions-closed' })).toEqual({ decided: false, outcome: '', timeoutSeconds: 32_400, overdueDays: 0 });
});

test('a step that is refused throws the refusal’s code as its error name', async () => {
  await expect(task(closeSubmissions, '2025-12-31T15:59:59Z', { year: 2026 })).rejects.toMatchObject({ name: 'submissions-still-open' });
});

test('[GY-5] a proposal is drafted with 201 and an ETag, changed under If-Match, and submitted', async () => {
  const drafted = await ask(proposals, { method: 'POST', path: '/v1/proposals', body: { year: 2026, content: { name: '2026年食品销售抽查' } } });
  expect(drafted).toMatchObject({ status: 201, headers: { etag: '"1"' }, body: { proposalId: '2026-01-01', stage: 'draft' } });
  const change = { method: 'PUT', path: '/v1/proposals/2026-01-01', body: { content: aContent({ ratio: '51/1000' }) } } as const;
  expect(await ask(proposals, change)).toMatchObject({ status: 428, body: { code: 'if-match-required' } });
  expect(await ask(proposals, { ...change, headers: { 'if-match': '"4"' } })).toMatchObject({ status: 412, body: { code: 'version-outdated' } });
  expect(await ask(proposals, { ...change, headers: { 'if-match': '"1"' } })).toMatchObject({ status: 200, headers: { etag: '"2"' } });
  const submit = { method: 'POST', path: '/v1/proposals/2026-01-01/submit' } as const;
  const refused = await ask(proposals, submit);
  expect(refused).toMatchObject({
    status: 422, headers: { 'content-type': 'application/problem+json; charset=utf-8' },
    body: { type: '/problems/ratio-over-cap', code: 'ratio-over-cap', ruleRef: 'GY-13', errors: [{ pointer: '/content/ratio' }] },
  });
  expect(refused.body['title']).toContain('51/1000');
  await ask(proposals, { ...change, body: { content: aContent({ quantity: 2 }) }, headers: { 'if-match': '"2"' } });
  expect(await ask(proposals, submit)).toMatchObject({ status: 200, body: { stage: 'submitted', late: false } });
  expect(await ask(proposals, submit)).toMatchObject({ status: 409, body: { code: 'proposal-already-submitted', ruleRef: 'GY-5' } });
});

test('a command sent again with its Idempotency-Key is answered in the same words', async () => {
  const call = { method: 'POST', path: '/v1/proposals', body: { year: 2026, content: {} }, headers: { 'idempotency-key': 'k-1' } } as const;
  const first = await ask(proposals, call);
  expect(first).toMatchObject({ status: 201, body: { proposalId: '2026-01-02' } });
  expect(await ask(proposals, call)).toEqual(first);
});

test('[GY-7] the wrong role is turned away: a department does not review, a conference does not issue', async () => {
  expect(await ask(proposals, { method: 'POST', path: '/v1/proposals/2026-01-01/review', body: { decision: 'approve' } })).toMatchObject({ status: 403, body: { code: 'not-permitted' } });
  expect(await ask(years, { method: 'POST', path: '/v1/years/2026/issue', body: { documentNo: '3' } }, person('conference'))).toMatchObject({ status: 403, body: { code: 'not-permitted' } });
  expect(await ask(years, { method: 'POST', path: '/v1/years/2026/compile' }, person('conference'))).toMatchObject({ status: 409, body: { code: 'submissions-still-open', ruleRef: 'GY-5' } });
  expect(await ask(proposals, { method: 'POST', path: '/v1/proposals/2026-01-01/review', body: { decision: 'return' } }, person('conference'))).toMatchObject({ status: 422, body: { code: 'reasons-required' } });
});

test('what there is can be read: the year, its proposals by page, the inbox, the trail, the waits', async () => {
  expect(await ask(years, { method: 'GET', path: '/v1/years/2026' })).toMatchObject({ status: 200, body: { stage: 'collecting' } });
  expect(await ask(years, { method: 'GET', path: '/v1/years/2031' })).toMatchObject({ status: 404, body: { code: 'not-found' } });
  const page = await ask(proposals, { method: 'GET', path: '/v1/proposals', query: { year: '2026', limit: '1' } });
  expect(page).toMatchObject({ status: 200, body: { items: [{ proposalId: '2026-01-01' }], cursor: expect.any(String) as string } });
  expect(await ask(proposals, { method: 'GET', path: '/v1/proposals', query: { year: '2026', cursor: String(page.body['cursor']) } })).toMatchObject({ body: { items: [{ proposalId: '2026-01-02' }] } });
  expect(await ask(inbox, { method: 'GET', path: '/v1/inbox' })).toMatchObject({ status: 200, body: { waits: [], items: [] } });
  expect(await ask(audit, { method: 'GET', path: '/v1/audit', query: { stream: 'year/2026' } }, person('supervisor'))).toMatchObject({ status: 200, body: { verification: { intact: true }, items: [{ action: 'year.open' }, { action: 'proposal.draft' }, {}, {}, {}, {}] } });
  expect(await ask(audit, { method: 'GET', path: '/v1/audit', query: { stream: 'year/2026' } })).toMatchObject({ status: 403 });
  expect(await ask(executions, { method: 'GET', path: '/v1/waits' }, person('administrator'))).toMatchObject({ status: 200, body: { items: [] } });
});
