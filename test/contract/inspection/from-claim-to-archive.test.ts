import { createHash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Person } from '../../../shared/identity/actor.ts';
import type { Instant } from '../../../shared/kernel/instant.ts';
import { localDate } from '../../../shared/kernel/local-date.ts';
import { readTrail } from '../../../shared/audit/trail.ts';
import { claimTask } from '../../../shared/inspection/claim-task.ts';
import { closeStage } from '../../../shared/inspection/close-stage.ts';
import { completeVisit } from '../../../shared/inspection/complete-visit.ts';
import { dispatchNotices } from '../../../shared/inspection/dispatch-notices.ts';
import { enterResults } from '../../../shared/inspection/enter-results.ts';
import { formsOf, loadForm } from '../../../shared/inspection/form-store.ts';
import { inspectionIdOf, type Form } from '../../../shared/inspection/form.ts';
import { offerUpload } from '../../../shared/inspection/offer-upload.ts';
import { organiseVisit } from '../../../shared/inspection/organise-visit.ts';
import { readProgress } from '../../../shared/inspection/progress-store.ts';
import { recordResult } from '../../../shared/inspection/record-result.ts';
import { askNonDisclosure } from '../../../shared/inspection/request-non-disclosure.ts';
import { ruleNonDisclosure } from '../../../shared/inspection/rule-non-disclosure.ts';
import { viewForms } from '../../../shared/inspection/view-form.ts';
import { findBatch } from '../../../shared/plan/batch-store.ts';
import { guangyuan } from '../../../shared/profile/guangyuan.ts';
import { archiveBatch } from '../../../shared/publication/archive-batch.ts';
import { confirmPush } from '../../../shared/publication/confirm-receipt.ts';
import { publishResults } from '../../../shared/publication/publish-results.ts';
import { pushResults } from '../../../shared/publication/push-results.ts';
import { attemptsOf, receiptsOf } from '../../../shared/publication/receipt-store.ts';
import { reconcileBatch } from '../../../shared/publication/reconcile.ts';
import { findBatchResults, publicResultsOf } from '../../../shared/publication/result-store.ts';
import { viewReconciliation } from '../../../shared/publication/view-reconciliation.ts';
import { inspectors } from '../../../shared/registry/inspector-store.ts';
import { targets } from '../../../shared/registry/target-store.ts';
import { openChannel, type Channel } from '../../support/channel.ts';
import { BATCH, ITEMS, LEAD, OFFICERS, OTHER, TARGETS, layDrawnBatch, on } from '../../support/drawn-batch.ts';
import { actOf, person } from '../../support/people.ts';
import { openRecord, type TestRecord } from '../../support/record.ts';

const [first = '', second = '', third = ''] = TARGETS.map((target) => inspectionIdOf(BATCH, target));
const lead = person('operator', LEAD);
const other = person('operator', OTHER);
const head = person('head', LEAD);
const everyOfficer = [...OFFICERS[LEAD], ...OFFICERS[OTHER]];
const found = { codes: ['01' as const], note: '资料齐全', followUp: 'none' as const, evidence: [] };

let record: TestRecord;
let channel: Channel;

const by = <P extends Person>(actor: P, now: Instant) => ({ stores: record.stores, profile: guangyuan, act: actOf(actor, { now }) });
const step = (now: Instant) => ({ stores: record.stores, profile: guangyuan, act: actOf({ kind: 'step', execution: BATCH, step: 'test' } as const, { now }) });
const formNow = async (inspectionId: string): Promise<Form> => {
  const loaded = await loadForm(record.stores.lifecycle, inspectionId);
  if (!loaded.ok) throw new Error(loaded.error.code);
  return loaded.value;
};
/** Runs a command that must be refused; answers its code after checking that the form is as it was. */
const refusalOf = async (inspectionId: string, command: Promise<{ ok: true } | { ok: false; error: { code: string } }>): Promise<string> => {
  const before = JSON.stringify(await formNow(inspectionId));
  const result = await command;
  expect(JSON.stringify(await formNow(inspectionId))).toBe(before);
  return result.ok ? 'not refused' : result.error.code;
};

beforeAll(async () => {
  record = await openRecord();
  await layDrawnBatch(record.stores);
  channel = await openChannel();
  channel.setDown(true);
}, 60_000);

afterAll(async () => {
  channel.close();
  await record.close();
});

describe('dispatch', () => {
  test('[GY-14] [DZ-5] each drawn enterprise gets one form with every line of the item list, and a task per department of the visit', async () => {
    const dispatched = await dispatchNotices(step(on('2026-04-01')), BATCH);
    expect(dispatched).toEqual({ ok: true, value: { batchId: BATCH, forms: 3 } });
    const form = await formNow(first);
    expect(form.stage).toBe('noticed');
    expect(form.items.map(({ itemId, department, checklist }) => [itemId, department, checklist.length])).toEqual([[ITEMS.lead, LEAD, 2], [ITEMS.other, OTHER, 3]]);
    expect(form.tasks.map(({ department, officers }) => [department, officers.map(({ officerId }) => officerId)])).toEqual([[LEAD, OFFICERS[LEAD]], [OTHER, OFFICERS[OTHER]]]);
    expect(form.tasks.map(({ departmentName, officers }) => [departmentName, ...officers.map(({ name }) => name)])).toEqual([['市市场监督管理局', '张1', '张2'], ['市消防救援支队', '张1', '张2']]);
    expect((await formsOf(record.stores.lifecycle, BATCH)).map(({ targetId }) => targetId)).toEqual(TARGETS);
    expect((await findBatch(record.stores.lifecycle, BATCH))?.stage).toBe('dispatched');
  });

  test('[BY-6] a new form holds no result for any item', async () => {
    for (const form of await formsOf(record.stores.lifecycle, BATCH)) expect(form.results).toEqual([]);
  });

  test('[NR-1] the notice tells the enterprise task, basis, items, dates, officers with certificate numbers, rights and contact', async () => {
    const form = await formNow(first);
    if (!('notice' in form) || form.notice === undefined) throw new Error('no notice');
    const page = Buffer.from((await record.stores.evidence.get(form.notice.key)) ?? []).toString('utf8');
    expect(createHash('sha256').update(page).digest('hex')).toBe(form.notice.sha256);
    for (const part of [form.taskNo, '食品安全法', '疏散通道检查', '2026-04-01', '2026-05-31', 'H01-1', 'H02-2', '回避', '行政复议', '市市场监督管理局']) expect(page).toContain(part);
    expect(page).not.toContain('510802199001011234');
    expect(page).not.toContain('13900000001');
  });

  test('[DZ-9] each department finds its tasks in its inbox, with the day by which the visits must be organised', async () => {
    for (const department of [LEAD, OTHER]) {
      const [message] = await record.stores.lifecycle.all({ pk: `INBOX#department/${department}` });
      expect(message).toMatchObject({ kind: 'task', subject: `batch/${BATCH}`, due: '2026-04-10T00:00:00+08:00', clause: 'GY-15' });
    }
  });

  test('dispatching again changes nothing and answers the same', async () => {
    const before = JSON.stringify(await formsOf(record.stores.lifecycle, BATCH));
    expect(await dispatchNotices(step(on('2026-04-02')), BATCH)).toEqual({ ok: true, value: { batchId: BATCH, forms: 3 } });
    expect(JSON.stringify(await formsOf(record.stores.lifecycle, BATCH))).toBe(before);
  });
});

describe('claim and organise', () => {
  test('[DZ-4] a department claims its part of the visit; one that is no part of it cannot, and nobody claims twice', async () => {
    expect(await refusalOf(first, claimTask(by(person('operator', '03'), on('2026-04-02')), first))).toBe('not-in-visit');
    expect((await claimTask(by(lead, on('2026-04-02')), first)).ok).toBe(true);
    expect(await refusalOf(first, claimTask(by(lead, on('2026-04-02')), first))).toBe('already-claimed');
  });

  test('[GY-15] [DZ-9] a visit is not organised before every department has claimed its part, and only by the lead', async () => {
    const visit = { visitOn: localDate('2026-04-20'), method: 'on-site' as const };
    expect(await refusalOf(first, organiseVisit(by(lead, on('2026-04-03')), first, visit))).toBe('tasks-unclaimed');
    for (const id of [first, second, third]) for (const who of [lead, other]) await claimTask(by(who, on('2026-04-02')), id);
    const answered = (await formNow(first)).tasks.map(({ department, claimed }) => [department, claimed]);
    expect(answered).toEqual([[LEAD, { by: lead.name, at: on('2026-04-02') }], [OTHER, { by: other.name, at: on('2026-04-02') }]]);
    expect(await refusalOf(first, organiseVisit(by(other, on('2026-04-03')), first, visit))).toBe('not-own-department');
  });

  test('[GY-11] the visit lies within the scheme and not before today', async () => {
    const organise = (visitOn: string, today: string) => organiseVisit(by(lead, on(today)), first, { visitOn: localDate(visitOn), method: 'on-site' });
    expect(await refusalOf(first, organise('2026-06-01', '2026-04-03'))).toBe('visit-outside-scheme');
    expect(await refusalOf(first, organise('2026-04-02', '2026-04-03'))).toBe('visit-before-today');
  });

  test('[GY-16] the method is one the plan names; appraisal only aids one', async () => {
    const organise = (method: 'network' | 'testing', aids: ('written')[] = []) => organiseVisit(by(lead, on('2026-04-03')), first, { visitOn: localDate('2026-04-20'), method, aids });
    expect(await refusalOf(first, organise('network'))).toBe('method-not-in-plan');
    expect(await refusalOf(first, organise('testing'))).toBe('method-is-only-an-aid');
    expect(
      await refusalOf(first, organiseVisit(by(lead, on('2026-04-03')), first, { visitOn: localDate('2026-04-20'), method: 'on-site', aids: ['written'] })),
    ).toBe('method-is-no-aid');
  });

  test('[GY-15] organised by the fifth working day is in time, a day after it is late and recorded as late', async () => {
    const inTime = await organiseVisit(by(lead, on('2026-04-09', '23:00:00')), first, { visitOn: localDate('2026-04-14'), method: 'on-site', aids: ['testing'] });
    const late = await organiseVisit(by(lead, on('2026-04-10')), second, { visitOn: localDate('2026-04-14'), method: 'written' });
    expect(inTime).toMatchObject({ ok: true, value: { stage: 'organised', organisedOn: '2026-04-09', organisedLate: false } });
    expect(late).toMatchObject({ ok: true, value: { stage: 'organised', organisedOn: '2026-04-10', organisedLate: true } });
  });

  test('a batch is not closed as organised while a form is open, and the count of the wait says so too', async () => {
    expect(await closeStage(step(on('2026-04-10')), BATCH, 'organised')).toMatchObject({ ok: false, error: { code: 'forms-open', facts: { count: 1 } } });
    expect(await refusalOf(first, completeVisit(by(lead, on('2026-04-14')), first, { visitedOn: localDate('2026-04-14'), officersPresent: everyOfficer }))).toBe('batch-not-organised');
    await organiseVisit(by(lead, on('2026-04-10')), third, { visitOn: localDate('2026-04-14'), method: 'on-site' });
    expect(await readProgress(record.stores.lifecycle, BATCH)).toEqual({ batchId: BATCH, drawn: 3, organised: 3, inspected: 0, entered: 0, exempt: 0, pending: 0 });
    expect(await closeStage(step(on('2026-04-10')), BATCH, 'organised')).toMatchObject({ ok: true, value: { stage: 'organised', organisedOn: '2026-04-10' } });
    expect(await closeStage(step(on('2026-04-11')), BATCH, 'organised')).toMatchObject({ ok: true, value: { stage: 'organised', organisedOn: '2026-04-10' } });
  });
});

describe('the visit', () => {
  const complete = (visitedOn: string, officersPresent: readonly string[], who = lead, today = '2026-04-20') =>
    completeVisit(by(who, on(today)), first, { visitedOn: localDate(visitedOn), officersPresent });

  test('a visit of tomorrow, or before it was organised, has not been made', async () => {
    expect(await refusalOf(first, complete('2026-04-21', everyOfficer))).toBe('visit-in-future');
    expect(await refusalOf(first, complete('2026-04-08', everyOfficer))).toBe('visit-before-organised');
  });

  test('[NR-2] two certified officers of each department must have been there, and nobody who was not drawn', async () => {
    expect(await refusalOf(first, complete('2026-04-14', everyOfficer.slice(0, 3)))).toBe('officers-too-few');
    expect(await refusalOf(first, complete('2026-04-14', ['0100001', '0100001', '0200001', '0200002']))).toBe('officers-too-few');
    expect(await refusalOf(first, complete('2026-04-14', [...everyOfficer.slice(0, 3), '0200003']))).toBe('officer-not-assigned');
  });

  test('[NR-4] a certificate that was valid at the draw and not on the day of the visit refuses the visit', async () => {
    const officer = await inspectors.find(record.stores.registry, '0200002');
    if (officer?.certificate === undefined) throw new Error('no officer');
    const expired = { ...officer, certificate: { ...officer.certificate, validTo: localDate('2026-04-13') }, version: officer.version + 1 };
    await record.stores.transact([inspectors.replace(record.stores.registry, expired)]);
    expect(await refusalOf(first, complete('2026-04-14', everyOfficer))).toBe('certificate-invalid-on-visit-day');
    await record.stores.transact([inspectors.replace(record.stores.registry, { ...officer, version: officer.version + 2 })]);
  });

  test('an outsider and an inspector who was not drawn cannot say that it was made', async () => {
    expect(await refusalOf(first, complete('2026-04-14', everyOfficer, person('operator', '03')))).toBe('not-in-visit');
    expect(await refusalOf(first, complete('2026-04-14', everyOfficer, person('inspector', LEAD, { officer: '0100003' })))).toBe('officer-not-assigned');
  });

  test('results wait for the visit', async () => {
    expect(await refusalOf(first, recordResult(by(lead, on('2026-04-20')), { inspectionId: first, itemId: ITEMS.lead, content: found }))).toBe('form-not-in-stage');
  });

  test('[GY-19] the day of the last visit starts the 20 working days of entering', async () => {
    expect((await complete('2026-04-14', everyOfficer, person('inspector', LEAD, { officer: '0100001' }))).ok).toBe(true);
    expect(await closeStage(step(on('2026-04-20')), BATCH, 'inspected')).toMatchObject({ ok: false, error: { code: 'forms-open' } });
    for (const [id, day] of [[second, '2026-04-20'], [third, '2026-04-28']] as const) {
      await completeVisit(by(other, on('2026-04-29')), id, { visitedOn: localDate(day), officersPresent: everyOfficer });
    }
    expect(await closeStage(step(on('2026-04-29')), BATCH, 'inspected')).toMatchObject({ ok: true, value: { stage: 'inspected', inspectedOn: '2026-04-28', enterBy: '2026-05-28' } });
  });
});

describe('results', () => {
  const write = (itemId: string, content: Parameters<typeof recordResult>[1]['content'], who = lead, ifMatch?: number) =>
    recordResult(by(who, on('2026-05-06')), { inspectionId: first, itemId, content, ifMatch });

  test('only the department an item belongs to writes its result, and only for items of the form', async () => {
    expect(await refusalOf(first, write(ITEMS.other, found))).toBe('item-of-another-department');
    expect(await refusalOf(first, write(ITEMS.lead, found, person('operator', '03')))).toBe('not-in-visit');
    expect(await refusalOf(first, write('unknown-item', found))).toBe('item-not-on-form');
  });

  test('[BY-6] nothing is entered while an item is open, and the open ones are named', async () => {
    const refused = await enterResults(by(lead, on('2026-05-06')), first);
    expect(refused).toMatchObject({ ok: false, error: { code: 'items-open', facts: { count: 2 }, errors: [{ pointer: `/results/${ITEMS.lead}` }, { pointer: `/results/${ITEMS.other}` }] } });
  });

  test('"could not inspect" needs evidence that was really uploaded, byte for byte', async () => {
    const bytes = Buffer.from('门店已关门的照片');
    const sha256 = createHash('sha256').update(bytes).digest('hex');
    const evidence = [{ sha256, name: '照片.jpg', contentType: 'image/jpeg' }];
    const unreachable = { codes: ['10' as const], note: '', followUp: 'none' as const };
    expect(await refusalOf(first, write(ITEMS.lead, { ...unreachable, evidence: [] }))).toBe('could-not-inspect-needs-evidence');
    expect(await refusalOf(first, write(ITEMS.lead, { ...unreachable, evidence }))).toBe('evidence-not-uploaded');
    expect(await offerUpload(by(person('operator', '03'), on('2026-03-01')), first, evidence[0] as never)).toMatchObject({ ok: false, error: { code: 'not-in-visit' } });

    const offered = await offerUpload(by(lead, on('2026-03-01', '09:00:00')), first, evidence[0] as never);
    if (!offered.ok) throw new Error(offered.error.code);
    const wrong = await fetch(offered.value.url, { method: 'PUT', headers: offered.value.headers, body: Buffer.from('另一张照片') });
    expect(wrong.status).toBeGreaterThanOrEqual(400);
    const right = await fetch(offered.value.url, { method: 'PUT', headers: offered.value.headers, body: bytes });
    expect(right.status).toBe(200);

    expect((await write(ITEMS.lead, { ...unreachable, evidence })).ok).toBe(true);
    expect(Buffer.from((await record.stores.evidence.get(`evidence/${first}/${sha256}`)) ?? [])).toEqual(bytes);
    expect((await record.stores.evidence.head(`evidence/${first}/${sha256}`))?.sha256).toBe(Buffer.from(sha256, 'hex').toString('base64'));
  });

  test('a result is not written twice; a change names the version it was read in, and an old one is refused', async () => {
    const { version } = await formNow(first);
    expect(await refusalOf(first, write(ITEMS.lead, found))).toBe('result-already-recorded');
    expect(await refusalOf(first, write(ITEMS.lead, found, lead, version - 1))).toBe('version-outdated');
    expect((await write(ITEMS.lead, found, lead, version)).ok).toBe(true);
    expect((await write(ITEMS.other, { ...found, codes: ['02'], note: '通道堆物，当场清理', followUp: 'order-to-correct' }, other)).ok).toBe(true);
  });

  test('[GY-19] entered by the twentieth working day is in time, later is late and recorded as late; nobody enters twice', async () => {
    expect(await refusalOf(first, enterResults(by(other, on('2026-05-28')), first))).toBe('not-own-department');
    expect(await enterResults(by(lead, on('2026-05-28')), first)).toMatchObject({ ok: true, value: { stage: 'entered', enteredLate: false } });
    expect(await refusalOf(first, enterResults(by(lead, on('2026-05-28')), first))).toBe('form-not-in-stage');
    for (const id of [second, third]) {
      await recordResult(by(lead, on('2026-05-06')), { inspectionId: id, itemId: ITEMS.lead, content: found });
      await recordResult(by(other, on('2026-05-06')), { inspectionId: id, itemId: ITEMS.other, content: found });
    }
    expect(await enterResults(by(lead, on('2026-05-29')), second)).toMatchObject({ ok: true, value: { enteredLate: true } });
    expect((await enterResults(by(lead, on('2026-05-27')), third)).ok).toBe(true);
  });
});

describe('non-disclosure', () => {
  test('[GY-22] it is asked for by the entering department and decided by its head, never by the one who asked', async () => {
    const reason = '涉及商业秘密的配方';
    expect(await refusalOf(second, ruleNonDisclosure(by(head, on('2026-05-29')), second, { approve: true, reason: '同意不予公示' }))).toBe('non-disclosure-not-requested');
    expect(await refusalOf(second, askNonDisclosure(by(other, on('2026-05-29')), second, reason))).toBe('not-own-department');
    expect((await askNonDisclosure(by(lead, on('2026-05-29')), second, reason)).ok).toBe(true);
    expect(await refusalOf(second, askNonDisclosure(by(lead, on('2026-05-29')), second, reason))).toBe('non-disclosure-pending');
    expect(await refusalOf(second, ruleNonDisclosure(by(person('head', OTHER), on('2026-05-29')), second, { approve: true, reason }))).toBe('not-own-department');
    const both = { ...lead, roles: ['operator', 'head'] as const };
    expect(await refusalOf(second, ruleNonDisclosure(by(both, on('2026-05-29')), second, { approve: true, reason }))).toBe('decided-by-requester');
  });

  test('[GY-22] nothing is closed or published while a request is undecided', async () => {
    const before = JSON.stringify(await findBatch(record.stores.lifecycle, BATCH));
    expect(await closeStage(step(on('2026-05-29')), BATCH, 'entered')).toMatchObject({ ok: false, error: { code: 'non-disclosure-undecided', facts: { count: 1 } } });
    expect(await publishResults(step(on('2026-05-29')), BATCH)).toMatchObject({ ok: false, error: { code: 'batch-not-entered' } });
    expect(JSON.stringify(await findBatch(record.stores.lifecycle, BATCH))).toBe(before);
    expect(await publicResultsOf(record.stores.publication, BATCH)).toEqual([]);
  });

  test('[GY-22] approved, a result is exempt, listed and archived; refused, it will be published', async () => {
    await askNonDisclosure(by(lead, on('2026-05-29')), third, '企业不希望公开');
    expect(await ruleNonDisclosure(by(head, on('2026-05-29')), third, { approve: false, reason: '理由不充分' })).toMatchObject({ ok: true, value: { stage: 'entered' } });
    expect(await refusalOf(third, ruleNonDisclosure(by(head, on('2026-05-29')), third, { approve: true, reason: '改变决定' }))).toBe('non-disclosure-decided');
    const exempt = await ruleNonDisclosure(by(head, on('2026-05-29')), second, { approve: true, reason: '属于商业秘密' });
    if (!exempt.ok || exempt.value.stage !== 'exempt') throw new Error('not exempt');
    const archived = Buffer.from((await record.stores.evidence.get(exempt.value.archive.key)) ?? []).toString('utf8');
    expect(createHash('sha256').update(archived).digest('hex')).toBe(exempt.value.archive.sha256);
    expect(archived).toContain('属于商业秘密');
    expect(await readProgress(record.stores.lifecycle, BATCH)).toMatchObject({ entered: 3, exempt: 1, pending: 0 });
  });

  test('[GY-22] once the results are closed nobody asks any more', async () => {
    expect((await closeStage(step(on('2026-05-29')), BATCH, 'entered')).ok).toBe(true);
    expect(await refusalOf(first, askNonDisclosure(by(lead, on('2026-05-29')), first, '企业后来提出的要求'))).toBe('results-closed');
  });
});

describe('publication', () => {
  test('[GY-20] every entered result that is not exempt is published, once, and the exempt one is listed without content', async () => {
    expect(await publishResults(step(on('2026-06-01')), BATCH)).toEqual({ ok: true, value: { batchId: BATCH, published: 2, exempt: 1 } });
    const before = JSON.stringify(await publicResultsOf(record.stores.publication, BATCH));
    expect(await publishResults(step(on('2026-06-02')), BATCH)).toEqual({ ok: true, value: { batchId: BATCH, published: 2, exempt: 1 } });
    expect(JSON.stringify(await publicResultsOf(record.stores.publication, BATCH))).toBe(before);
    const shown = await findBatchResults(record.stores.publication, BATCH);
    expect(shown?.exempt).toEqual([{ taskNo: `${BATCH}-0002`, id: TARGETS[1] }]);
    expect(before).not.toContain(TARGETS[1]);
  });

  test('[NR-11] the public reads names and certificate numbers of those present, and no identity number, phone, note or evidence', async () => {
    const [result] = await publicResultsOf(record.stores.publication, BATCH);
    expect(result?.officers).toEqual([{ name: '张1', certificateNo: 'H01-1' }, { name: '张2', certificateNo: 'H01-2' }, { name: '张1', certificateNo: 'H02-1' }, { name: '张2', certificateNo: 'H02-2' }]);
    const files = await Promise.all(['results.json', 'notice.html'].map((file) => record.stores.published.get(`results/${BATCH}/${file}`)));
    for (const text of [JSON.stringify(result), ...files.map((file) => Buffer.from(file ?? []).toString('utf8'))]) {
      expect(text).toContain('H01-1');
      for (const secret of ['510802199001011234', '13900000001', '通道堆物', '门店', '照片']) expect(text).not.toContain(secret);
    }
  });

  test('[GY-20] a channel that is down is recorded once a try and refused, and the next try sends what has no receipt', async () => {
    const push = { batchId: BATCH, channel: 'publicity-system', retry: 0, url: channel.url };
    expect(await pushResults(step(on('2026-06-01')), push)).toMatchObject({ ok: false, error: { code: 'channel-unavailable', facts: { failure: 'HTTP 503' } } });
    expect(await reconcileBatch(step(on('2026-06-01')), BATCH)).toMatchObject({ ok: false, error: { code: 'receipts-missing' } });
    // Killed before it could hand on its refusal, the same try runs again.
    const before = await readTrail(record.stores.lifecycle, `batch/${BATCH}`);
    expect(await pushResults(step(on('2026-06-01')), push)).toMatchObject({ ok: false, error: { code: 'channel-unavailable' } });
    expect(await readTrail(record.stores.lifecycle, `batch/${BATCH}`)).toEqual(before);
    // The next one is another, though its state was entered at the same moment.
    expect(await pushResults(step(on('2026-06-01')), { ...push, retry: 1 })).toMatchObject({ ok: false, error: { code: 'channel-unavailable' } });
    channel.setDown(false);
    expect(await pushResults(step(on('2026-06-01', '11:00:00')), push)).toEqual({ ok: true, value: { batchId: BATCH, channel: 'publicity-system', receipts: 2 } });
    expect(await pushResults(step(on('2026-06-01', '12:00:00')), push)).toMatchObject({ ok: true });
    expect(channel.taken).toEqual([`${BATCH}/${TARGETS[0]}/publicity-system`, `${BATCH}/${TARGETS[2]}/publicity-system`]);
    expect(await attemptsOf(record.stores.lifecycle, BATCH)).toMatchObject([{ retry: 0, sent: 2, received: 0, failure: 'HTTP 503' }, { retry: 1, received: 0, failure: 'HTTP 503' }, { retry: 0, sent: 2, received: 2 }]);
    expect(await pushResults(step(on('2026-06-01')), { ...push, channel: 'nowhere' })).toMatchObject({ ok: false, error: { code: 'channel-unknown' } });
    expect((await pushResults(step(on('2026-06-01')), { ...push, channel: 'credit-platform' })).ok).toBe(true);
  });

  test('[GY-20] the integrator confirms a receipt once', async () => {
    const [receipt] = await receiptsOf(record.stores.lifecycle, BATCH, 'publicity-system');
    expect(receipt?.receiptNo).toBe('R-1');
    const integrator = by(person('integrator'), on('2026-06-03'));
    expect(await confirmPush(integrator, receipt?.receiptId ?? '')).toMatchObject({ ok: true, value: { confirmed: { by: 'integrator' }, version: 2 } });
    expect(await confirmPush(integrator, receipt?.receiptId ?? '')).toMatchObject({ ok: false, error: { code: 'receipt-already-confirmed' } });
    expect(await confirmPush(integrator, 'no:such:receipt')).toMatchObject({ ok: false, error: { code: 'not-found' } });
  });

  test('[GY-21] drawn = published + exempt + open with both rates at 100 %, the late ones named', async () => {
    const counts = { drawn: 3, entered: 3, published: 2, exempt: 1, open: 0, entryRateBp: 10_000, publicityRateBp: 10_000, receipts: { 'publicity-system': 2, 'credit-platform': 2 } };
    expect(await reconcileBatch(step(on('2026-06-03')), BATCH)).toEqual({ ok: true, value: counts });
    expect(await viewReconciliation(step(on('2026-06-03')), BATCH)).toEqual({
      ok: true,
      value: { batchId: BATCH, ...counts, organisedLate: [second, third], enteredLate: [second], exemptions: [second] },
    });
  });

  test('[NR-3] the archive marks who was visited and by whom, and publishes the reconciliation', async () => {
    expect(await archiveBatch(step(on('2026-06-04')), BATCH)).toMatchObject({ ok: true, value: { stage: 'archived', reconciliation: { open: 0 } } });
    expect(await archiveBatch(step(on('2026-06-05')), BATCH)).toMatchObject({ ok: true, value: { stage: 'archived', archivedAt: '2026-06-04T10:00:00+08:00' } });
    expect((await targets.find(record.stores.registry, TARGETS[2] ?? ''))?.lastInspected).toBe('20260428');
    expect((await inspectors.find(record.stores.registry, '0100001'))?.lastVisited).toEqual(expect.arrayContaining(TARGETS));
    expect((await inspectors.find(record.stores.registry, '0100003'))?.lastVisited).toEqual([]);
    expect(await findBatchResults(record.stores.publication, BATCH)).toMatchObject({ stage: 'archived', reconciliation: { publicityRateBp: 10_000 } });
  });

  test('[HT-5] the forms of the archived batch are its ledger: target, inspectors, content, method, measures, result and record of each inspection', async () => {
    const { items } = await viewForms(record.stores, BATCH, {});
    expect(items.map(({ targetId }) => targetId)).toEqual(TARGETS);
    expect(items[0]).toMatchObject({
      targetId: TARGETS[0],
      enterprise: { name: '广元市第1食品有限公司' },
      officersPresent: everyOfficer,
      items: [{ itemId: ITEMS.lead, checklist: ['经营资质', '进货查验'] }, { itemId: ITEMS.other, checklist: ['通道畅通', '应急照明', '安全出口'] }],
      method: 'on-site',
      aids: ['testing'],
      results: expect.arrayContaining([expect.objectContaining({ itemId: ITEMS.other, followUp: 'order-to-correct', codes: ['02'], note: '通道堆物，当场清理', evidence: [], by: other.name })]),
      visitedOn: '2026-04-14',
    });
  });

  test('[GY-1] the trail of an inspection tells every command with who, when, before and after, and refused ones leave none', async () => {
    const { entries } = await readTrail(record.stores.lifecycle, `inspection/${second}`);
    expect(entries.map(({ action }) => action)).toEqual([
      'inspection.claim', 'inspection.claim', 'inspection.organise', 'inspection.visit', 'inspection.record', 'inspection.record', 'inspection.enter', 'non-disclosure.request', 'non-disclosure.decide',
    ]);
    expect(entries.every(({ before, after, actor }) => before !== undefined && after !== undefined && actor.kind === 'person')).toBe(true);
  });
});
