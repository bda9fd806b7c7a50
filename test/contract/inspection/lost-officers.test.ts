import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { claimTask } from '../../../shared/inspection/claim-task.ts';
import { closeStage } from '../../../shared/inspection/close-stage.ts';
import { completeVisit } from '../../../shared/inspection/complete-visit.ts';
import { organiseVisit } from '../../../shared/inspection/organise-visit.ts';
import { reportLoss } from '../../../shared/inspection/report-loss.ts';
import { viewForm } from '../../../shared/inspection/view-form.ts';
import { lookAtEvents } from '../../../shared/lifecycle/look-at-events.ts';
import { readInbox } from '../../../shared/lifecycle/inbox-store.ts';
import type { Form } from '../../../shared/inspection/form.ts';
import { localDate } from '../../../shared/kernel/local-date.ts';
import { guangyuan } from '../../../shared/profile/guangyuan.ts';
import { inspectors } from '../../../shared/registry/inspector-store.ts';
import { person } from '../../support/people.ts';
import { openRecord, type TestRecord } from '../../support/record.ts';
import { wholeTrail } from '../../support/trail.ts';
import { commitAfterLoss, declareFailure, holdAfterLoss, layDispatched, linesOf, loseTarget } from '../draw/losses-scene.ts';
import { batchOf, by, byStep, codeOf, LEAD, must, operator, OTHER, PARTICIPANTS } from '../draw/scene.ts';
import { verdict } from '../draw/verdict.ts';

const BATCH = 'batch-2026-001';
const LOSS_AT = '2026-03-26T09:00:00+08:00';
const ORGANISED = '2026-03-30T09:00:00+08:00';
let record: TestRecord;
let forms: readonly Form[];

const context = (who = operator, now = ORGANISED) => ({ stores: record.stores, profile: guangyuan, act: by(who, now) });
const formNow = async ({ inspectionId }: Pick<Form, 'inspectionId'>): Promise<Form> => (await must(viewForm(record.stores, inspectionId))).value;
const officersOf = ({ tasks }: Form, department = LEAD): string[] => tasks.find((task) => task.department === department)?.officers.map(({ officerId }) => officerId) ?? [];
const lose = (form: Form, officerId: string, now: string, reason = '参加上级抽调') => must(reportLoss(context(operator, now), form.inspectionId, { department: LEAD, officerId, reason, evidence: [] }));
const passes = async (): Promise<void> => expect(await verdict(record.stores, BATCH, 1, 'witness')).toMatch(/^PASS/);

beforeAll(async () => {
  record = await openRecord();
  forms = await layDispatched(record.stores, BATCH, { reserve: 2 });
}, 60_000);
afterAll(() => record.close());

describe('officers lost to a visit', { timeout: 60_000 }, () => {
  test('[BY-3] two of one visit, lost before it is organised: each seat is drawn by its own ceremony, and each substitute stands in the right place', async () => {
    const [form] = forms as [Form];
    const [one = '', two = ''] = officersOf(form);
    await lose(form, one, LOSS_AT);
    await lose(form, two, LOSS_AT);
    // The second ceremony ends first; the empty seat before it is not written in its line.
    await holdAfterLoss(record.stores, BATCH, 2, LOSS_AT);
    const [still, second = ''] = officersOf(await formNow(form));
    expect([still, [one, two].includes(second)]).toEqual([one, false]);
    await holdAfterLoss(record.stores, BATCH, 1, LOSS_AT);
    const [first = '', last] = officersOf(await formNow(form));
    expect([last, [one, two, second].includes(first)]).toEqual([second, false]);
    expect((await formNow(form)).replacements).toMatchObject([{ officerId: one, substitute: first }, { officerId: two, substitute: second }]);
    await passes();
  });

  test('[NR-4] [BY-3] one whose certificate runs out before the day of the visit does not count there; reported lost, a substitute is drawn who does', async () => {
    const { stores } = record;
    for (const { inspectionId } of forms) {
      for (const who of [operator, person('operator', OTHER)]) await must(claimTask(context(who), inspectionId));
      await must(organiseVisit(context(), inspectionId, { visitOn: localDate('2026-04-08'), method: 'on-site' }));
    }
    await must(closeStage({ stores, profile: guangyuan, act: byStep('close-stage', ORGANISED) }, BATCH, 'organised'));
    const form = forms[1] as Form;
    const [lapsed = '', stays = ''] = officersOf(form);
    const before = await inspectors.find(stores.registry, lapsed);
    if (before?.certificate === undefined) throw new Error('the officer has no certificate');
    await must(stores.transact([inspectors.replace(stores.registry, { ...before, certificate: { ...before.certificate, validTo: localDate('2026-04-07') }, version: before.version + 1 })]));
    const visit = (lead: readonly string[]) =>
      completeVisit(context(operator, '2026-04-08T16:00:00+08:00'), form.inspectionId, { visitedOn: localDate('2026-04-08'), officersPresent: [...lead, ...officersOf(form, OTHER)] });
    expect(await codeOf(visit([lapsed, stays]))).toBe('certificate-invalid-on-visit-day');
    await lose(form, lapsed, '2026-04-02T09:00:00+08:00', '执法证件将于检查日前到期');
    expect(await codeOf(visit([lapsed, stays]))).toBe('officer-not-assigned');
    expect(await codeOf(visit([stays]))).toBe('officers-too-few');
    await holdAfterLoss(stores, BATCH, 5, '2026-04-02T10:00:00+08:00');
    const [substitute = ''] = officersOf(await formNow(form));
    expect((await must(visit([substitute, stays]))).value).toMatchObject({ stage: 'inspected' });
    await passes();
  });

  test('[BY-3] [BY-4] a seat nobody can take is on record with its certificate at once; then the visit is given up, and the next ticket takes the place', async () => {
    const { stores } = record;
    const form = forms[2] as Form;
    const now = '2026-04-09T09:00:00+08:00';
    // Everybody of the department is drawn for it and lost in turn, until nobody is left.
    for (let seats = officersOf(form); ; seats = officersOf(await formNow(form))) {
      await lose(form, seats[0] ?? '', now);
      const last = (await linesOf(stores, BATCH, now)).at(-1);
      if (last?.kind === 'unfilled') break;
      await holdAfterLoss(stores, BATCH, last?.seq ?? 0, now);
    }
    const unfilled = (await linesOf(stores, BATCH, now)).at(-1);
    expect(unfilled).toMatchObject({ kind: 'unfilled', taskId: `${form.targetId}${LEAD}`, certificate: { seats: 1, usable: 0, short: 1 } });
    await passes();
    const lost = (await must(loseTarget(stores, form, now, { code: 'no-officers', ground: '本部门执法人员均不能到场，见补抽证明' }))).value;
    expect(lost).toMatchObject({ stage: 'lost', loss: { code: 'no-officers' } });
    await passes();
  });

  test('[BY-3] who is invited, who is late and who must sign is written to, each once; time alone decides nothing', async () => {
    const { stores } = record;
    const batch = await batchOf(stores, BATCH);
    const events = await linesOf(stores, BATCH, '2026-04-09T09:00:00+08:00');
    const seq = events.findLast(({ kind }) => kind === 'lost-target')?.seq ?? 0;
    const inbox = async (addressee: string): Promise<readonly string[]> => (await readInbox(stores.lifecycle, [addressee], 100)).map(({ id }) => id).filter((id) => id.includes(`event-${seq}/`));
    expect(await inbox('role/witness')).toEqual([`${BATCH}/event-${seq}/commit`]);
    await must(commitAfterLoss(stores, BATCH, seq, 'office', '2026-04-09T10:00:00+08:00'));
    const look = (now: string) => lookAtEvents({ stores, profile: guangyuan, act: byStep('look', now) }, batch);
    await look('2026-04-09T12:00:00+08:00');
    expect(await inbox('role/conference')).toEqual([`${BATCH}/event-${seq}/commit`]);
    // Two looks at once, as where one dies after its write and is made again, and one a day later.
    await Promise.all(Array.from({ length: 2 }, () => look('2026-04-10T09:00:00+08:00')));
    await look('2026-04-11T09:00:00+08:00');
    const told = (await wholeTrail(stores.lifecycle, `batch/${BATCH}`)).filter(({ action, detail }) => action === 'wait.remind' && JSON.stringify(detail).includes(`"event":${seq}`));
    expect(told).toHaveLength(1);
    expect((await inbox('role/conference')).toSorted()).toEqual([`${BATCH}/event-${seq}/commit`, `${BATCH}/event-${seq}/overdue`]);
    expect((await inbox('role/witness')).toSorted()).toEqual([`${BATCH}/event-${seq}/commit`, `${BATCH}/event-${seq}/overdue`]);
    expect((await linesOf(stores, BATCH, '2026-04-11T09:00:00+08:00')).at(-1)?.kind).not.toBe('failed');
    await must(declareFailure(stores, BATCH, seq, '2026-04-13T09:00:00+08:00'));
    expect((await inbox('role/conference')).toSorted()).toEqual([`${BATCH}/event-${seq}/commit`, `${BATCH}/event-${seq}/overdue`, `${BATCH}/event-${seq}/sign`]);
    expect(PARTICIPANTS).toHaveLength(3);
  });
});
