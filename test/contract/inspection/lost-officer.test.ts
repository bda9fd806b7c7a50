import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { readTrail } from '../../../shared/audit/trail.ts';
import { publishDraw } from '../../../shared/draw/drawing/publish-draw.ts';
import { sendEventCommitment } from '../../../shared/draw/events/send-event-commitment.ts';
import { sendEventReveal } from '../../../shared/draw/events/send-event-reveal.ts';
import { viewDraw } from '../../../shared/draw/views/view-draw.ts';
import { instant } from '../../../shared/kernel/instant.ts';
import type { Refusal } from '../../../shared/kernel/refusal.ts';
import type { Result } from '../../../shared/kernel/result.ts';
import { localDate } from '../../../shared/kernel/local-date.ts';
import { claimTask } from '../../../shared/inspection/claim-task.ts';
import { closeStage } from '../../../shared/inspection/close-stage.ts';
import { completeVisit } from '../../../shared/inspection/complete-visit.ts';
import { dispatchNotices } from '../../../shared/inspection/dispatch-notices.ts';
import { formsOf } from '../../../shared/inspection/form-store.ts';
import type { Form } from '../../../shared/inspection/form.ts';
import { organiseVisit } from '../../../shared/inspection/organise-visit.ts';
import { reportLoss } from '../../../shared/inspection/report-loss.ts';
import { revealAfterLoss } from '../../../shared/inspection/reveal-after-loss.ts';
import { viewForm } from '../../../shared/inspection/view-form.ts';
import { guangyuan } from '../../../shared/profile/guangyuan.ts';
import { departments } from '../../../shared/registry/department-store.ts';
import { items } from '../../../shared/registry/item-store.ts';
import { person } from '../../support/people.ts';
import { openRecord, type TestRecord } from '../../support/record.ts';
import { anItem } from '../../support/registry-samples.ts';
import { anEntry, AT, by, byStep, codeOf, commitmentOf, drawAll, frameNo, freeze, LEAD, layDirectories, layPrepared, must, operator, OTHER, PARTICIPANTS, revealOf, senderOf, setKey } from '../draw/scene.ts';

const BATCH = 'batch-2026-001';
const LOSS_AT = '2026-03-26T09:00:00+08:00';
let record: TestRecord;
let forms: readonly Form[];

const lose = (form: Form, officerId: string, who = operator) =>
  reportLoss({ stores: record.stores, act: by(who, LOSS_AT) }, form.inspectionId, { department: LEAD, officerId, reason: '参加上级抽调', evidence: [] });
const officersOf = (form: Form): string[] => form.tasks.find(({ department }) => department === LEAD)?.officers.map(({ officerId }) => officerId) ?? [];
const formNow = async ({ inspectionId }: Form): Promise<Form> => (await must(viewForm(record.stores, inspectionId))).value;

/** Holds the ceremony of a loss; `reveal` is what carries each reveal out. */
const drawSubstitute = async (seq: number, reveal: (...given: Parameters<typeof revealAfterLoss>) => Promise<Result<unknown, Refusal>>): Promise<void> => {
  const ceremony = async () => (await must(viewDraw(record.stores, BATCH, instant(LOSS_AT)))).value.events.find((event) => event.seq === seq)?.ceremony;
  for (const id of PARTICIPANTS) {
    await must(sendEventCommitment({ stores: record.stores, act: by(senderOf(id), LOSS_AT) }, { batchId: BATCH, seq, message: commitmentOf((await ceremony())?.M0 ?? '', id) }));
  }
  for (const id of PARTICIPANTS) {
    await must<unknown>(reveal({ stores: record.stores, profile: guangyuan, act: by(senderOf(id), LOSS_AT) }, { batchId: BATCH, seq, message: revealOf((await ceremony())?.M1 ?? '', id) }));
  }
};

beforeAll(async () => {
  record = await openRecord();
  const { stores } = record;
  await layDirectories(stores, 60);
  const version = { firstEntry: 'f'.repeat(64), version: 1 };
  await must(
    stores.transact([
      departments.create(stores.registry, { code: LEAD, name: '市市场监督管理局', kind: 'enforcing', version: 1 }),
      departments.create(stores.registry, { code: OTHER, name: '市消防救援支队', kind: 'enforcing', version: 1 }),
      items.create(stores.registry, { ...anItem('food-sale', LEAD), ...version }),
      items.create(stores.registry, { ...anItem('fire-exits', OTHER), ...version }),
    ]),
  );
  await setKey(stores);
  await layPrepared(stores, BATCH, anEntry({ targets: frameNo(1) }));
  await must(freeze(stores, BATCH));
  await drawAll(stores, BATCH);
  await must(publishDraw({ stores, profile: guangyuan, act: byStep('publish-draw', AT.draw) }, BATCH));
  await must(dispatchNotices({ stores, profile: guangyuan, act: byStep('dispatch-notices', AT.draw) }, BATCH));
  forms = await formsOf(stores.lifecycle, BATCH);
}, 60_000);
afterAll(() => record.close());

describe('an officer lost before the visit', { timeout: 60_000 }, () => {
  test('[GY-12] the forms of a real draw carry the officers its transcript names, two of each department', () => {
    expect(forms.length).toBeGreaterThan(1);
    for (const form of forms) expect(form.tasks.map(({ department, officers }) => [department, officers.length])).toEqual([[LEAD, 2], [OTHER, 2]]);
  });

  test('[BY-3] is reported by the own department and only where drawn; whoever is refused changes neither form nor events', async () => {
    const [form] = forms as [Form];
    const stranger = ['0100001', '0100002', '0100003'].find((id) => !officersOf(form).includes(id)) ?? '';
    expect(await codeOf(lose(form, officersOf(form)[0] ?? '', person('operator', OTHER)))).toBe('not-own-department');
    expect(await codeOf(lose(form, stranger))).toBe('officer-not-on-task');
    expect(await formNow(form)).toEqual(form);
    expect((await must(viewDraw(record.stores, BATCH, instant(LOSS_AT)))).value.events).toEqual([]);
  });

  test('[BY-3] is replaced on the form by whom the fresh ceremony draws, never by hand', async () => {
    const [form] = forms as [Form];
    const [lost = '', stays = ''] = officersOf(form);
    expect((await must(lose(form, lost))).value.replacements).toMatchObject([{ department: LEAD, officerId: lost, reason: '参加上级抽调' }]);
    expect(officersOf(await formNow(form))).toEqual([lost, stays]);
    await drawSubstitute(1, revealAfterLoss);
    const after = await formNow(form);
    const [substitute = ''] = officersOf(after);
    expect(officersOf(after)).toEqual([substitute, stays]);
    expect([lost, stays]).not.toContain(substitute);
    expect(after.replacements).toMatchObject([{ officerId: lost, substitute }]);
  });

  test('[BY-3] a last reveal that died before the form was written carries the substitute in when it is sent again under its key', async () => {
    const { stores } = record;
    const [form] = forms as [Form];
    const [stays = '', lost = ''] = officersOf(await formNow(form));
    await must(lose(form, lost));
    const last = PARTICIPANTS.at(-1);
    let answers: unknown[] = [];
    await drawSubstitute(3, async (context, input) => {
      if (input.message.id !== last) return revealAfterLoss(context, input);
      const act = { ...context.act, idempotency: { key: 'the last reveal', request: 'the same words' } };
      let writes = 0;
      const dying: typeof stores = { ...stores, transact: async (some) => (++writes === 2 ? Promise.reject(new Error('the process died')) : stores.transact(some)) };
      await expect(revealAfterLoss({ ...context, stores: dying, act }, input)).rejects.toThrow('the process died');
      answers = (await formsOf(stores.lifecycle, BATCH)).filter(({ targetId }) => targetId === form.targetId).map(officersOf);
      expect(await codeOf(revealAfterLoss({ ...context, act }, input))).toBe('already-done');
      return sendEventReveal(context, input);
    });
    expect(answers).toEqual([[stays, lost]]);
    const stored = (await formsOf(stores.lifecycle, BATCH)).find(({ targetId }) => targetId === form.targetId) as Form;
    expect(officersOf(stored)).not.toContain(lost);
    const { entries } = await readTrail(stores.lifecycle, `inspection/${form.inspectionId}`);
    expect(entries.map(({ action }) => action).filter((action) => action === 'inspection.substitute')).toHaveLength(2);
  });

  test('[BY-3] a form that missed the outcome shows it all the same, and the visit is judged by it', async () => {
    const { stores } = record;
    const form = forms[1] as Form;
    const [lost = '', stays = ''] = officersOf(form);
    await must(lose(form, lost));
    await drawSubstitute(5, sendEventReveal);
    const stored = (await formsOf(stores.lifecycle, BATCH)).find(({ targetId }) => targetId === form.targetId) as Form;
    expect(officersOf(stored)).toEqual([lost, stays]);
    const [substitute = ''] = officersOf(await formNow(form));
    expect(substitute).not.toBe(lost);

    const context = (who = operator, now = '2026-03-27T09:00:00+08:00') => ({ stores, profile: guangyuan, act: by(who, now) });
    for (const each of forms) {
      for (const who of [operator, person('operator', OTHER)]) await must(claimTask(context(who), each.inspectionId));
      await must(organiseVisit(context(), each.inspectionId, { visitOn: localDate('2026-04-02'), method: 'on-site' }));
    }
    await must(closeStage({ stores, profile: guangyuan, act: byStep('close-stage', '2026-03-30T09:00:00+08:00') }, BATCH, 'organised'));
    const others = form.tasks.flatMap(({ department, officers }) => (department === OTHER ? officers.map(({ officerId }) => officerId) : []));
    const visit = (first: string) => completeVisit(context(operator, '2026-04-03T09:00:00+08:00'), form.inspectionId, { visitedOn: localDate('2026-04-02'), officersPresent: [first, stays, ...others] });
    expect(await codeOf(visit(lost))).toBe('officer-not-assigned');
    expect((await must(visit(substitute))).value.replacements).toMatchObject([{ officerId: lost, substitute }]);
  });
});
