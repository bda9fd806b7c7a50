import { afterAll, beforeAll, expect, test } from 'vitest';
import { instant } from '../../../shared/kernel/instant.ts';
import { draftProposal } from '../../../shared/plan/draft-proposal.ts';
import type { PlanDraft } from '../../../shared/plan/draft.ts';
import { openRecord as openYearRecord } from '../../../shared/plan/open-record.ts';
import { submitProposal } from '../../../shared/plan/submit-proposal.ts';
import { withdrawProposal } from '../../../shared/plan/withdraw-proposal.ts';
import { guangyuan } from '../../../shared/profile/guangyuan.ts';
import { profileSchema } from '../../../shared/profile/profile.ts';
import { actOf, person } from '../../support/people.ts';
import { aContent } from '../../support/plan-samples.ts';
import { openRecord, type TestRecord } from '../../support/record.ts';
import { foundSmallCity } from '../../support/small-city.ts';
import { expectSoundTrail } from '../../support/trail.ts';

/** A directory of 90, drawn by class, of which everybody is in class A. */
const profile = profileSchema.parse({ ...guangyuan, draw: { ...guangyuan.draw, strata: { by: 'credit', clause: 'NR-8' } } });

let record: TestRecord;
beforeAll(async () => {
  record = await openRecord();
  await foundSmallCity(record.stores);
  await openYearRecord({ stores: record.stores, profile, act: actOf({ kind: 'step', execution: 'plan-2026', step: 'open-record' } as const) }, 2026);
});
afterAll(async () => {
  await expectSoundTrail(record.stores.lifecycle, 'year/2026');
  await record.close();
});

const by = (department: string) => ({ stores: record.stores, profile, act: actOf(person('operator', department), { now: instant('2025-12-10T10:00:00+08:00') }) });
const drafted = async (department: string, itemId: string, more: PlanDraft): Promise<string> => {
  const done = await draftProposal(by(department), { year: 2026, content: { ...aContent({ leadDepartment: department, items: [itemId] }), ...more } });
  if (!done.ok) throw new Error(done.error.code);
  return done.value.proposalId;
};

/** Two departments submit at the same moment; how each was answered. */
const atOnce = async (more: PlanDraft): Promise<readonly string[]> => {
  const asked = [['01', await drafted('01', 'food-sales', more)], ['08', await drafted('08', 'fire-safety', more)]] as const;
  const answers = await Promise.all(asked.map(([department, proposalId]) => submitProposal(by(department), { proposalId })));
  for (const [department, proposalId] of asked) await withdrawProposal(by(department), { proposalId });
  return answers.map((answer) => (answer.ok ? 'submitted' : answer.error.code)).sort();
};

test('[GY-13] of two proposals submitted at the same moment one finds the cap taken by the other', async () => {
  expect(await atOnce({ quantity: 3 })).toEqual(['quantity-over-cap', 'submitted']);
});

test('[NR-8] of two whose classes must stay whole, and which the cap has no room for together, one is refused', async () => {
  expect(await atOnce({ classes: [{ code: 'A', ratio: '1/40', mandatory: true }] })).toEqual(['mandatory-over-cap', 'submitted']);
});

test('[GY-5] two that the cap has room for are both submitted', async () => {
  expect(await atOnce({ quantity: 2 })).toEqual(['submitted', 'submitted']);
});
