import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { closeStage } from '../../../shared/inspection/close-stage.ts';
import { enterResults } from '../../../shared/inspection/enter-results.ts';
import { loadForm } from '../../../shared/inspection/form-store.ts';
import { taskMessages } from '../../../shared/inspection/inbox-store.ts';
import { findAwait } from '../../../shared/lifecycle/await-store.ts';
import { look } from '../../../shared/lifecycle/look.ts';
import { registerAwait } from '../../../shared/lifecycle/register-await.ts';
import { localDate } from '../../../shared/kernel/local-date.ts';
import { findBatch } from '../../../shared/plan/batch-store.ts';
import { guangyuan } from '../../../shared/profile/guangyuan.ts';
import { callApi } from '../../support/call-api.ts';
import { aBatchDrawn } from '../../support/batch-samples.ts';
import { aNoticeOf2027 } from '../../support/notice-2027.ts';
import { actOf, person } from '../../support/people.ts';
import type { TestRecord } from '../../support/record.ts';
import { expectSoundTrail, wholeTrail } from '../../support/trail.ts';
import { layLateBatch, openCalendarRecord, stepAt, targetOf, winter } from './late-year.ts';

const BATCH = 'batch-2026-001';
const SUBJECT = `batch/${BATCH}`;
let record: TestRecord;
let handlers: { readonly [resource in 'batches' | 'calendar' | 'executions' | 'inbox']: unknown };
beforeAll(async () => {
  record = await openCalendarRecord();
  const [batches, calendar, executions, inbox] = await Promise.all([
    import('../../../functions/api/batches.ts'), import('../../../functions/api/calendar.ts'), import('../../../functions/api/executions.ts'), import('../../../functions/api/inbox.ts'),
  ]);
  handlers = { batches: batches.handler, calendar: calendar.handler, executions: executions.handler, inbox: inbox.handler };
  await layLateBatch(record.stores, BATCH, 4);
});
afterAll(() => record.close());

const administrator = person('administrator');
const operator = person('operator', '01');
const load = (body: object, at: string, headers: Record<string, string> = {}) => callApi(handlers.calendar, administrator, { method: 'PUT', path: '/v1/calendar/2027', body, at, headers });
const inboxOf = async (who: typeof operator) => (await callApi(handlers.inbox, who, { method: 'GET', path: '/v1/inbox' })).body;
const enter = (n: number, now: string) =>
  enterResults({ stores: record.stores, profile: guangyuan, act: actOf(operator, { now: winter(now) }) }, `${BATCH}:${targetOf(n)}`);
const formOf = async (n: number) => {
  const loaded = await loadForm(record.stores.lifecycle, `${BATCH}:${targetOf(n)}`);
  return loaded.ok ? loaded.value : undefined;
};

describe('twenty working days that reach into a year without a notice', () => {
  test('[NR-7] [GY-19] are counted by weekends and kept as provisional with the batch', async () => {
    expect(await closeStage(stepAt(record.stores, BATCH, '2026-12-21T18:00:00'), BATCH, 'inspected')).toMatchObject({ ok: true });
    const answer = await callApi(handlers.batches, operator, { method: 'GET', path: `/v1/batches/${BATCH}` });
    expect(answer.body).toMatchObject({ stage: 'inspected', inspectedOn: '2026-12-21', enterBy: '2027-01-18', enterCount: { workingDays: 20, date: '2027-01-18', provisional: true } });
    expect(answer.body).not.toHaveProperty('organiseCount.provisional', true);
  });

  test('[NR-7] say so where they are awaited, and in the reminder, in Chinese and English', async () => {
    const at = stepAt(record.stores, BATCH, '2026-12-21T18:00:01');
    expect(await look(at, SUBJECT, 'results')).toMatchObject({ value: { decided: false } });
    await registerAwait(at, { subject: SUBJECT, wait: 'results', token: 'asleep' });
    const waits = await callApi(handlers.executions, administrator, { method: 'GET', path: '/v1/waits' });
    expect(waits.body.items).toMatchObject([{ wait: 'results', due: '2027-01-19T00:00:00+08:00', provisional: true }]);
    await look(stepAt(record.stores, BATCH, '2027-01-11T09:00:00'), SUBJECT, 'results');
    const { items } = await inboxOf(operator);
    expect(items).toMatchObject([{ kind: 'reminder', due: '2027-01-19T00:00:00+08:00', provisional: true }]);
    expect([items[0].zh, items[0].en]).toEqual([expect.stringContaining('暂定期限'), expect.stringContaining('provisionally due')]);
  });

  test('[NR-7] [GY-15] and so do five, in the message that the tasks are there', async () => {
    const batch = { ...aBatchDrawn, batchId: 'batch-2026-009', stage: 'dispatched' as const, dispatchedAt: winter('2026-12-28T10:00:00'), drawnOn: localDate('2026-12-28'), organiseBy: localDate('2027-01-04') };
    const counted = { ...batch, organiseCount: { workingDays: 5, date: batch.organiseBy, provisional: true } };
    await record.stores.transact(taskMessages(record.stores.lifecycle, counted, winter('2026-12-28T10:00:00')));
    const [item] = (await inboxOf(person('operator', '08'))).items;
    expect(item).toMatchObject({ kind: 'task', provisional: true, zh: expect.stringContaining('2027-01-04（暂定）'), en: expect.stringContaining('2027-01-04 (provisional)') });
  });

  test('[NR-7] judge a form late only for the time being', async () => {
    expect(await enter(0, '2027-01-18T17:00:00')).toMatchObject({ ok: true, value: { enteredLate: false } });
    expect((await formOf(0))?.stage).toBe('entered');
    expect(await enter(1, '2027-01-19T09:00:00')).toMatchObject({ ok: true, value: { enteredLate: true, provisionallyLate: ['entered'] } });
    expect(await enter(2, '2027-01-25T09:00:00')).toMatchObject({ ok: true, value: { enteredLate: true, provisionallyLate: ['entered'] } });
    expect(await look(stepAt(record.stores, BATCH, '2027-01-20T00:00:00'), SUBJECT, 'results')).toMatchObject({ value: { decided: false, overdueDays: 1 } });
    expect(await findAwait(record.stores.lifecycle, SUBJECT, 'results')).toMatchObject({ told: { escalate: '2027-01-20T00:00:00+08:00' } });
  });
});

describe('the notice, when it is loaded', () => {
  const AT = '2027-01-25T10:00:00+08:00';
  const KEY = { 'Idempotency-Key': 'notice-2027' };

  test('only by an administrator, and only if it can be a notice', async () => {
    expect(await callApi(handlers.calendar, operator, { method: 'PUT', path: '/v1/calendar/2027', body: aNoticeOf2027, at: AT })).toMatchObject({ status: 403 });
    expect(await load({ ...aNoticeOf2027, documentNo: undefined }, AT)).toMatchObject({ status: 422, body: { code: 'input-invalid' } });
    expect(await load({ ...aNoticeOf2027, makeUpDays: ['2027-02-15'] }, AT)).toMatchObject({ status: 422, body: { code: 'make-up-day-not-weekend', ruleRef: 'NR-7', errors: [{ pointer: '/makeUpDays/0', detail: '2027-02-15' }] } });
    expect(await load(aNoticeOf2027, AT, { 'If-Match': '"3"' })).toMatchObject({ status: 412 });
    expect((await callApi(handlers.calendar, operator, { method: 'GET', path: '/v1/calendar/2027' })).body).toMatchObject({ source: 'none', version: 0 });
  });

  test('[NR-7] counts the deadline again, and tells batch, wait and those concerned', async () => {
    expect(await load(aNoticeOf2027, AT, KEY)).toMatchObject({ status: 200, headers: { etag: '"1"' }, body: { year: 2027, source: 'notice', documentNo: '国办发明电〔2026〕9号', loadedBy: { name: 'administrator' } } });
    expect(await findBatch(record.stores.lifecycle, BATCH)).toMatchObject({
      enterBy: '2027-01-19',
      enterCount: { date: '2027-01-19', provisional: false, recounted: { at: AT, before: '2027-01-18', notice: { documentNo: '国办发明电〔2026〕9号', loadedBy: { sub: 'administrator-x' } } } },
    });
    const open = await findAwait(record.stores.lifecycle, SUBJECT, 'results');
    expect(open).toMatchObject({ due: '2027-01-20T00:00:00+08:00', token: 'asleep' });
    expect(open).not.toHaveProperty('provisional');
    for (const who of [operator, person('conference'), person('supervisor')]) {
      const [letter] = (await inboxOf(who)).items;
      expect(letter).toMatchObject({ kind: 'deadline', clause: 'NR-7', due: '2027-01-20T00:00:00+08:00', zh: expect.stringContaining('由 2027-01-18 改为 2027-01-19（依据国办发明电〔2026〕9号'), en: expect.stringContaining('from 2027-01-18 to 2027-01-19') });
    }
  });

  test('[NR-7] takes back the lateness it disproves, leaves the other, and both lose their mark', async () => {
    expect(await formOf(0)).toMatchObject({ enteredLate: false });
    expect(await formOf(1)).toMatchObject({ enteredLate: false, provisionallyLate: [] });
    expect(await formOf(2)).toMatchObject({ enteredLate: true, provisionallyLate: [] });
  });

  test('[GY-1] leaves who, when, what before and after in the trails', async () => {
    const { lifecycle } = record.stores;
    const trail = await wholeTrail(lifecycle, SUBJECT);
    expect(trail.filter(({ at }) => at === AT).map(({ action, actor }) => [action, actor])).toEqual([
      ['inspection.rejudge', expect.objectContaining({ sub: 'administrator-x' })], ['deadline.recount', expect.objectContaining({ sub: 'administrator-x' })],
    ]);
    expect(trail.at(-1)).toMatchObject({
      after: { enterBy: '2027-01-19' },
      detail: { clause: 'NR-7', recounted: [{ deadline: 'enterBy', before: '2027-01-18', after: '2027-01-19' }], to: ['department/01', 'role/conference', 'role/supervisor'] },
    });
    expect((await wholeTrail(lifecycle, 'calendar')).map(({ action, subject }) => [action, subject])).toEqual([['notice.load', 'calendar/2027']]);
    await expectSoundTrail(lifecycle, SUBJECT, 'calendar');
  });

  test('[NR-7] loaded again it changes nothing, whether under the same key or another or none', async () => {
    const before = [await findBatch(record.stores.lifecycle, BATCH), await wholeTrail(record.stores.lifecycle, SUBJECT), (await inboxOf(operator)).items];
    const answers = [await load(aNoticeOf2027, '2027-01-25T10:00:07+08:00', KEY), await load(aNoticeOf2027, '2027-01-26T10:00:00+08:00'), await load(aNoticeOf2027, '2027-01-26T10:00:00+08:00', { 'Idempotency-Key': 'another' })];
    expect(answers.map(({ status, body }) => [status, body.version, body.loadedAt])).toEqual(answers.map(() => [200, 1, AT]));
    expect([await findBatch(record.stores.lifecycle, BATCH), await wholeTrail(record.stores.lifecycle, SUBJECT), (await inboxOf(operator)).items]).toEqual(before);
    expect(await wholeTrail(record.stores.lifecycle, 'calendar')).toHaveLength(1);
  });

  test('[NR-7] another notice of the year needs the version before and a reason, and counts again', async () => {
    const amended = { ...aNoticeOf2027, documentNo: '国办发明电〔2027〕1号', daysOff: [...aNoticeOf2027.daysOff, '2027-01-19'] };
    const at = '2027-01-26T11:00:00+08:00';
    expect(await load(amended, at)).toMatchObject({ status: 428 });
    expect(await load(amended, at, { 'If-Match': '"1"' })).toMatchObject({ status: 409, body: { code: 'notice-contradicts', errors: [{ pointer: '/daysOff', detail: '2027-01-19' }] } });
    expect(await load({ ...amended, reason: '国务院办公厅通知增加一天假期' }, at, { 'If-Match': '"1"' })).toMatchObject({ status: 200, headers: { etag: '"2"' } });
    expect(await findBatch(record.stores.lifecycle, BATCH)).toMatchObject({ enterBy: '2027-01-20', enterCount: { recounted: { before: '2027-01-19', notice: { reason: '国务院办公厅通知增加一天假期' } } } });
    const { items } = (await callApi(handlers.calendar, operator, { method: 'GET', path: '/v1/calendar', at })).body;
    expect(items.map(({ year, source }: { year: number; source: string }) => [year, source])).toEqual([[2026, 'delivered'], [2027, 'notice'], [2028, 'none']]);
  });

  test('[NR-7] a deadline that has its time before it again may be missed again: it is escalated anew', async () => {
    const longer = { ...aNoticeOf2027, documentNo: '国办发明电〔2027〕2号', daysOff: [...aNoticeOf2027.daysOff, ...['18', '19', '20', '21', '22', '25', '26'].map((n) => `2027-01-${n}`)], reason: '国务院办公厅通知停工' };
    expect(await load(longer, '2027-01-26T12:00:00+08:00', { 'If-Match': '"2"' })).toMatchObject({ status: 200 });
    expect(await findAwait(record.stores.lifecycle, SUBJECT, 'results')).toMatchObject({ due: '2027-01-29T00:00:00+08:00', told: expect.not.objectContaining({ escalate: expect.anything() }) });
    await look(stepAt(record.stores, BATCH, '2027-01-29T00:00:00'), SUBJECT, 'results');
    const batch = await findBatch(record.stores.lifecycle, BATCH);
    expect(batch?.escalations.map(({ due }) => due)).toEqual(['2027-01-19T00:00:00+08:00', '2027-01-29T00:00:00+08:00']);
    expect((await formOf(2))).toMatchObject({ enteredLate: false });
    await expectSoundTrail(record.stores.lifecycle, SUBJECT);
  });
});
