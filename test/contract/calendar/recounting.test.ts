import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { enterResults } from '../../../shared/inspection/enter-results.ts';
import { closeStage } from '../../../shared/inspection/close-stage.ts';
import { formsOf, loadForm, putForm } from '../../../shared/inspection/form-store.ts';
import type { Form } from '../../../shared/inspection/form.ts';
import type { NoticeContent } from '../../../shared/calendar/holiday-notice.ts';
import { localDate } from '../../../shared/kernel/local-date.ts';
import { findAwait } from '../../../shared/lifecycle/await-store.ts';
import { look } from '../../../shared/lifecycle/look.ts';
import { findBatch, putBatch } from '../../../shared/plan/batch-store.ts';
import { readCalendar } from '../../../shared/plan/calendar-store.ts';
import { guangyuan } from '../../../shared/profile/guangyuan.ts';
import type { Stores } from '../../../shared/store/record.ts';
import { aNoticeOf2027 } from '../../support/notice-2027.ts';
import { actOf, person } from '../../support/people.ts';
import type { TestRecord } from '../../support/record.ts';
import { expectSoundTrail, wholeTrail } from '../../support/trail.ts';
import { awaiting, deadlineOf, dying, lettersTo, load, recountsOf } from './recounting-scene.ts';
import { layLateBatch, openCalendarRecord, stepAt, targetOf, winter } from './late-year.ts';

const opened: TestRecord[] = [];
const fresh = async (): Promise<Stores> => {
  const record = await openCalendarRecord();
  opened.push(record);
  return record.stores;
};
afterAll(() => Promise.all(opened.map(({ close }) => close())));

describe('loading a notice that is cut off', () => {
  let stores: Stores;
  const batches = ['batch-2026-001', 'batch-2026-002', 'batch-2026-003'];
  // Each round loads another notice: its day off on the 19th comes and goes, and the deadline with it.
  let round = 0;
  const notice = (): NoticeContent =>
    round % 2 === 0 ? aNoticeOf2027 : { ...aNoticeOf2027, documentNo: `国办发明电〔2027〕${round}号`, daysOff: [...aNoticeOf2027.daysOff, localDate('2027-01-19')], reason: '国务院办公厅另行通知' };
  const again = (): NoticeContent => (round < 2 ? notice() : { ...notice(), documentNo: `国办发明电〔2027〕${round}号`, reason: '国务院办公厅另行通知' });
  beforeAll(async () => {
    stores = await fresh();
    for (const batchId of batches) await awaiting(stores, batchId);
  });

  test.each([1, 2, 3, 4].flatMap((at) => (['before', 'after'] as const).map((effect) => ({ at, effect }))))(
    '[NR-7] [GY-1] at transaction $at, $effect its effect, goes on when it is sent again: each batch is counted again once, each person told once',
    async ({ at, effect }) => {
      const version = (await readCalendar(stores.lifecycle)).notices[0]?.version;
      const told = (await lettersTo(stores, person('conference'))).length;
      const content = again();
      const day = `2027-01-0${4 + (round % 5)}T1${round}:00`;
      await expect(load(dying(stores, at, effect), content, `${day}:00`, version)).rejects.toThrow('the process died');
      expect(await load(stores, content, `${day}:30`, version)).toMatchObject({ ok: true, value: { version: round + 1 } });
      const by = round % 2 === 0 ? '2027-01-19' : '2027-01-20';
      for (const batchId of batches) expect([await deadlineOf(stores, batchId), await recountsOf(stores, batchId)]).toEqual([[by, false], round + 1]);
      expect(await lettersTo(stores, person('conference'))).toHaveLength(told + batches.length);
      await expectSoundTrail(stores.lifecycle, 'calendar', ...batches.map((batchId) => `batch/${batchId}`));
      round += 1;
    },
  );
});

describe('what nobody sends again', () => {
  test('[NR-7] is finished by the next look at each wait', async () => {
    const stores = await fresh();
    const batches = await Promise.all(['batch-2026-001', 'batch-2026-002'].map((batchId) => awaiting(stores, batchId)));
    await expect(load(dying(stores, 1, 'after'), aNoticeOf2027, '2027-01-04T10:00:00')).rejects.toThrow('the process died');
    for (const batchId of batches) expect(await deadlineOf(stores, batchId)).toEqual(['2027-01-18', true]);
    for (const batchId of batches) {
      await look(stepAt(stores, batchId, '2027-01-05T09:00:00'), `batch/${batchId}`, 'results');
      await look(stepAt(stores, batchId, '2027-01-06T09:00:00'), `batch/${batchId}`, 'results');
      expect([await deadlineOf(stores, batchId), await recountsOf(stores, batchId)]).toEqual([['2027-01-19', false], 1]);
      expect(await findAwait(stores.lifecycle, `batch/${batchId}`, 'results')).toMatchObject({ due: '2027-01-20T00:00:00+08:00', token: `token-${batchId}` });
    }
    expect(await lettersTo(stores, person('operator', '01'))).toHaveLength(2);
  });

  test('[NR-7] a step that counted by the calendar before the load and wrote after it is put right too', async () => {
    const stores = await fresh();
    await layLateBatch(stores, 'batch-2026-001');
    await load(stores, aNoticeOf2027, '2026-12-21T17:59:59');
    const stale: Stores = { ...stores, lifecycle: { ...stores.lifecycle, get: async (key) => (key.pk === 'CALENDAR' ? undefined : stores.lifecycle.get(key)) } };
    await closeStage(stepAt(stale, 'batch-2026-001', '2026-12-21T18:00:00'), 'batch-2026-001', 'inspected');
    expect(await deadlineOf(stores, 'batch-2026-001')).toEqual(['2027-01-18', true]);
    await look(stepAt(stores, 'batch-2026-001', '2026-12-21T18:00:01'), 'batch/batch-2026-001', 'results');
    expect(await deadlineOf(stores, 'batch-2026-001')).toEqual(['2027-01-19', false]);
  });

  test('[NR-7] and one that counts after the load counts by it at once', async () => {
    const stores = await fresh();
    await layLateBatch(stores, 'batch-2026-001');
    await load(stores, aNoticeOf2027, '2026-12-21T17:59:59');
    await closeStage(stepAt(stores, 'batch-2026-001', '2026-12-21T18:00:00'), 'batch-2026-001', 'inspected');
    expect([await deadlineOf(stores, 'batch-2026-001'), await recountsOf(stores, 'batch-2026-001')]).toEqual([['2027-01-19', false], 0]);
  });
});

test('[NR-7] a batch that somebody changes meanwhile is counted again on what they left', async () => {
  const stores = await fresh();
  const batchId = await awaiting(stores, 'batch-2026-001');
  let meets = true;
  const meeting: Stores = {
    ...stores,
    transact: async (writes) => {
      const isRecount = writes.some(({ item }) => item.Put?.Item?.['pk'] === `BATCH#${batchId}`);
      const before = await findBatch(stores.lifecycle, batchId);
      if (meets && isRecount && before !== undefined) {
        meets = false;
        const escalation = { wait: 'results', due: winter('2027-01-19T00:00:00'), at: winter('2027-01-19T00:00:00'), to: [] };
        await stores.transact([putBatch(stores.lifecycle, before, { ...before, escalations: [escalation], version: before.version + 1 })]);
      }
      return stores.transact(writes);
    },
  };
  expect(await load(meeting, aNoticeOf2027, '2027-01-19T09:00:00')).toMatchObject({ ok: true });
  expect(await findBatch(stores.lifecycle, batchId)).toMatchObject({ enterBy: '2027-01-19', escalations: [{ wait: 'results' }] });
  expect(meets).toBe(false);
});

describe('a notice by which the deadline would lie in the past', () => {
  // The first weekend of the year is worked: the twentieth working day is the 14th, not the 18th.
  const earlier: NoticeContent = { ...aNoticeOf2027, daysOff: aNoticeOf2027.daysOff.filter((date) => date !== '2027-01-02' && date !== '2027-01-03'), makeUpDays: ['2027-01-02', '2027-01-03', '2027-01-09'].map(localDate) };
  const enter = (stores: Stores, n: number, now: string) => enterResults({ stores, profile: guangyuan, act: actOf(person('operator', '01'), { now: winter(now) }) }, `batch-2026-001:${targetOf(n)}`);
  let stores: Stores;
  beforeAll(async () => {
    stores = await fresh();
    await awaiting(stores, 'batch-2026-001', 4);
    expect(await enter(stores, 0, '2027-01-15T16:00:00')).toMatchObject({ value: { enteredLate: false } });
  });

  test('[NR-7] ends it with the day of the load, and says why and by whose hand', async () => {
    await load(stores, earlier, '2027-01-16T10:00:00');
    expect(await findBatch(stores.lifecycle, 'batch-2026-001')).toMatchObject({
      enterBy: '2027-01-16', enterCount: { date: '2027-01-14', provisional: false, recounted: { before: '2027-01-18', notice: { documentNo: earlier.documentNo, loadedBy: { name: 'administrator' } } } },
    });
    const [letter] = await lettersTo(stores, person('operator', '01'));
    expect(letter).toMatchObject({ due: '2027-01-17T00:00:00+08:00', zh: expect.stringContaining('按通知应为 2027-01-14，该日已过'), en: expect.stringContaining('it was 2027-01-14, which has passed') });
  });

  test('[NR-7] makes nobody late who was in time by the day they were told', async () => {
    const loaded = await loadForm(stores.lifecycle, `batch-2026-001:${targetOf(0)}`);
    expect(loaded).toMatchObject({ ok: true, value: { stage: 'entered', enteredLate: false } });
    expect(await enter(stores, 1, '2027-01-16T23:59:59')).toMatchObject({ value: { enteredLate: false } });
  });

  test('[NR-7] [GY-19] is late from the next day on, and escalated then, once', async () => {
    expect(await enter(stores, 2, '2027-01-17T00:00:00')).toMatchObject({ value: { enteredLate: true } });
    for (const now of ['2027-01-16T23:59:59', '2027-01-17T00:00:00', '2027-01-18T00:00:00']) await look(stepAt(stores, 'batch-2026-001', now), 'batch/batch-2026-001', 'results');
    expect((await findBatch(stores.lifecycle, 'batch-2026-001'))?.escalations).toMatchObject([{ wait: 'results', due: '2027-01-17T00:00:00+08:00', at: '2027-01-17T00:00:00+08:00' }]);
    expect(await recountsOf(stores, 'batch-2026-001')).toBe(1);
  });
});

test('[NR-7] more late forms than a transaction holds are judged again whole, even when it was cut off between two', { timeout: 60_000 }, async () => {
  const stores = await fresh();
  const batchId = await awaiting(stores, 'batch-2026-001', 150);
  const forms = await formsOf(stores.lifecycle, batchId);
  const late = forms.map((each) => ({ ...each, stage: 'entered', enteredOn: localDate('2027-01-19'), enteredLate: true, provisionallyLate: ['entered'], version: each.version + 1 }) as Form);
  for (let at = 0; at < late.length; at += 75) await stores.transact(late.slice(at, at + 75).map((form, i) => putForm(stores.lifecycle, forms[at + i] as Form, form)));
  // The first is the notice, the second and third the forms.
  await expect(load(dying(stores, 2, 'after'), aNoticeOf2027, '2027-01-20T10:00:00')).rejects.toThrow('the process died');
  expect((await formsOf(stores.lifecycle, batchId)).filter((form) => 'enteredLate' in form && form.enteredLate)).toHaveLength(150 - 97);
  expect(await deadlineOf(stores, batchId)).toEqual(['2027-01-18', true]);
  expect(await load(stores, aNoticeOf2027, '2027-01-20T10:05:00')).toMatchObject({ ok: true });
  const judged = await formsOf(stores.lifecycle, batchId);
  expect(judged.filter((form) => 'enteredLate' in form && form.enteredLate)).toEqual([]);
  expect(new Set(judged.map(({ version }, i) => version - (late[i]?.version ?? 0)))).toEqual(new Set([1]));
  expect((await wholeTrail(stores.lifecycle, `batch/${batchId}`)).filter(({ at }) => at.startsWith('2027-01-20')).map(({ action }) => action)).toEqual(['inspection.rejudge', 'inspection.rejudge', 'deadline.recount']);
  await expectSoundTrail(stores.lifecycle, `batch/${batchId}`);
});
