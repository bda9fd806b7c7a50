import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { readHead } from '../../../shared/audit/trail.ts';
import { instant } from '../../../shared/kernel/instant.ts';
import { changeProposal } from '../../../shared/plan/change-proposal.ts';
import { draftProposal } from '../../../shared/plan/draft-proposal.ts';
import { openRecord as openYearRecord } from '../../../shared/plan/open-record.ts';
import type { PlanDraft } from '../../../shared/plan/draft.ts';
import { loadProposal } from '../../../shared/plan/proposal-store.ts';
import { reviewProposal } from '../../../shared/plan/review-proposal.ts';
import { submitProposal } from '../../../shared/plan/submit-proposal.ts';
import { discardProposal, withdrawProposal } from '../../../shared/plan/withdraw-proposal.ts';
import { guangyuan } from '../../../shared/profile/guangyuan.ts';
import { enterTargets } from '../../../shared/registry/enter-targets.ts';
import { actOf, person } from '../../support/people.ts';
import { aContent } from '../../support/plan-samples.ts';
import { aTarget } from '../../support/registry-samples.ts';
import { openRecord, type TestRecord } from '../../support/record.ts';
import { foundSmallCity } from '../../support/small-city.ts';
import { expectSoundTrail } from '../../support/trail.ts';

let record: TestRecord;
beforeAll(async () => {
  record = await openRecord();
  await foundSmallCity(record.stores);
  const step = { kind: 'step', execution: 'plan-2026', step: 'open-record' } as const;
  expect(await openYearRecord({ stores: record.stores, profile: guangyuan, act: actOf(step) }, 2026)).toMatchObject({ ok: true });
});
afterAll(async () => {
  await expectSoundTrail(record.stores.lifecycle, 'year/2026');
  await record.close();
});

const by = (actor = person('operator', '01'), now = '2025-12-10T10:00:00') => ({ stores: record.stores, profile: guangyuan, act: actOf(actor, { now: instant(`${now}+08:00`) }) });
const draft = async (content: PlanDraft, department = '01'): Promise<string> => {
  const drafted = await draftProposal(by(person('operator', department)), { year: 2026, content });
  if (!drafted.ok) throw new Error(drafted.error.code);
  return drafted.value.proposalId;
};
const small = (more: Parameters<typeof aContent>[0] = {}, raw: PlanDraft = {}): PlanDraft => ({ ...aContent({ quantity: 1, ...more }), ...raw });
const stored = async (proposalId: string) => {
  const loaded = await loadProposal(record.stores.lifecycle, proposalId);
  return loaded.ok ? loaded.value : loaded.error;
};
/** The command is refused with `code`, and neither the proposal nor the trail has changed. */
const refusedWithoutTrace = async (proposalId: string, run: () => Promise<{ ok: boolean; error?: { code: string } }>, code: string) => {
  const before = [await stored(proposalId), await readHead(record.stores.lifecycle, 'year/2026')];
  expect(await run()).toMatchObject({ ok: false, error: { code } });
  expect([await stored(proposalId), await readHead(record.stores.lifecycle, 'year/2026')]).toEqual(before);
};

describe('a proposal on its way', () => {
  test('[GY-5] is drafted, submitted in time and approved by the conference', async () => {
    const proposalId = await draft(small());
    expect(proposalId).toMatch(/^2026-01-\d{2}$/);
    expect(await submitProposal(by(), { proposalId })).toMatchObject({ ok: true, value: { stage: 'submitted', late: false, version: 2 } });
    const approved = await reviewProposal(by(person('conference')), { proposalId, review: { decision: 'approve' } });
    expect(approved).toMatchObject({ ok: true, value: { stage: 'approved', version: 3 } });
    expect(await stored(proposalId)).toEqual(approved.ok && approved.value);
  });

  test('[GY-7] is returned with reasons, corrected, and submitted again without being called late for it', async () => {
    const proposalId = await draft(small());
    await submitProposal(by(), { proposalId });
    expect(await reviewProposal(by(person('conference')), { proposalId, review: { decision: 'return', reasons: '检查对象应写明范围' } })).toMatchObject({
      ok: true, value: { stage: 'returned', reasons: '检查对象应写明范围' },
    });
    expect(await changeProposal(by(), { proposalId, content: small({ name: '2026年食品销售抽查（修改）' }), ifMatch: 3 })).toMatchObject({ ok: true, value: { stage: 'returned', version: 4 } });
    expect(await submitProposal(by(undefined, '2026-01-08T10:00:00'), { proposalId })).toMatchObject({ ok: true, value: { stage: 'submitted', late: false, content: { name: '2026年食品销售抽查（修改）' } } });
    expect(await withdrawProposal(by(), { proposalId })).toMatchObject({ ok: true, value: { stage: 'withdrawn' } });
  });

  test('[GY-6] is accepted after 31 December and marked late; one second before it is in time', async () => {
    const [inTime, late] = [await draft(small()), await draft(small())];
    expect(await submitProposal(by(undefined, '2025-12-31T23:59:59'), { proposalId: inTime })).toMatchObject({ ok: true, value: { late: false } });
    expect(await submitProposal(by(undefined, '2026-01-01T00:00:00'), { proposalId: late })).toMatchObject({ ok: true, value: { late: true } });
    for (const proposalId of [inTime, late]) await withdrawProposal(by(), { proposalId });
  });

  test('[GY-7] is merged into another, which takes over its items and departments', async () => {
    const [host, guest] = [await draft(small()), await draft(small({ leadDepartment: '08', items: ['fire-safety'], targets: { description: '餐饮', frame: { regions: ['5108'] } } }), '08')];
    await submitProposal(by(), { proposalId: host });
    expect(await submitProposal(by(person('operator', '08')), { proposalId: guest })).toMatchObject({ ok: true });
    expect(await reviewProposal(by(person('conference')), { proposalId: guest, review: { decision: 'merge', into: host } })).toMatchObject({ ok: true, value: { stage: 'merged', into: host } });
    expect(await stored(host)).toMatchObject({ stage: 'submitted', mergedFrom: [guest], content: { items: ['food-sales', 'fire-safety'], participatingDepartments: ['08'] } });
    await refusedWithoutTrace(host, () => withdrawProposal(by(), { proposalId: host }), 'proposal-stage');
  });

  test('a discarded draft keeps its record and its number', async () => {
    const proposalId = await draft({});
    expect(await discardProposal(by(), { proposalId })).toMatchObject({ ok: true, value: { stage: 'withdrawn' } });
    expect(await draft({})).not.toBe(proposalId);
  });
});

describe('what is refused leaves no trace', () => {
  test('[GY-9] an incomplete proposal', async () => {
    const { ratio: _, ...rest } = small();
    const proposalId = await draft(rest);
    await refusedWithoutTrace(proposalId, () => submitProposal(by(), { proposalId }), 'plan-fields-incomplete');
  });

  test('[GY-5] a submission made twice', async () => {
    const proposalId = await draft(small());
    await submitProposal(by(), { proposalId });
    await refusedWithoutTrace(proposalId, () => submitProposal(by(), { proposalId }), 'proposal-already-submitted');
    await withdrawProposal(by(), { proposalId });
  });

  test('[GY-4] a submission of a department without work rules', async () => {
    const proposalId = await draft(small({ leadDepartment: '03' }), '03');
    await refusedWithoutTrace(proposalId, () => submitProposal(by(person('operator', '03')), { proposalId }), 'work-rules-missing');
  });

  test.each([
    ['[GY-13] a ratio over 5 %', { ratio: '51/1000' }, 'ratio-over-cap'],
    ['[GY-13] a directory so small that the cap rounds to zero', { targets: { description: '餐饮单位', frame: { industries: ['H6210'] } } }, 'cap-rounds-to-zero'],
    ['[GY-13] a quantity over the cap', { quantity: 5 }, 'quantity-over-cap'],
    ['[NR-8] ratios by class where nothing is drawn by class', { quantity: null, classes: [{ code: 'D', ratio: '1/1' } as const] }, 'classes-not-drawn-by'],
    ['[GY-14] another department’s item', { items: ['food-sales', 'fire-safety'] }, 'item-of-others'],
    ['[GY-14] another department in the lead', { leadDepartment: '08' }, 'lead-not-own'],
    ['[GY-17] an inspection that ends after 20 November', { inspectionDate: { from: '2026-11-01', to: '2026-11-30' } }, 'date-after-finish'],
  ])('%s', async (_, more, code) => {
    const proposalId = await draft(small(more));
    await refusedWithoutTrace(proposalId, () => submitProposal(by(), { proposalId }), code);
  });

  test('[GY-7] a review by an author, a return without reasons, a second review', async () => {
    const proposalId = await draft(small());
    await submitProposal(by(), { proposalId });
    const author = person('conference', '01', { sub: 'operator-01' });
    await refusedWithoutTrace(proposalId, () => reviewProposal(by(author), { proposalId, review: { decision: 'approve' } }), 'review-by-author');
    await refusedWithoutTrace(proposalId, () => reviewProposal(by(person('conference')), { proposalId, review: { decision: 'return' } }), 'reasons-required');
    await reviewProposal(by(person('conference')), { proposalId, review: { decision: 'approve' } });
    await refusedWithoutTrace(proposalId, () => reviewProposal(by(person('conference')), { proposalId, review: { decision: 'return', reasons: '反悔' } }), 'review-already-decided');
    await refusedWithoutTrace(proposalId, () => withdrawProposal(by(), { proposalId }), 'proposal-stage');
  });

  test('another department’s proposal, an outdated version, a submitted one changed', async () => {
    const proposalId = await draft(small());
    await refusedWithoutTrace(proposalId, () => submitProposal(by(person('operator', '08')), { proposalId }), 'not-own-department');
    await refusedWithoutTrace(proposalId, () => submitProposal(by(), { proposalId, ifMatch: 7 }), 'version-outdated');
    await submitProposal(by(), { proposalId });
    await refusedWithoutTrace(proposalId, () => changeProposal(by(), { proposalId, content: {} }), 'proposal-stage');
    await withdrawProposal(by(), { proposalId });
  });

  test('[GY-5] a draft for a year that is not open', async () => {
    expect(await draftProposal(by(), { year: 2030, content: {} })).toMatchObject({ ok: false, error: { code: 'year-not-open' } });
  });
});

test('[GY-13] proposals on one directory share the year’s 5 % between them', async () => {
  const frame = { targets: { description: '全部对象', frame: { status: ['001'] } } };
  const [first, second, third] = [await draft(small({ ...frame, quantity: 3 })), await draft(small({ ...frame, quantity: 3 })), await draft(small({ ...frame, quantity: 2 }))];
  expect(await submitProposal(by(), { proposalId: first })).toMatchObject({ ok: true });
  expect(await submitProposal(by(), { proposalId: second })).toMatchObject({ ok: false, error: { code: 'quantity-over-cap', facts: { cap: 2, size: 100, used: 3 } } });
  expect(await submitProposal(by(), { proposalId: third })).toMatchObject({ ok: true });
  await withdrawProposal(by(), { proposalId: third });
  await withdrawProposal(by(), { proposalId: first });
  expect(await submitProposal(by(), { proposalId: second })).toMatchObject({ ok: true });
  await withdrawProposal(by(), { proposalId: second });
});

test('[NR-8] ratios by credit class are judged by a census that counts the classes', async () => {
  const credit = { ...guangyuan, draw: { ...guangyuan.draw, strata: { by: 'credit', clause: 'NR-8' } } } as const;
  const submit = async (classes: NonNullable<PlanDraft['classes']>) =>
    submitProposal({ ...by(), profile: credit }, { proposalId: await draft(small({ targets: { description: '饮品店', frame: { industries: ['H6220'] } }, quantity: null }, { classes })) });
  const firms = Array.from({ length: 40 }, (_, n) => aTarget(300 + n, { industry: 'H6220', creditClass: n < 3 ? 'D' : 'A' }));
  expect(await enterTargets(by(), firms)).toMatchObject({ ok: true });
  expect(await submit([{ code: 'D', ratio: '1/1', mandatory: true }])).toMatchObject({ ok: false, error: { code: 'mandatory-over-cap', facts: { mandatory: 3, cap: 2, size: 40 } } });
  expect(await submit([{ code: 'D', ratio: '3/2' }])).toMatchObject({ ok: false, error: { code: 'plan-fields-incomplete', errors: [{ pointer: '/content/classes/0/ratio' }] } });
  expect(await submit([{ code: 'D', ratio: '1/3', mandatory: true }])).toMatchObject({ ok: true, value: { content: { classes: [{ code: 'D', ratio: '1/3', mandatory: true }] } } });
});

test('[GY-13] a directory that has grown since it was last counted is counted again before a proposal is refused', async () => {
  const tenMore = { targets: { description: '餐饮单位', frame: { industries: ['H6210'] } } };
  const proposalId = await draft(small(tenMore));
  await refusedWithoutTrace(proposalId, () => submitProposal(by(), { proposalId }), 'cap-rounds-to-zero');
  const more = Array.from({ length: 10 }, (_, n) => aTarget(200 + n, { industry: 'H6210' }));
  expect(await enterTargets(by(), more)).toMatchObject({ ok: true });
  expect(await submitProposal(by(), { proposalId })).toMatchObject({ ok: true });
});

test('a command sent again with its Idempotency-Key is the same command: the second write does not happen', async () => {
  const act = actOf(person('operator', '01'), { idempotency: { key: 'draft-1', request: 'a'.repeat(64) } });
  const context = { stores: record.stores, profile: guangyuan, act };
  expect(await draftProposal(context, { year: 2026, content: small() })).toMatchObject({ ok: true });
  expect(await draftProposal(context, { year: 2026, content: small() })).toMatchObject({ ok: false, error: { code: 'already-done' } });
});
