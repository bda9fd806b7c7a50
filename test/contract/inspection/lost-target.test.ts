import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { readTrail } from '../../../shared/audit/trail.ts';
import { readTranscript } from '../../../shared/draw/record/draw-files.ts';
import { claimTask } from '../../../shared/inspection/claim-task.ts';
import { closeStage } from '../../../shared/inspection/close-stage.ts';
import { completeVisit } from '../../../shared/inspection/complete-visit.ts';
import { enterResults } from '../../../shared/inspection/enter-results.ts';
import { formsOf } from '../../../shared/inspection/form-store.ts';
import { inspectionIdOf, type Form } from '../../../shared/inspection/form.ts';
import { organiseVisit } from '../../../shared/inspection/organise-visit.ts';
import { readProgress } from '../../../shared/inspection/progress-store.ts';
import { recordResult } from '../../../shared/inspection/record-result.ts';
import { readInbox } from '../../../shared/lifecycle/inbox-store.ts';
import { localDate } from '../../../shared/kernel/local-date.ts';
import { loadBatch } from '../../../shared/plan/batch-store.ts';
import { project } from '../../../shared/store/write.ts';
import { guangyuan } from '../../../shared/profile/guangyuan.ts';
import { publishResults } from '../../../shared/publication/publish-results.ts';
import { publicResultsOf } from '../../../shared/publication/result-store.ts';
import { viewReconciliation } from '../../../shared/publication/view-reconciliation.ts';
import { visitsOf } from '../../../shared/publication/visits-of.ts';
import { person } from '../../support/people.ts';
import { openRecord, type TestRecord } from '../../support/record.ts';
import { formNow, head, holdAfterLoss, layDispatched, linesOf, loseTarget, loseWithEvidence, upload } from '../draw/losses-scene.ts';
import { by, byStep, codeOf, LEAD, must, operator, OTHER } from '../draw/scene.ts';
import { verdict } from '../draw/verdict.ts';

const BATCH = 'batch-2026-001';
const LOSS_AT = '2026-03-26T09:00:00+08:00';
const LATER = '2026-03-27T09:00:00+08:00';
const partner = person('operator', OTHER);
let record: TestRecord;
let forms: readonly Form[];
let reserve: readonly string[];

const context = (who = operator, now = '2026-03-30T09:00:00+08:00') => ({ stores: record.stores, profile: guangyuan, act: by(who, now) });
const step = (now: string) => ({ stores: record.stores, profile: guangyuan, act: byStep('test', now) });
const organise = async (inspectionId: string, now: string): Promise<void> => {
  for (const who of [operator, partner]) await must(claimTask(context(who, now), inspectionId));
  await must(organiseVisit(context(operator, now), inspectionId, { visitOn: localDate('2026-04-08'), method: 'on-site' }));
};

beforeAll(async () => {
  record = await openRecord();
  forms = await layDispatched(record.stores, BATCH, { reserve: 1 });
  reserve = (await readTranscript(record.stores, { batchId: BATCH, drawNo: 1 })).reserve[0]?.ids ?? [];
}, 60_000);
afterAll(() => record.close());

describe('a target that cannot be inspected', { timeout: 60_000 }, () => {
  test('[BY-3] [BY-6] is recorded by the head of the lead department, on evidence; whoever is refused changes nothing', async () => {
    const [form] = forms as [Form];
    const evidence = [await upload(record.stores, form, '核准注销通知书')];
    expect(await codeOf(loseTarget(record.stores, form, LOSS_AT))).toBe('loss-needs-evidence');
    expect(await codeOf(loseTarget(record.stores, form, LOSS_AT, { evidence }, person('head', OTHER)))).toBe('not-own-department');
    expect(await codeOf(loseTarget(record.stores, form, LOSS_AT, { evidence }, operator))).toBe('not-own-department');
    expect(await codeOf(loseTarget(record.stores, form, LOSS_AT, { code: 'no-officers' }))).toBe('officers-at-hand');
    expect(await codeOf(loseTarget(record.stores, form, LOSS_AT, { code: 'over-cap' }))).toBe('visits-have-room');
    expect(await codeOf(loseTarget(record.stores, form, LOSS_AT, { evidence: [{ sha256: 'ab'.repeat(32), name: '照片', contentType: 'image/png' }] }))).toBe('evidence-not-uploaded');
    // While its notices go out, a batch is not dispatched yet.
    const dispatched = (await must(loadBatch(record.stores.lifecycle, BATCH))).value;
    if (dispatched.stage !== 'dispatched') throw new Error('not dispatched');
    const write = (stage: 'drawn' | 'dispatched') => record.stores.transact([project(record.stores.lifecycle, { pk: `BATCH#${BATCH}`, sk: 'BATCH', ...dispatched, stage })]);
    await must(write('drawn'));
    expect(await codeOf(loseTarget(record.stores, form, LOSS_AT, { evidence }))).toBe('form-not-in-stage');
    await must(write('dispatched'));
    expect(await formNow(record.stores, form.inspectionId)).toEqual(form);
    expect(await linesOf(record.stores, BATCH, LOSS_AT)).toEqual([]);
  });

  test('[BY-3] is recorded first, with its coded end; the first unused reserve takes its place, and a fresh ceremony draws who visits it', async () => {
    const [form] = forms as [Form];
    const [next = ''] = reserve;
    const evidence = [await upload(record.stores, form, '核准注销通知书')];
    const lost = (await must(loseTarget(record.stores, form, LOSS_AT, { evidence }))).value;
    expect(lost).toMatchObject({ stage: 'lost', loss: { code: '05', event: 1, successor: next, on: '2026-03-26' } });
    expect(await linesOf(record.stores, BATCH, LOSS_AT)).toMatchObject([{ kind: 'lost-target', target: form.targetId, reason: `05 注销；登记机关已核准注销；sha256:${evidence[0]?.sha256 ?? ''}` }]);
    const inspectionId = inspectionIdOf(BATCH, next);
    const opened = await formNow(record.stores, inspectionId);
    expect(opened).toMatchObject({ stage: 'drawn', calledIn: { event: 1, for: form.targetId }, tasks: [{ department: LEAD, officers: [] }, { department: OTHER, officers: [] }] });
    expect(await readProgress(record.stores.lifecycle, BATCH)).toMatchObject({ drawn: forms.length + 1, entered: 1 });
    expect(await codeOf(claimTask(context(operator, LATER), inspectionId))).toBe('officers-awaited');
    expect(await codeOf(loseTarget(record.stores, opened, LOSS_AT, { code: 'no-officers' }))).toBe('officers-at-hand');
    expect(await verdict(record.stores, BATCH, 1, 'witness')).toMatch(/^PASS/);

    await holdAfterLoss(record.stores, BATCH, 1, LOSS_AT);
    const called = await formNow(record.stores, inspectionId);
    expect(called).toMatchObject({ stage: 'noticed', calledIn: { organiseBy: '2026-04-02' } });
    expect(called.tasks.map(({ department, officers }) => [department, new Set(officers.map(({ officerId }) => officerId)).size])).toEqual([[LEAD, 2], [OTHER, 2]]);
    const notice = called.stage === 'noticed' ? Buffer.from((await record.stores.evidence.get(called.notice.key)) ?? []).toString() : '';
    for (const { certificateNo } of called.tasks.flatMap(({ officers }) => officers)) expect(notice).toContain(certificateNo);
    const letters = await readInbox(record.stores.lifecycle, [`department/${LEAD}`, `department/${OTHER}`], 10);
    expect(letters.filter(({ zh }) => zh.includes(next)).map(({ addressee }) => addressee).sort()).toEqual([`department/${LEAD}`, `department/${OTHER}`]);
    expect(await verdict(record.stores, BATCH, 1, 'witness')).toMatch(/^PASS/);
  });

  test('[BY-3] whoever records the same loss again is told that the form has ended, and the lines are published all the same', async () => {
    const [form] = forms as [Form];
    await record.stores.published.put(`draws/${BATCH}/1/events.txt`, new Uint8Array(0), 'text/plain');
    expect(await codeOf(loseTarget(record.stores, form, LATER, { code: 'no-officers' }))).toBe('form-not-in-stage');
    expect(await verdict(record.stores, BATCH, 1, 'witness')).toMatch(/^PASS/);
    expect(new TextDecoder().decode(await record.stores.published.get(`draws/${BATCH}/1/events.txt`)).split('\n')).toHaveLength(3);
  });

  test('[BY-3] where no reserve is left, the line says so and the batch goes on without', async () => {
    await loseWithEvidence(record.stores, forms[1] as Form, LATER, { code: '12', ground: '已迁往外市' });
    const lines = await linesOf(record.stores, BATCH, LATER);
    expect(lines.map(({ kind }) => kind)).toEqual(['lost-target', 'replaced', 'lost-target', 'unfilled']);
    expect(lines[3]).toMatchObject({ stratum: 'A' });
    expect(await verdict(record.stores, BATCH, 1, 'witness')).toMatch(/^PASS/);
    expect((await formsOf(record.stores.lifecycle, BATCH)).length).toBe(forms.length + 1);
  });

  test('[BY-3] every line of the events enters the audit trail with its hash', async () => {
    const { stores } = record;
    const trail = JSON.stringify(await readTrail(stores.lifecycle, `batch/${BATCH}`));
    for (const line of await linesOf(stores, BATCH, LATER)) expect(trail).toContain(line.prev);
  });

  test('[GY-15] [GY-21] [BY-6] drawn and called in = published + exempt + open, each with its own end; nobody is marked as visited who was not', async () => {
    const { stores } = record;
    const open = (await formsOf(stores.lifecycle, BATCH)).filter(({ stage }) => stage === 'noticed').map(({ inspectionId }) => inspectionId);
    expect(open).toHaveLength(forms.length - 1);
    for (const inspectionId of open) await organise(inspectionId, '2026-04-02T09:00:00+08:00');
    const called = (await formsOf(stores.lifecycle, BATCH)).find(({ calledIn }) => calledIn !== undefined);
    expect(called).toMatchObject({ stage: 'organised', organisedLate: false });
    expect((await formsOf(stores.lifecycle, BATCH)).flatMap((form) => ('organisedLate' in form && form.organisedLate === true ? [form.targetId] : []))).not.toContain(called?.targetId);
    await must(closeStage(step('2026-04-03T09:00:00+08:00'), BATCH, 'organised'));
    expect(await codeOf(closeStage(step('2026-04-03T09:00:00+08:00'), BATCH, 'inspected'))).toBe('forms-open');
    for (const inspectionId of open) {
      const { tasks, items } = await formNow(stores, inspectionId);
      const officersPresent = tasks.flatMap(({ officers }) => officers.map(({ officerId }) => officerId));
      await must(completeVisit(context(operator, '2026-04-08T15:00:00+08:00'), inspectionId, { visitedOn: localDate('2026-04-08'), officersPresent }));
      for (const { itemId, department } of items) {
        const content = { codes: ['01' as const], note: '资料齐全', followUp: 'none' as const, evidence: [] };
        await must(recordResult(context(department === LEAD ? operator : partner, '2026-04-08T16:00:00+08:00'), { inspectionId, itemId, content }));
      }
    }
    await must(closeStage(step('2026-04-09T09:00:00+08:00'), BATCH, 'inspected'));
    for (const inspectionId of open) await must(enterResults(context(operator, '2026-04-10T15:00:00+08:00'), inspectionId));
    await must(closeStage(step('2026-04-13T09:00:00+08:00'), BATCH, 'entered'));
    expect((await must(viewReconciliation(step('2026-04-13T09:00:00+08:00'), BATCH))).value).toMatchObject({ drawn: forms.length + 1, lost: 2, published: 0, open: forms.length + 1 });
    await must(publishResults(step('2026-04-13T10:00:00+08:00'), BATCH));
    await must(publishResults(step('2026-04-13T11:00:00+08:00'), BATCH));
    expect((await must(viewReconciliation(step('2026-04-13T12:00:00+08:00'), BATCH))).value).toMatchObject({ drawn: forms.length + 1, lost: 2, published: forms.length + 1, exempt: 0, open: 0, publicityRateBp: 10_000 });
    const results = await publicResultsOf(stores.publication, BATCH);
    expect(results.find(({ enterprise }) => enterprise.id === forms[0]?.targetId)).toMatchObject({ officers: [], completedOn: '2026-03-26', items: [{ codes: ['05'], result: '注销' }, { codes: ['05'] }] });
    const visited = visitsOf(await formsOf(stores.lifecycle, BATCH)).map(({ targetId }) => targetId);
    expect(visited).toContain(called?.targetId);
    expect(visited).not.toContain(forms[0]?.targetId);
    expect(await codeOf(loseTarget(stores, called as Form, '2026-04-14T09:00:00+08:00', { code: 'no-officers' }, head))).toBe('form-not-in-stage');
  });
});
