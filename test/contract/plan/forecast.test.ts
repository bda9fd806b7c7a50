import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import { beforeAll, expect, test } from 'vitest';
import { servePortal } from '../../../functions/web/portal/serve.tsx';
import { readHead } from '../../../shared/audit/trail.ts';
import { instant } from '../../../shared/kernel/instant.ts';
import { closeSubmissions } from '../../../shared/plan/close-submissions.ts';
import { compilePlan } from '../../../shared/plan/compile-plan.ts';
import { draftProposal } from '../../../shared/plan/draft-proposal.ts';
import type { PlanContent } from '../../../shared/plan/entry.ts';
import { forecastProposal, forecastYear } from '../../../shared/plan/forecast-plan.ts';
import { issuePlan } from '../../../shared/plan/issue-plan.ts';
import { openRecord as openYearRecord } from '../../../shared/plan/open-record.ts';
import { publishPlan } from '../../../shared/plan/publish-plan.ts';
import { reviewProposal } from '../../../shared/plan/review-proposal.ts';
import { submitProposal } from '../../../shared/plan/submit-proposal.ts';
import { guangyuan } from '../../../shared/profile/guangyuan.ts';
import { applyForRecusal } from '../../../shared/registry/apply-recusal.ts';
import { enterInspectors } from '../../../shared/registry/enter-inspectors.ts';
import { openMemoryRecord } from '../../support/memory-record.ts';
import { actOf, person } from '../../support/people.ts';
import { aContent } from '../../support/plan-samples.ts';
import { anOfficer, creditCode } from '../../support/registry-samples.ts';
import { foundSmallCity } from '../../support/small-city.ts';

const { stores } = openMemoryRecord();
const by = (role: Parameters<typeof person>[0], department: string | undefined, now: string) => ({ stores, profile: guangyuan, act: actOf(person(role, department), { now: instant(`${now}+08:00`) }) });
const step = (now: string) => ({ stores, profile: guangyuan, act: actOf({ kind: 'step', execution: 'plan-2026', step: 'test' } as const, { now: instant(`${now}+08:00`) }) });
const must = <T>(result: { ok: true; value: T } | { ok: false; error: unknown }): T => {
  if (!result.ok) throw new Error(JSON.stringify(result.error));
  return result.value;
};
const NOVEMBER = '2025-11-20T09:00:00';
const march = { inspectionDate: { from: '2026-03-02', to: '2026-03-31' } };

/** 90 enterprises in F5211, all in 510802; the profile's cap of 5 % lets four be drawn. */
beforeAll(async () => {
  await foundSmallCity(stores);
  must(await enterInspectors(by('operator', '01', NOVEMBER), [anOfficer('01', 1, { cap: 3 }), anOfficer('01', 2, { cap: 3 }), anOfficer('01', 3, { kind: 'assistant', cap: 40 })]));
  must(await enterInspectors(by('operator', '08', NOVEMBER), [anOfficer('08', 1), anOfficer('08', 2), anOfficer('08', 3)]));
  must(await openYearRecord(step('2025-11-01T09:00:00'), 2026));
});

const drafted = async (department: string, content: Partial<PlanContent> | Parameters<typeof aContent>[0]): Promise<string> =>
  must(await draftProposal(by('operator', department, NOVEMBER), { year: 2026, content: aContent({ leadDepartment: department, ...(content as Parameters<typeof aContent>[0]) }) })).proposalId;

let food = '';
let fire = '';

test('[BY-4] a draft is forecast as soon as its nine fields are there, and changes nothing by it', async () => {
  const empty = must(await draftProposal(by('operator', '01', NOVEMBER), { year: 2026, content: { name: '未写完' } })).proposalId;
  expect(await forecastProposal(by('operator', '01', NOVEMBER), empty)).toMatchObject({ ok: false, error: { code: 'plan-fields-incomplete' } });
  food = await drafted('01', { quantity: 2, ...march });
  const before = await readHead(stores.lifecycle, 'year/2026');
  const found = must(await forecastProposal(by('operator', '01', NOVEMBER), food));
  expect(found).toMatchObject({ year: 2026, asOf: '2025-11-20', entries: [{ id: food }], shortages: [] });
  expect(found.rows).toMatchObject([{ month: '2026-03', department: '01', region: '510802', specialty: null, visits: { expected: 2, atMost: 2 }, seats: { expected: 4, atMost: 4 }, officers: 2, usable: { expected: 4, atMost: 4 } }]);
  expect(found.note.zh).toContain('不是承诺');
  expect(await readHead(stores.lifecycle, 'year/2026')).toEqual(before);
});

test('[BY-4] a proposal that is short is submitted all the same, and says by how many', async () => {
  expect(must(await submitProposal(by('operator', '01', NOVEMBER), { proposalId: food })).foreseen).toEqual({ asOf: '2025-11-20', shortages: [], more: 0 });
  fire = await drafted('08', { items: ['fire-safety', 'food-sales'], participatingDepartments: ['01'], quantity: 2, ...march });
  const submitted = must(await submitProposal(by('operator', '08', NOVEMBER), { proposalId: fire }));
  expect(submitted).toMatchObject({
    stage: 'submitted',
    foreseen: { shortages: [{ kind: 'month', certainty: 'expected', month: '2026-03', department: '01', visits: 4, seats: 8, officers: 2, usable: 6, short: 2, entries: [{ id: food }, { id: fire }] }] },
  });
  expect(submitted.foreseen?.shortages[0]?.zh).toBe('2026 年 3 月，“2026年食品销售抽查”、“2026年食品销售抽查”合计：部门 01，地区 510802，预计 4 次检查需 8 人次，2 名检查人员可承担 6 人次，缺 2 人次。');
});

test('[NR-3] a recusal that could leave too few is counted, and neither the enterprise nor the officer is named', async () => {
  must(await applyForRecusal(by('operator', '01', NOVEMBER), { officerId: '0100002', targetId: creditCode(7), ground: 'kinship', reason: '与企业负责人系近亲属' }));
  const { shortages } = must(await forecastYear(by('conference', undefined, NOVEMBER), 2026, { department: '01' }));
  expect(shortages.filter(({ kind }) => kind === 'barred')).toMatchObject([{ visits: 1, seats: 2, usable: 1, short: 1, regions: ['510802'] }, { visits: 1, short: 1 }]);
  expect(JSON.stringify(shortages)).not.toMatch(new RegExp(`${creditCode(7)}|0100002`));
});

test('[BY-4] the compiled plan carries what was foreseen, and the public page shows the months and regions', async () => {
  must(await closeSubmissions(step('2026-01-01T00:00:00'), 2026));
  for (const proposalId of [food, fire]) must(await reviewProposal(by('conference', undefined, '2026-01-08T09:00:00'), { proposalId, review: { decision: 'approve' } }));
  const compiled = must(await compilePlan(by('conference', undefined, '2026-01-09T09:00:00'), { year: 2026 }));
  expect(compiled.foreseen?.shortages.filter(({ kind }) => kind === 'month')).toMatchObject([{ short: 2, entries: [{ id: 'batch-2026-001' }, { id: 'batch-2026-002' }] }]);
  must(await issuePlan(by('government', undefined, '2026-01-12T09:00:00'), { year: 2026, documentNo: '广府办发〔2026〕3号' }));
  must(await publishPlan(step('2026-01-13T09:00:00'), 2026));

  const page = async (language: string) => {
    const event = { rawPath: '/public/plans/2026', rawQueryString: `lang=${language}`, headers: { host: 'gy.example.gov.cn' }, queryStringParameters: { lang: language }, requestContext: { domainName: 'gy.example.gov.cn', http: { method: 'GET' } } };
    const { body = '', isBase64Encoded } = await servePortal(stores, event as unknown as APIGatewayProxyEventV2, instant('2026-01-14T09:00:00+08:00'));
    return isBase64Encoded === true ? Buffer.from(body, 'base64').toString('utf8') : body;
  };
  for (const text of ['工作量与检查力量预测', '<th scope="row">510802</th>', '预计缺 2 人次', '不是承诺']) expect(await page('zh-CN')).toContain(text);
  for (const text of ['Visits expected by month and region', '2 seats short, expected', 'neither a promise nor a decision']) expect(await page('en')).toContain(text);
});

test('[BY-4] asked again later, the forecast knows the officers of that day', async () => {
  must(await enterInspectors(by('operator', '01', '2026-02-01T09:00:00'), [anOfficer('01', 4), anOfficer('01', 5)]));
  expect(must(await forecastYear(by('operator', '08', '2026-02-01T10:00:00'), 2026)).shortages).toEqual([]);
  expect(must(await forecastYear(by('operator', '08', '2026-02-01T10:00:00'), 2026, { month: '2026-04' })).rows).toEqual([]);
});
