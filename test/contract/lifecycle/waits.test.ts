import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { readHead } from '../../../shared/audit/trail.ts';
import { instant } from '../../../shared/kernel/instant.ts';
import { findAwait, openWaits } from '../../../shared/lifecycle/await-store.ts';
import { listWaits } from '../../../shared/lifecycle/list-waits.ts';
import { look } from '../../../shared/lifecycle/look.ts';
import { registerAwait } from '../../../shared/lifecycle/register-await.ts';
import { signalIfDecided } from '../../../shared/lifecycle/signal-if-decided.ts';
import { viewTrail } from '../../../shared/lifecycle/view-trail.ts';
import { createBatch, findBatch, putBatch } from '../../../shared/plan/batch-store.ts';
import type { BatchIn } from '../../../shared/plan/batch.ts';
import { findYear } from '../../../shared/plan/year-store.ts';
import type { Year } from '../../../shared/plan/year.ts';
import { aBatchDrawn, aScheduledBatch } from '../../support/batch-samples.ts';
import { person } from '../../support/people.ts';
import { expectSoundTrail, wholeTrail } from '../../support/trail.ts';
import { changeYear as changeYearIn, inboxOf as inboxIn, openWaitingYear, stepOf } from './waits-scene.ts';

let record: Awaited<ReturnType<typeof openWaitingYear>>;
let live: Set<string>;
let woken: string[];
beforeAll(async () => {
  record = await openWaitingYear();
  ({ live, woken } = record);
});
afterAll(() => record.close());

const at = (now: string, execution?: string) => stepOf(record.stores, now, execution);
const inboxOf = (actor: ReturnType<typeof person>) => inboxIn(record.stores, actor);
const changeYear = (change: (year: Year) => Year) => changeYearIn(record.stores, change);
const sleep = async (wait: Parameters<typeof registerAwait>[1]['wait'], token: string, now: string, subject = 'year/2026') => {
  live.add(token);
  expect(await registerAwait(at(now), { subject, wait, token })).toEqual({ ok: true, value: {} });
};

describe('the wait for submissions', () => {
  test('[GY-6] names who is missing, and says nothing before its time', async () => {
    expect(await look(at('2025-11-01T09:00:01'), 'year/2026', 'submissions-closed')).toEqual({ ok: true, value: { decided: false, outcome: '', timeoutSeconds: 604_800, overdueDays: 0 } });
    await sleep('submissions-closed', 'token-1', '2025-11-01T09:00:02');
    expect(await listWaits(record.stores)).toMatchObject({
      value: { items: [{ subject: 'year/2026', wait: 'submissions-closed', from: ['department/01', 'department/02', 'department/03', 'department/08'], due: '2026-01-01T00:00:00+08:00', execution: 'plan-2026' }] },
    });
    expect((await inboxOf(person('operator', '02'))).items).toEqual([]);
  });

  test('[GY-6] reminds each department that has not submitted, once for each date', async () => {
    await look(at('2025-12-01T09:00:00'), 'year/2026', 'submissions-closed');
    await look(at('2025-12-01T09:30:00'), 'year/2026', 'submissions-closed');
    const { items, waits } = await inboxOf(person('operator', '02'));
    expect(items).toMatchObject([{ kind: 'reminder', addressee: 'department/02', clause: 'GY-6', due: '2026-01-01T00:00:00+08:00' }]);
    expect(waits).toMatchObject([{ wait: 'submissions-closed' }]);
    expect((await inboxOf(person('conference'))).items).toEqual([]);
    expect((await findAwait(record.stores.lifecycle, 'year/2026', 'submissions-closed'))?.token).toBe('token-1');
  });

  test('[GY-6] is over when the time is, and then no longer listed', async () => {
    expect(await look(at('2026-01-01T00:00:00'), 'year/2026', 'submissions-closed')).toEqual({ ok: true, value: { decided: true, outcome: 'done', timeoutSeconds: 1, overdueDays: 0 } });
    expect(await openWaits(record.stores.lifecycle)).toEqual([]);
    expect(await findAwait(record.stores.lifecycle, 'year/2026', 'submissions-closed')).toBeUndefined();
  });
});

describe('the wait for a decision', () => {
  test('[GY-8] is escalated once when overdue, to inboxes and trail, and goes on', async () => {
    await changeYear((year) => ({ ...year, stage: 'reviewing', closedAt: instant('2026-01-01T00:00:00+08:00'), missing: [] }) as Year);
    await look(at('2026-01-05T09:00:00'), 'year/2026', 'plan-compiled');
    await sleep('plan-compiled', 'token-2', '2026-01-05T09:00:01');
    for (const now of ['2026-02-01T00:00:00', '2026-02-02T00:00:00', '2026-03-31T00:00:00']) {
      expect(await look(at(now), 'year/2026', 'plan-compiled')).toMatchObject({ ok: true, value: { decided: false, timeoutSeconds: 86_400 } });
    }
    for (const role of ['government', 'supervisor', 'conference'] as const) {
      expect((await inboxOf(person(role))).items.filter(({ kind }) => kind === 'escalation')).toMatchObject([{ wait: 'plan-compiled', at: '2026-02-01T00:00:00+08:00' }]);
    }
    const escalated = (await wholeTrail(record.stores.lifecycle, 'year/2026')).filter(({ action }) => action === 'wait.escalate');
    expect(escalated).toMatchObject([{ detail: { wait: 'plan-compiled', clause: 'GY-8', from: ['role/conference'] } }]);
    expect(await findYear(record.stores.lifecycle, 2026)).toMatchObject({ stage: 'reviewing', escalations: [{ wait: 'plan-compiled', at: '2026-02-01T00:00:00+08:00' }] });
    expect(woken).toEqual([]);
  });

  test('is woken by the signal after the decision; a second signal finds the token spent and that is no fault', async () => {
    expect(await signalIfDecided(at('2026-04-01T09:00:00'), 'year/2026')).toBe(0);
    await changeYear((year) => ({ ...year, stage: 'compiled', compiledAt: instant('2026-04-01T10:00:00+08:00'), compiledBy: { sub: 'c', name: 'c' }, entries: [{ ...aScheduledBatch.entry, batchId: 'batch-2026-001' }] }) as Year);
    expect(await signalIfDecided(at('2026-04-01T10:00:00'), 'year/2026')).toBe(1);
    expect(await signalIfDecided(at('2026-04-01T10:00:01'), 'year/2026')).toBe(0);
    expect(woken).toEqual(['token-2']);
  });

  test('heals a lost signal: the look that follows finds the decision and closes the wait', async () => {
    expect(await look(at('2026-04-02T10:00:00'), 'year/2026', 'plan-compiled')).toMatchObject({ value: { decided: true } });
    expect(await openWaits(record.stores.lifecycle)).toEqual([]);
  });

  test('that fell before the token was left wakes the workflow at once', async () => {
    await sleep('plan-compiled', 'token-3', '2026-04-02T10:00:01');
    expect(woken).toEqual(['token-2', 'token-3']);
    expect(await openWaits(record.stores.lifecycle)).toEqual([]);
  });

  test('falling between the two reads of a registration wakes the workflow too', async () => {
    const { lifecycle, transact } = record.stores;
    live.add('token-4');
    const decidesMeanwhile: typeof transact = async (writes) => {
      const done = await transact(writes);
      await changeYear((year) => ({ ...year, stage: 'issued', issuedAt: instant('2026-04-03T10:00:00+08:00'), issuedBy: { sub: 'g', name: 'g' }, documentNo: '3' }) as Year);
      return done;
    };
    const context = { ...at('2026-04-03T10:00:00'), stores: { ...record.stores, transact: decidesMeanwhile } };
    expect(await registerAwait(context, { subject: 'year/2026', wait: 'plan-issued', token: 'token-4' })).toMatchObject({ ok: true });
    expect(woken.at(-1)).toBe('token-4');
    expect(await findAwait(lifecycle, 'year/2026', 'plan-issued')).toMatchObject({ token: 'token-4' });
    await look(at('2026-04-03T10:00:01'), 'year/2026', 'plan-issued');
  });
});

describe('the waits of a batch', () => {
  const dispatched: BatchIn<'dispatched'> = { ...aBatchDrawn, stage: 'dispatched', dispatchedAt: instant('2026-03-24T10:00:00+08:00'), version: 1 };
  const subject = 'batch/batch-2026-001';
  const batchAt = (now: string) => at(now, 'batch-2026-001');

  test('[GY-15] organising overdue is escalated on the batch itself, which keeps its stage', async () => {
    expect(await record.stores.transact([createBatch(record.stores.lifecycle, dispatched)])).toMatchObject({ ok: true });
    expect(await look(batchAt('2026-03-24T10:00:01'), subject, 'organised')).toMatchObject({ value: { decided: false, timeoutSeconds: 86_400 } });
    expect(await look(batchAt('2026-04-01T00:00:00'), subject, 'organised')).toMatchObject({ value: { decided: false } });
    expect(await look(batchAt('2026-04-02T00:00:00'), subject, 'organised')).toMatchObject({ value: { decided: false } });
    expect(await findBatch(record.stores.lifecycle, 'batch-2026-001')).toMatchObject({
      stage: 'dispatched', version: 2,
      escalations: [{ wait: 'organised', due: '2026-04-01T00:00:00+08:00', at: '2026-04-01T00:00:00+08:00', to: ['department/01', 'role/conference', 'role/supervisor'] }],
    });
    await expectSoundTrail(record.stores.lifecycle, subject);
  });

  test('an escalation that meets another command on the batch looks again, and loses neither', async () => {
    const other = { ...dispatched, batchId: 'batch-2026-002' };
    await record.stores.transact([createBatch(record.stores.lifecycle, other)]);
    let meets = true;
    const transact: typeof record.stores.transact = async (writes) => {
      if (meets) {
        meets = false;
        await record.stores.transact([putBatch(record.stores.lifecycle, other, { ...other, drawnCount: 4, version: 2 })]);
      }
      return record.stores.transact(writes);
    };
    const context = { ...at('2026-04-01T00:00:00', 'batch-2026-002'), stores: { ...record.stores, transact } };
    expect(await look(context, 'batch/batch-2026-002', 'organised')).toMatchObject({ ok: true });
    expect(await findBatch(record.stores.lifecycle, 'batch-2026-002')).toMatchObject({ version: 3, drawnCount: 4, escalations: [{ wait: 'organised' }] });
    expect((await wholeTrail(record.stores.lifecycle, 'batch/batch-2026-002')).map(({ action }) => action)).toEqual(['wait.escalate']);
  });

  test('the list of waits shows no token', async () => {
    live.add('secret-token');
    await registerAwait(batchAt('2026-04-02T00:00:01'), { subject, wait: 'organised', token: 'secret-token' });
    const listed = await listWaits(record.stores);
    expect(listed).toMatchObject({ value: { items: expect.arrayContaining([expect.objectContaining({ subject, wait: 'organised', told: { escalate: '2026-04-01T00:00:00+08:00' } })]) } });
    expect(JSON.stringify(listed)).not.toContain('secret-token');
    expect(JSON.stringify(await record.stores.lifecycle.all({ pk: 'AWAITS' }))).not.toContain('secret-token');
  });

  test('the same wait of a step that runs twice at once is told once', async () => {
    const third = { ...dispatched, batchId: 'batch-2026-003' };
    await record.stores.transact([createBatch(record.stores.lifecycle, third)]);
    const both = await Promise.all([1, 2].map(() => look(at('2026-04-01T00:00:00', 'batch-2026-003'), 'batch/batch-2026-003', 'organised')));
    expect(both).toMatchObject([{ ok: true }, { ok: true }]);
    expect((await wholeTrail(record.stores.lifecycle, 'batch/batch-2026-003')).map(({ action }) => action)).toEqual(['wait.escalate']);
  });
});

test('[GY-1] a page of the trail says whether it is intact, across pages and against the head', async () => {
  const { stores } = record;
  const first = await viewTrail(stores, { stream: 'year/2026', limit: 2 });
  expect(first).toMatchObject({ value: { items: [{ seq: 1 }, { seq: 2 }], verification: { intact: true, faults: [] } } });
  const cursor = first.ok ? first.value.cursor : undefined;
  expect(await viewTrail(stores, { stream: 'year/2026', cursor })).toMatchObject({ value: { items: [{ seq: 3 }], verification: { intact: true } } });
  const { seq } = await readHead(stores.lifecycle, 'year/2026');
  const whole = await viewTrail(stores, { stream: 'year/2026', limit: seq });
  expect(whole).toMatchObject({ value: { verification: { intact: true } } });
  expect(whole.ok && whole.value.cursor).toBeUndefined();

  const key = { pk: 'AUDIT#year/2026', sk: 'E#000000002' };
  const entry = await stores.lifecycle.get(key);
  await stores.transact([{ table: stores.lifecycle, item: { Put: { TableName: stores.lifecycle.name, Item: { ...entry, ...key, action: 'nothing.happened' } } } }]);
  expect(await viewTrail(stores, { stream: 'year/2026' })).toMatchObject({ value: { verification: { intact: false, faults: [{ kind: 'altered', seq: 2 }] } } });
});
