import { afterAll, beforeAll, expect, test } from 'vitest';
import { readHead } from '../../../shared/audit/trail.ts';
import { instant } from '../../../shared/kernel/instant.ts';
import { compilePlan } from '../../../shared/plan/compile-plan.ts';
import { closeSubmissions } from '../../../shared/plan/close-submissions.ts';
import { draftProposal } from '../../../shared/plan/draft-proposal.ts';
import { findBatch } from '../../../shared/plan/batch-store.ts';
import { issuePlan } from '../../../shared/plan/issue-plan.ts';
import { openRecord as openYearRecord } from '../../../shared/plan/open-record.ts';
import { publishPlan } from '../../../shared/plan/publish-plan.ts';
import { reviewProposal } from '../../../shared/plan/review-proposal.ts';
import { submitProposal } from '../../../shared/plan/submit-proposal.ts';
import { loadYear } from '../../../shared/plan/year-store.ts';
import { guangyuan } from '../../../shared/profile/guangyuan.ts';
import { actOf, person } from '../../support/people.ts';
import { aContent } from '../../support/plan-samples.ts';
import { openRecord, type TestRecord } from '../../support/record.ts';
import { foundSmallCity } from '../../support/small-city.ts';
import { expectSoundTrail, wholeTrail } from '../../support/trail.ts';

let record: TestRecord;
beforeAll(async () => {
  record = await openRecord();
  await foundSmallCity(record.stores);
});
afterAll(() => record.close());

const at = (now: string) => ({ now: instant(`${now}+08:00`) });
const step = (now: string) => ({ stores: record.stores, profile: guangyuan, act: actOf({ kind: 'step', execution: 'plan-2026', step: 'test' } as const, at(now)) });
const by = (actor: ReturnType<typeof person>, now: string) => ({ stores: record.stores, profile: guangyuan, act: actOf(actor, at(now)) });
const year = async () => loadYear(record.stores.lifecycle, 2026);
const traceless = async (run: () => Promise<{ ok: boolean }>, code: string) => {
  const before = [await year(), await readHead(record.stores.lifecycle, 'year/2026')];
  expect(await run()).toMatchObject({ ok: false, error: { code } });
  expect([await year(), await readHead(record.stores.lifecycle, 'year/2026')]).toEqual(before);
};
const submitted = async (department: string, more: Parameters<typeof aContent>[0], now: string): Promise<string> => {
  const operator = by(person('operator', department), now);
  const drafted = await draftProposal(operator, { year: 2026, content: aContent({ leadDepartment: department, quantity: 1, ...more }) });
  const proposalId = drafted.ok ? drafted.value.proposalId : '';
  expect(await submitProposal(operator, { proposalId })).toMatchObject({ ok: true });
  return proposalId;
};
const conference = person('conference');
const government = person('government');

let food = '';
let fire = '';

// One plan year from its opening to its publication; each test goes on where the one before stopped.
test('[GY-5] the year opens once, with the deadlines of the profile', async () => {
  expect(await openYearRecord(step('2025-11-01T09:00:00'), 2026)).toMatchObject({
    ok: true, value: { stage: 'collecting', submitBy: '2025-12-31', issueBy: '2026-01-31', finishBy: '2026-11-20', version: 1 },
  });
  expect(await openYearRecord(step('2025-11-01T09:00:05'), 2026)).toMatchObject({ ok: true, value: { openedAt: '2025-11-01T09:00:00+08:00' } });
  expect((await readHead(record.stores.lifecycle, 'year/2026')).seq).toBe(1);
});

test('[GY-6] submissions close after 31 December and name the departments that did not submit', async () => {
  food = await submitted('01', { inspectionDate: { from: '2026-05-06', to: '2026-06-30' } }, '2025-12-20T09:00:00');
  await traceless(() => closeSubmissions(step('2025-12-31T23:59:59'), 2026), 'submissions-still-open');
  await traceless(() => compilePlan(by(conference, '2025-12-30T10:00:00'), { year: 2026 }), 'submissions-still-open');
  expect(await closeSubmissions(step('2026-01-01T00:00:00'), 2026)).toMatchObject({ ok: true, value: { stage: 'reviewing', missing: ['02', '03', '08'] } });
  expect(await closeSubmissions(step('2026-01-01T00:00:09'), 2026)).toMatchObject({ ok: true, value: { closedAt: '2026-01-01T00:00:00+08:00', version: 2 } });
});

test('[GY-7] the conference compiles when nothing is undecided, late submissions among them', async () => {
  fire = await submitted('08', { items: ['fire-safety'], inspectionDate: { from: '2026-03-02', to: '2026-04-30' } }, '2026-01-05T09:00:00');
  await reviewProposal(by(conference, '2026-01-08T09:00:00'), { proposalId: food, review: { decision: 'approve' } });
  await traceless(() => compilePlan(by(conference, '2026-01-08T10:00:00'), { year: 2026 }), 'proposals-undecided');
  await reviewProposal(by(conference, '2026-01-09T09:00:00'), { proposalId: fire, review: { decision: 'approve' } });
  await traceless(() => issuePlan(by(government, '2026-01-09T09:30:00'), { year: 2026, documentNo: '广府办发〔2026〕3号' }), 'plan-not-compiled');
  await traceless(() => compilePlan(by(conference, '2026-01-09T10:00:00'), { year: 2026, ifMatch: 1 }), 'version-outdated');
  expect(await compilePlan(by(conference, '2026-01-09T10:00:00'), { year: 2026, ifMatch: 2 })).toMatchObject({
    ok: true,
    value: { stage: 'compiled', compiledBy: { sub: conference.sub }, entries: [{ proposalId: fire, batchId: 'batch-2026-001' }, { proposalId: food, batchId: 'batch-2026-002' }] },
  });
});

test('[GY-7] once compiled, nothing in the plan changes: no submission, no review, no second compilation', async () => {
  const late = by(person('operator', '01'), '2026-01-12T09:00:00');
  await traceless(() => draftProposal(late, { year: 2026, content: aContent() }), 'plan-closed');
  await traceless(() => reviewProposal(by(conference, '2026-01-12T09:00:00'), { proposalId: food, review: { decision: 'return', reasons: '改期' } }), 'plan-closed');
  await traceless(() => compilePlan(by(conference, '2026-01-12T10:00:00'), { year: 2026 }), 'plan-already-compiled');
});

test('[GY-7] the government issues it, and neither the compiler nor an author may in its place', async () => {
  const documentNo = '广府办发〔2026〕3号';
  await traceless(() => publishPlan(step('2026-01-19T09:00:00'), 2026), 'plan-not-issued');
  await traceless(() => issuePlan(by(person('government', undefined, { sub: conference.sub }), '2026-01-20T09:00:00'), { year: 2026, documentNo }), 'issue-by-compiler');
  await traceless(() => issuePlan(by(person('government', '08', { sub: 'operator-08' }), '2026-01-20T09:00:00'), { year: 2026, documentNo }), 'issue-by-author');
  expect(await issuePlan(by(government, '2026-01-20T09:00:00'), { year: 2026, documentNo })).toMatchObject({ ok: true, value: { stage: 'issued', documentNo, issuedBy: { sub: government.sub } } });
  await traceless(() => issuePlan(by(government, '2026-01-21T09:00:00'), { year: 2026, documentNo }), 'plan-already-issued');
});

test('[GY-7] publishing projects the plan and schedules a batch for each entry, once', async () => {
  expect(await publishPlan(step('2026-01-20T09:01:00'), 2026)).toEqual({ ok: true, value: { entries: 2 } });
  expect(await publishPlan(step('2026-01-20T09:02:00'), 2026)).toEqual({ ok: true, value: { entries: 2 } });
  expect(await year()).toMatchObject({ value: { stage: 'published', publishedAt: '2026-01-20T09:01:00+08:00' } });
  expect(await record.stores.publication.get({ pk: 'PLAN', sk: '2026' })).toMatchObject({
    year: 2026, documentNo: '广府办发〔2026〕3号', entries: [{ batchId: 'batch-2026-001' }, { batchId: 'batch-2026-002' }],
    departments: { '01': '市第01部门', '08': '市第08部门' }, items: { 'food-sales': '食品销售监督检查' },
  });
  expect(await findBatch(record.stores.lifecycle, 'batch-2026-001')).toMatchObject({ stage: 'scheduled', year: 2026, entry: { proposalId: fire, leadDepartment: '08', scope: 'single' }, version: 1 });
  await expectSoundTrail(record.stores.lifecycle, 'year/2026', 'batch/batch-2026-001', 'batch/batch-2026-002');
});

test('[GY-1] the trail of the year names who did what, in order', async () => {
  const trail = await wholeTrail(record.stores.lifecycle, 'year/2026');
  expect(trail.map(({ action }) => action)).toEqual([
    'year.open', 'proposal.draft', 'proposal.submit', 'year.close-submissions', 'proposal.draft', 'proposal.submit', 'proposal.approve', 'proposal.approve', 'year.compile', 'year.issue', 'plan.publish',
  ]);
  expect(trail[5]).toMatchObject({ actor: { sub: 'operator-08' }, before: { stage: 'draft' }, after: { stage: 'submitted', late: true } });
});

test('a publication that stopped half way goes on: what is scheduled stays, the rest follows', async () => {
  const other = await openRecord();
  try {
    const stopped = { ...other.stores, transact: failingAfter(other.stores.transact, 1) };
    const { value: published } = (await year()) as { value: Record<string, unknown> };
    const { publishedAt: _, ...issued } = published;
    await other.stores.transact([{ table: other.stores.lifecycle, item: { Put: { TableName: other.stores.lifecycle.name, Item: { pk: 'YEAR#2026', sk: 'YEAR', shape: 1, ...issued, stage: 'issued' } } } }]);
    await expect(publishPlan({ ...step('2026-01-20T09:01:00'), stores: stopped }, 2026)).rejects.toThrow('the process died');
    expect(await other.stores.publication.get({ pk: 'PLAN', sk: '2026' })).toBeUndefined();
    expect(await publishPlan({ ...step('2026-01-20T09:01:30'), stores: other.stores }, 2026)).toEqual({ ok: true, value: { entries: 2 } });
    await expectSoundTrail(other.stores.lifecycle, 'year/2026', 'batch/batch-2026-001', 'batch/batch-2026-002');
  } finally {
    await other.close();
  }
});

const failingAfter = (transact: TestRecord['stores']['transact'], writes: number): TestRecord['stores']['transact'] => {
  let left = writes;
  return async (all) => {
    left -= 1;
    if (left < 0) throw new Error('the process died');
    return transact(all);
  };
};
