import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import { beforeAll, expect, test } from 'vitest';
import { handler as expertsApi } from '../../../functions/api/experts.ts';
import { storesFrom } from '../../../functions/kit/context.ts';
import { servePortal } from '../../../functions/web/portal/serve.tsx';
import { readTrail } from '../../../shared/audit/trail.ts';
import { readExpertsDrawn } from '../../../shared/draw/freezing/draw-experts.ts';
import { listPublicAttempts } from '../../../shared/draw/record/draw-projection-store.ts';
import { readManifest } from '../../../shared/draw/record/draw-files.ts';
import { freezeExperts } from '../../../shared/draw/freezing/freeze-experts.ts';
import { publishDraw } from '../../../shared/draw/drawing/publish-draw.ts';
import { enterScheme } from '../../../shared/draw/freezing/enter-scheme.ts';
import { readWitnessFile } from '../../../shared/draw/drawing/witness-file.ts';
import { claimTask } from '../../../shared/inspection/claim-task.ts';
import { closeStage } from '../../../shared/inspection/close-stage.ts';
import { completeVisit } from '../../../shared/inspection/complete-visit.ts';
import { dispatchNotices } from '../../../shared/inspection/dispatch-notices.ts';
import { formsOf } from '../../../shared/inspection/form-store.ts';
import { organiseVisit } from '../../../shared/inspection/organise-visit.ts';
import { instant } from '../../../shared/kernel/instant.ts';
import { localDate } from '../../../shared/kernel/local-date.ts';
import type { ExpertList } from '../../../shared/lottery/expert-types.ts';
import { expertListHash } from '../../../shared/lottery/seats/experts.ts';
import { nodeHasher } from '../../../shared/lottery/providers/node.ts';
import { guangyuan } from '../../../shared/profile/guangyuan.ts';
import { applyForRecusal } from '../../../shared/registry/apply-recusal.ts';
import { departments } from '../../../shared/registry/department-store.ts';
import { enterExperts } from '../../../shared/registry/enter-experts.ts';
import { expertEntry } from '../../../shared/registry/expert.ts';
import { items } from '../../../shared/registry/item-store.ts';
import type * as z from 'zod';
import { callApi } from '../../support/call-api.ts';
import { openMemoryRecord } from '../../support/memory-record.ts';
import { person } from '../../support/people.ts';
import { anItem, creditCode } from '../../support/registry-samples.ts';
import { anEntry, aScheme, AT, by, byStep, codeOf, currentOf, drawAll, frameNo, freeze, layBatch, layDirectories, LEAD, layPrepared, must, operator, OTHER, setKey } from './scene.ts';
import { verdict } from './verdict.ts';

const BATCH = 'batch-2026-001';
const FIELD = '特种设备';
const { stores } = openMemoryRecord();
const context = (actor: ReturnType<typeof person>, now: string) => ({ stores, profile: guangyuan, act: by(actor, now) });
const step = (name: string, now: string) => ({ stores, profile: guangyuan, act: byStep(name, now) });
const PLACES = { visit: '2026-04-10T15:00:00+08:00' } as const;

const anExpert = (n: number, more: Partial<z.input<typeof expertEntry>> = {}) => ({
  expertId: `E01${String(n).padStart(4, '0')}`, department: LEAD, name: `李${n}`, kind: 'expert' as const, fields: [FIELD], regions: ['5108'], cap: 10,
  private: { identityNumber: `51080219700101${n}000`, phone: `1390000${n}000` }, ...more,
});
const ask = (method: 'GET' | 'POST' | 'PUT', path: string, actor = operator, body?: unknown, headers: Record<string, string> = {}) =>
  callApi(expertsApi, actor, { method, path, at: AT.scheme, headers, ...(body === undefined ? {} : { body }) });

beforeAll(async () => {
  Object.assign(process.env, { PROFILE: 'guangyuan' });
  storesFrom(() => stores);
  await layDirectories(stores);
  await setKey(stores);
  const firstEntry = 'f'.repeat(64);
  await must(stores.transact([
    ...[[LEAD, '市市场监督管理局'], [OTHER, '市消防救援支队']].map(([code = '', name = '']) => departments.create(stores.registry, { code, name, kind: 'enforcing', version: 1 })),
    items.create(stores.registry, { ...anItem('food-sale', LEAD), firstEntry, version: 1 }),
    items.create(stores.registry, { ...anItem('fire-exits', OTHER), firstEntry, version: 1 }),
  ]));
});

test('[DZ-2] [NR-11] experts are entered into a library of their own, and what is private stays with the department that keeps them', async () => {
  const rows = [1, 2, 3].map((n) => anExpert(n));
  expect(await ask('POST', '/v1/experts/bulk', operator, { rows })).toMatchObject({ status: 201, body: { created: 3 } });
  expect(await ask('POST', '/v1/experts/bulk', operator, { rows })).toMatchObject({ status: 201, body: { created: 0, unchanged: 3 } });
  expect(await ask('POST', '/v1/experts/bulk', person('operator', OTHER), { rows: [anExpert(4)] })).toMatchObject({ status: 403, body: { code: 'not-own-department' } });
  expect(await ask('POST', '/v1/experts/bulk', operator, { rows: [anExpert(4, { kind: 'third-party' })] })).toMatchObject({ status: 422, body: { code: 'expert-organisation-missing', ruleRef: 'GY-16' } });
  const body = { kind: 'third-party' as const, organisation: '市特种设备检验所', qualification: { number: 'TS-7', issuer: '国家市场监督管理总局', validFrom: '2024-01-01', validTo: '2026-05-30' } };
  expect(await ask('POST', '/v1/experts/bulk', operator, { rows: [anExpert(4, body)] })).toMatchObject({ status: 201 });
  expect((await ask('GET', '/v1/experts/E010001')).body).toMatchObject({ expertId: 'E010001', private: { phone: '13900001000' } });
  expect((await ask('GET', '/v1/experts/E010001', person('operator', OTHER))).body).not.toHaveProperty('private');
  expect(JSON.stringify((await ask('GET', '/v1/experts?field=特种设备', person('conference'))).body)).not.toContain('phone');
  const { expertId: _, department: __, private: ___, ...content } = anExpert(3);
  expect(await ask('PUT', '/v1/experts/E010003', operator, { ...content, active: false }, { 'if-match': '"1"' })).toMatchObject({ status: 200, body: { active: false, version: 2 } });
  expect(JSON.stringify(await readTrail(stores.lifecycle, 'registry/experts'))).not.toMatch(/1390000|51080219/);
});

test('[NR-3] an expert steps aside like an officer', async () => {
  const given = { officerId: 'E010002', targetId: creditCode(1), ground: 'declared-interest' as const, reason: '曾为该企业提供有偿咨询服务' };
  for (let n = 1; n <= 150; n++) await must(applyForRecusal(context(operator, AT.scheme), { ...given, targetId: creditCode(n) }));
  expect(await codeOf(applyForRecusal(context(operator, AT.scheme), { ...given, officerId: 'E019999' }))).toBe('not-found');
});

test('[SM-4] the list is published and on record before any commitment, and names nobody', async () => {
  await layPrepared(stores, BATCH, anEntry(), { ...aScheme(), experts: [{ field: FIELD, count: 1 }] });
  await must(freeze(stores, BATCH));
  const text = new TextDecoder().decode(await stores.published.get(`draws/${BATCH}/1/experts.json`));
  const list = JSON.parse(text) as ExpertList;
  expect(list).toMatchObject({ planId: BATCH, drawNo: 1, wanted: [{ field: FIELD, count: 1 }], blinded: true, recusals: { count: 150 } });
  // The third is out of service; the fourth's qualification ends before the last visit, which the draw sees by itself.
  expect(list.candidates.map(({ id }) => id)).toEqual(['E010001', 'E010002', 'E010004']);
  expect(text).not.toMatch(/李|1390000/);
  const hash = expertListHash(nodeHasher('SHA-256'), list);
  const attempt = await currentOf(stores, BATCH);
  expect(attempt).toMatchObject({ stage: 'committing', M0: list.M0, commitments: [], experts: { list: hash, candidates: 3 } });
  const frozen = (await readTrail(stores.lifecycle, `batch/${BATCH}`)).entries.find(({ action }) => action === 'draw.freeze');
  expect(frozen?.after).toMatchObject({ experts: { list: hash } });
  expect((await listPublicAttempts(stores.publication))[0]).toMatchObject({ experts: { list: hash }, files: expect.arrayContaining(['experts.json']) });
});

test('[SM-4] [BY-1] they are drawn by the seed of the same draw, each recusal respected, and the verifier draws them again', async () => {
  await drawAll(stores, BATCH);
  await must(publishDraw(step('publish-draw', AT.draw), BATCH));
  const { visits } = await readExpertsDrawn(stores, { batchId: BATCH, drawNo: 1 });
  const barred = new Set(Array.from({ length: 150 }, (_, n) => creditCode(n + 1)));
  expect(visits.filter(({ reserve }) => !reserve)).toHaveLength(8);
  expect(visits.filter(({ reserve }) => reserve)).toHaveLength(3);
  for (const { target, experts } of visits) expect(barred.has(target) ? ['E010001'] : ['E010001', 'E010002']).toEqual(expect.arrayContaining(experts.flatMap(({ ids }) => [...ids])));
  expect(await verdict(stores, BATCH, 1, 'witness')).toMatch(/^PASS, unchecked: .*experts\.json stood before the seed/);
  expect(await verdict(stores, BATCH, 1)).toMatch(/^PASS, unchecked: .*every expert \(witness\/secret\.txt\)/);
  const witness = { batchId: BATCH, file: 'expert-recusals.txt', now: instant(AT.draw) };
  expect((await must(readWitnessFile(stores, witness))).value.content).toContain(`E010002,${creditCode(1)},`);
});

test('of two freezings at once the list of the one on record is drawn from and published', async () => {
  const id = 'batch-2026-003';
  await layPrepared(stores, id, anEntry({ targets: frameNo(3) }), { ...aScheme(), experts: [{ field: FIELD, count: 1 }] });
  await must(freeze(stores, id));
  const recorded = (await currentOf(stores, id)).experts?.list;
  // The other run read the library a moment later, and lost the race for the record.
  await must(enterExperts(context(operator, AT.freeze), [expertEntry.parse(anExpert(5))]));
  const ref = { batchId: id, drawNo: 1 };
  const lost = await freezeExperts(step('freeze', AT.freeze) as never, ref, { ...aScheme(), experts: [{ field: FIELD, count: 1 }] }, await readManifest(stores, ref));
  expect(lost?.experts.list).not.toBe(recorded);
  await drawAll(stores, id);
  await must(publishDraw(step('publish-draw', AT.draw), id));
  const list = JSON.parse(new TextDecoder().decode(await stores.published.get(`draws/${id}/1/experts.json`))) as ExpertList;
  expect(expertListHash(nodeHasher('SHA-256'), list)).toBe(recorded);
  expect(await verdict(stores, id, 1, 'witness')).toMatch(/^PASS, unchecked: /);
});

test('the public page of the draw names the experts by their codes and says that they never count', async () => {
  const page = async (lang: string): Promise<string> => {
    const event = { rawPath: `/public/draws/${BATCH}/1/`, rawQueryString: `lang=${lang}`, headers: { host: 'gy.example.gov.cn' }, queryStringParameters: { lang }, requestContext: { domainName: 'gy.example.gov.cn', http: { method: 'GET' } } };
    const { body = '', isBase64Encoded } = await servePortal(stores, event as unknown as APIGatewayProxyEventV2, instant(AT.draw));
    return isBase64Encoded === true ? Buffer.from(body, 'base64').toString('utf8') : body;
  };
  for (const text of ['协助人员', '不计入执法人员', 'E010001', 'experts-drawn.json']) expect(await page('zh-CN')).toContain(text);
  expect(await page('en')).toContain('never counted');
});

test('[NR-2] [GY-16] on the form and the notice they are assistants, beside the officers', async () => {
  await must(dispatchNotices(step('dispatch-notices', '2026-03-25T09:00:00+08:00'), BATCH));
  const [form] = await formsOf(stores.lifecycle, BATCH);
  if (form?.stage !== 'noticed') throw new Error('no notice went out');
  const [helper] = form.assistants ?? [];
  expect(helper).toMatchObject({ kind: 'expert', field: FIELD, name: helper?.expertId === 'E010001' ? '李1' : '李2' });
  for (const { officers } of form.tasks) expect(officers.every(({ officerId }) => /^\d{7}$/.test(officerId))).toBe(true);
  const notice = new TextDecoder().decode(await stores.evidence.get(form.notice.key));
  for (const text of ['协助人员', '不计入执法人员人数', helper?.name ?? '-']) expect(notice).toContain(text);
  expect(notice).not.toMatch(/1390000|51080219/);
});

test('[NR-2] a visit with one officer and an expert is refused, however the expert is named', async () => {
  const forms = await formsOf(stores.lifecycle, BATCH);
  const day = '2026-04-01T10:00:00+08:00';
  for (const { inspectionId } of forms) {
    for (const department of [LEAD, OTHER]) await must(claimTask(context(person('operator', department), '2026-03-26T09:00:00+08:00'), inspectionId));
    await must(organiseVisit(context(operator, '2026-03-27T09:00:00+08:00'), inspectionId, { visitOn: localDate('2026-04-10'), method: 'on-site', aids: ['professional-body'] }));
  }
  await must(closeStage(step('close-stage', day), BATCH, 'organised'));
  const [form] = forms;
  const id = form?.inspectionId ?? '';
  const expert = form?.assistants?.[0]?.expertId ?? '';
  const present = (form?.tasks ?? []).flatMap(({ officers }) => officers.map(({ officerId }) => officerId));
  const oneOfLead = present.slice(1);
  const visit = (given: { officersPresent: string[]; assistantsPresent?: string[] }) => codeOf(completeVisit(context(operator, PLACES.visit), id, { visitedOn: localDate('2026-04-10'), ...given }));
  expect(await visit({ officersPresent: [...oneOfLead, expert] })).toBe('assistant-never-counts');
  expect(await visit({ officersPresent: oneOfLead, assistantsPresent: [expert] })).toBe('officers-too-few');
  expect(await visit({ officersPresent: present, assistantsPresent: [expert, 'E010003'] })).toBe('assistant-not-drawn');
  expect(await visit({ officersPresent: present, assistantsPresent: [expert] })).toBe('accepted');
  expect((await formsOf(stores.lifecycle, BATCH)).find(({ inspectionId }) => inspectionId === id)).toMatchObject({ stage: 'inspected', officersPresent: [...present].sort(), assistantsPresent: [expert] });
});

test('a scheme that asks twice for one field is refused', async () => {
  await layBatch(stores, 'batch-2026-002', anEntry());
  const twice = enterScheme(context(operator, AT.scheme), { batchId: 'batch-2026-002', scheme: { ...aScheme(), experts: [{ field: FIELD, count: 1 }, { field: FIELD, count: 2 }] } });
  expect(await codeOf(twice)).toBe('scheme-invalid');
});
