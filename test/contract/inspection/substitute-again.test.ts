import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { claimTask } from '../../../shared/inspection/claim-task.ts';
import { closeStage } from '../../../shared/inspection/close-stage.ts';
import { completeVisit } from '../../../shared/inspection/complete-visit.ts';
import { enterResults } from '../../../shared/inspection/enter-results.ts';
import type { Form } from '../../../shared/inspection/form.ts';
import { organiseVisit } from '../../../shared/inspection/organise-visit.ts';
import { recordResult } from '../../../shared/inspection/record-result.ts';
import { reportLoss } from '../../../shared/inspection/report-loss.ts';
import { viewForm } from '../../../shared/inspection/view-form.ts';
import { localDate } from '../../../shared/kernel/local-date.ts';
import { guangyuan } from '../../../shared/profile/guangyuan.ts';
import { publishResults } from '../../../shared/publication/publish-results.ts';
import { person } from '../../support/people.ts';
import { openRecord, type TestRecord } from '../../support/record.ts';
import { wholeTrail } from '../../support/trail.ts';
import { commitAfterLoss, formNow, holdAfterLoss, layDispatched, linesOf, revealFor } from '../draw/losses-scene.ts';
import { by, byStep, LEAD, must, operator, OTHER, PARTICIPANTS } from '../draw/scene.ts';
import { verdict } from '../draw/verdict.ts';

const BATCH = 'batch-2026-001';
const partner = person('operator', OTHER);
let record: TestRecord;
let forms: readonly Form[];

const context = (now: string, who = operator) => ({ stores: record.stores, profile: guangyuan, act: by(who, now) });
const step = (now: string) => ({ stores: record.stores, profile: guangyuan, act: byStep('test', now) });
const now = ({ inspectionId }: Form): Promise<Form> => formNow(record.stores, inspectionId);
const officersOf = ({ tasks }: Form): string[] => tasks.flatMap(({ officers }) => officers.map(({ officerId }) => officerId));
const lose = async (form: Form, at: string): Promise<string> => {
  const officerId = officersOf(form)[0] ?? '';
  await must(reportLoss(context(at), form.inspectionId, { department: LEAD, officerId, reason: '参加上级抽调', evidence: [] }));
  return officerId;
};
const substitutesOf = async ({ inspectionId }: Form): Promise<number> =>
  (await wholeTrail(record.stores.lifecycle, `inspection/${inspectionId}`)).filter(({ action }) => action === 'inspection.substitute').length;

beforeAll(async () => {
  record = await openRecord();
  // Three seats, of which two suffice.
  forms = await layDispatched(record.stores, BATCH, { departments: [{ code: LEAD, seats: 3 }, { code: OTHER, seats: 2 }] });
}, 60_000);
afterAll(() => record.close());

describe('a substitute is written on the form once, and while the visit is to come', { timeout: 60_000 }, () => {
  test('[BY-3] [BY-10] the same reveals sent again change neither the form nor its trail', async () => {
    const [form] = forms as [Form];
    const at = '2026-03-26T09:00:00+08:00';
    const lost = await lose(form, at);
    await holdAfterLoss(record.stores, BATCH, 1, at);
    const drawn = await now(form);
    expect([officersOf(drawn).includes(lost), await substitutesOf(form)]).toEqual([false, 1]);
    for (const id of PARTICIPANTS) await must(revealFor(record.stores, BATCH, 1, id, at));
    expect([await now(form), await substitutesOf(form)]).toEqual([drawn, 1]);
  });

  test('[BY-3] [GY-17] a last reveal that comes after the visit was made and published is recorded, and seats nobody who was not there', async () => {
    const { stores } = record;
    for (const { inspectionId } of forms) {
      for (const who of [operator, partner]) await must(claimTask(context('2026-03-30T09:00:00+08:00', who), inspectionId));
      await must(organiseVisit(context('2026-03-30T10:00:00+08:00'), inspectionId, { visitOn: localDate('2026-04-08'), method: 'on-site' }));
    }
    await must(closeStage(step('2026-03-30T11:00:00+08:00'), BATCH, 'organised'));
    const form = await now(forms[1] as Form);
    const lost = await lose(form, '2026-04-08T09:00:00+08:00');
    const { seq = 0 } = (await linesOf(stores, BATCH, '2026-04-08T09:00:00+08:00')).at(-1) ?? {};
    for (const id of PARTICIPANTS) await must(commitAfterLoss(stores, BATCH, seq, id, '2026-04-08T10:00:00+08:00'));
    const [last = '', ...others] = PARTICIPANTS;
    for (const id of others) await must(revealFor(stores, BATCH, seq, id, '2026-04-08T10:00:00+08:00'));
    for (const { inspectionId, items } of forms) {
      const officersPresent = officersOf((await must(viewForm(stores, inspectionId))).value).filter((officer) => inspectionId !== form.inspectionId || officer !== lost);
      await must(completeVisit(context('2026-04-08T15:00:00+08:00'), inspectionId, { visitedOn: localDate('2026-04-08'), officersPresent }));
      for (const { itemId, department } of items) {
        const content = { codes: ['01' as const], note: '资料齐全', followUp: 'none' as const, evidence: [] };
        await must(recordResult(context('2026-04-08T16:00:00+08:00', department === LEAD ? operator : partner), { inspectionId, itemId, content }));
      }
    }
    await must(closeStage(step('2026-04-08T17:00:00+08:00'), BATCH, 'inspected'));
    for (const { inspectionId } of forms) await must(enterResults(context('2026-04-08T17:10:00+08:00'), inspectionId));
    await must(closeStage(step('2026-04-08T17:20:00+08:00'), BATCH, 'entered'));
    await must(publishResults(step('2026-04-08T17:30:00+08:00'), BATCH));
    const published = await now(form);
    expect(published.stage).toBe('published');

    const at = '2026-04-08T18:00:00+08:00';
    await must(revealFor(stores, BATCH, seq, last, at));
    await must(revealFor(stores, BATCH, seq, last, at));
    expect((await linesOf(stores, BATCH, at)).at(-1)).toMatchObject({ kind: 'replaced', tasks: [{ taskId: `${form.targetId}${LEAD}` }] });
    expect([await now(form), await substitutesOf(form)]).toEqual([published, 0]);
    // Nor is anybody shown there who never came.
    expect((await must(viewForm(stores, form.inspectionId))).value).toEqual(published);
    expect(await verdict(stores, BATCH, 1, 'witness')).toMatch(/^PASS/);
  });
});
