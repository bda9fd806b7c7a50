import { describe, expect, test } from 'vitest';
import { calendarWith } from '../../../shared/calendar/in-force.ts';
import type { Attempt } from '../../../shared/draw/record/attempt.ts';
import { NO_PROGRESS, type Progress } from '../../../shared/inspection/progress.ts';
import { instant } from '../../../shared/kernel/instant.ts';
import { localDate } from '../../../shared/kernel/local-date.ts';
import { BATCH_JUDGES, type BatchTruth } from '../../../shared/lifecycle/batch-waits.ts';
import { messagesDue, secondsToNextLook, wordsOf } from '../../../shared/lifecycle/messages.ts';
import { planYearOf } from '../../../shared/lifecycle/plan-year-of.ts';
import { WAIT_NAMES } from '../../../shared/lifecycle/wait-name.ts';
import { WAITS } from '../../../shared/lifecycle/waits.ts';
import { YEAR_JUDGES } from '../../../shared/lifecycle/year-waits.ts';
import type { BatchIn } from '../../../shared/plan/batch.ts';
import { guangyuan } from '../../../shared/profile/guangyuan.ts';
import { aBatchDrawn, aScheduledBatch } from '../../support/batch-samples.ts';
import { collecting, reviewing } from '../../support/plan-samples.ts';

const profile = guangyuan;
const at = (text: string) => instant(`${text}+08:00`);
const year = (now: string, missing: readonly string[] = []) => ({ year: collecting, missing, profile, now: at(now) });
const truth = (batch: BatchTruth['batch'], now: string, more: Partial<BatchTruth> = {}): BatchTruth => ({
  batch, progress: { batchId: batch.batchId, ...NO_PROGRESS }, calendar: calendarWith([]), profile, now: at(now), ...more,
});
const progress = (more: Partial<Progress>): Progress => ({ batchId: 'batch-2026-001', ...NO_PROGRESS, drawn: 3, ...more });

describe('the waits of a year', () => {
  test('[GY-6] submissions end with 31 December, not before; those who have not submitted are waited for and reminded', () => {
    const judged = YEAR_JUDGES['submissions-closed'](year('2025-12-31T23:59:59', ['02', '05']));
    expect(judged).toMatchObject({ decided: false, from: ['department/02', 'department/05'], due: '2026-01-01T00:00:00+08:00', escalateTo: [] });
    expect(judged).toMatchObject({ remindAt: ['2025-12-01T09:00:00+08:00', '2025-12-17T09:00:00+08:00', '2025-12-28T09:00:00+08:00'] });
    expect(YEAR_JUDGES['submissions-closed'](year('2026-01-01T00:00:00'))).toEqual({ decided: true, outcome: 'done' });
  });

  test('[GY-8] compiling and issuing are due on 31 January, a Saturday or not, and long after it they are still only waited for', () => {
    for (const now of ['2026-01-31T12:00:00', '2026-06-30T12:00:00']) {
      expect(YEAR_JUDGES['plan-compiled']({ ...year(now), year: reviewing })).toMatchObject({ decided: false, from: ['role/conference'], due: '2026-02-01T00:00:00+08:00' });
      expect(YEAR_JUDGES['plan-issued']({ ...year(now), year: reviewing })).toMatchObject({ decided: false, from: ['role/government'], due: '2026-02-01T00:00:00+08:00' });
    }
  });
});

describe('the waits of a batch', () => {
  test('the entry’s date comes by itself; nobody is waited for', () => {
    expect(BATCH_JUDGES['entry-date'](truth(aScheduledBatch, '2026-03-15T23:59:59'))).toMatchObject({ decided: false, from: [], due: '2026-03-16T00:00:00+08:00' });
    expect(BATCH_JUDGES['entry-date'](truth(aScheduledBatch, '2026-03-16T00:00:00'))).toMatchObject({ decided: true });
  });

  test('[GY-11] the scheme is waited for from the lead department, and no date replaces it', () => {
    expect(BATCH_JUDGES.scheme(truth(aScheduledBatch, '2026-12-31T00:00:00'))).toMatchObject({ decided: false, from: ['department/01'], due: '2026-03-24T00:00:00+08:00' });
  });

  const attempt = {
    stage: 'committing', batchId: 'batch-2026-001', drawNo: 1, participants: [{ id: 'lead', role: 'lead' }, { id: 'office', role: 'office' }], commitments: [{ id: 'lead' }],
    commitBy: at('2026-03-20T12:00:00'), revealBy: at('2026-03-21T12:00:00'),
  } as unknown as Attempt;

  test('[GY-12] a collection is overdue at its published time, complete when all are in, and names who is missing', () => {
    const drawing = aBatchDrawn as unknown as BatchTruth['batch'];
    expect(BATCH_JUDGES.commitments(truth(drawing, '2026-03-20T11:59:59', { attempt }))).toMatchObject({ decided: false, from: ['participant/office', 'role/conference'], due: '2026-03-20T12:00:00+08:00' });
    expect(BATCH_JUDGES.commitments(truth(drawing, '2026-03-20T12:00:00', { attempt }))).toEqual({ decided: true, outcome: 'overdue' });
    const full = { ...attempt, commitments: [{ id: 'lead' }, { id: 'office' }] } as unknown as Attempt;
    expect(BATCH_JUDGES.commitments(truth(drawing, '2026-03-20T12:00:00', { attempt: full }))).toEqual({ decided: true, outcome: 'complete' });
  });

  test('[BY-1] with a beacon, receipts are due when its round comes into being; the round is asked for then, and nothing takes its place', () => {
    const drawing = aBatchDrawn as unknown as BatchTruth['batch'];
    const held = { ...attempt, stage: 'receipting', beacons: [{ type: 'drand-quicknet', round: 27_985_651 }], reveals: [{ id: 'lead' }, { id: 'office' }], receipts: [{ id: 'lead' }] } as unknown as Attempt;
    expect(BATCH_JUDGES.receipts(truth(drawing, '2026-04-21T16:31:56', { attempt: held }))).toMatchObject({ decided: false, from: ['participant/office', 'role/conference'], due: '2026-04-21T16:31:57+08:00' });
    expect(BATCH_JUDGES.receipts(truth(drawing, '2026-04-21T16:31:57', { attempt: held }))).toEqual({ decided: true, outcome: 'overdue' });
    const waiting = { ...held, stage: 'awaiting-beacon' } as unknown as Attempt;
    expect(BATCH_JUDGES.beacon(truth(drawing, '2027-01-01T00:00:00', { attempt: waiting }))).toMatchObject({ decided: false, due: '2026-04-22T00:00:00+08:00', remindAt: ['2026-04-21T16:31:57+08:00'] });
    expect(BATCH_JUDGES.beacon(truth(drawing, '2026-04-21T16:32:00', { attempt: { ...held, stage: 'revealed' } as unknown as Attempt }))).toMatchObject({ decided: true });
  });

  test('[NR-9] the opening of a sealed draw is waited for by its day, until it is on record', () => {
    const sealed = (more: object) => ({ ...attempt, stage: 'published', openOn: '2026-06-08', ...more }) as unknown as Attempt;
    expect(BATCH_JUDGES.opening(truth(aBatchDrawn, '2026-06-08T00:01:00', { attempt: sealed({}) }))).toMatchObject({ decided: false, due: '2026-06-08T00:00:00+08:00' });
    expect(BATCH_JUDGES.opening(truth(aBatchDrawn, '2026-06-08T00:03:00', { attempt: sealed({ openedAt: at('2026-06-08T00:02:00') }) }))).toMatchObject({ decided: true });
    expect(BATCH_JUDGES.opening(truth(aBatchDrawn, '2026-06-08T00:03:00', { attempt: { ...attempt, stage: 'published' } as unknown as Attempt }))).toMatchObject({ decided: true });
  });

  test('[GY-15] organising is due on the fifth working day’s end, counted by progress and by nothing else', () => {
    expect(BATCH_JUDGES.organised(truth(aBatchDrawn, '2026-12-31T00:00:00', { progress: progress({ organised: 2 }) }))).toMatchObject({
      decided: false, from: ['department/01', 'department/08'], due: '2026-04-01T00:00:00+08:00', remindAt: ['2026-03-27T09:00:00+08:00'],
    });
    expect(BATCH_JUDGES.organised(truth(aBatchDrawn, '2026-03-25T00:00:00', { progress: progress({ organised: 3 }) }))).toMatchObject({ decided: true });
  });

  test('[GY-17] the inspections are due by 20 November, or by the entry’s special time', () => {
    expect(BATCH_JUDGES.inspected(truth(aBatchDrawn, '2026-11-19T00:00:00', { progress: progress({ organised: 3 }) }))).toMatchObject({ decided: false, due: '2026-11-21T00:00:00+08:00' });
    const special = { ...aBatchDrawn, finishBy: localDate('2026-12-10') };
    expect(BATCH_JUDGES.inspected(truth(special, '2026-11-19T00:00:00'))).toMatchObject({ due: '2026-12-11T00:00:00+08:00' });
  });

  test('[GY-19] results are due twenty working days after the inspections; an undecided non-disclosure keeps them open', () => {
    const inspected: BatchIn<'inspected'> = {
      ...aBatchDrawn, stage: 'inspected', dispatchedAt: at('2026-03-24T09:00:00'), organisedOn: localDate('2026-03-30'), inspectedOn: localDate('2026-04-28'), enterBy: localDate('2026-05-28'),
    };
    expect(BATCH_JUDGES.results(truth(inspected, '2026-07-01T00:00:00', { progress: progress({ entered: 3, pending: 1 }) }))).toMatchObject({
      decided: false, from: ['department/01'], due: '2026-05-29T00:00:00+08:00',
    });
    expect(BATCH_JUDGES.results(truth(inspected, '2026-05-01T00:00:00', { progress: progress({ entered: 3 }) }))).toMatchObject({ decided: true });
  });
});

describe('what a wait says and when', () => {
  const judged = {
    decided: false, from: ['role/conference'], due: at('2026-02-01T00:00:00'), remindAt: [at('2026-01-17T09:00:00'), at('2026-01-28T09:00:00')], escalateTo: ['role/government', 'role/supervisor'],
  } as const;

  test('[GY-6] each reminder goes out once, and of several missed only one', () => {
    expect(messagesDue(judged, {}, at('2026-01-17T08:59:59'))).toEqual([]);
    expect(messagesDue(judged, {}, at('2026-01-17T09:00:00'))).toEqual([{ kind: 'reminder', covers: ['remind/2026-01-17T09:00:00+08:00'], to: ['role/conference'] }]);
    expect(messagesDue(judged, { 'remind/2026-01-17T09:00:00+08:00': at('2026-01-17T09:00:00') }, at('2026-01-20T00:00:00'))).toEqual([]);
    expect(messagesDue(judged, {}, at('2026-01-29T00:00:00'))).toMatchObject([{ kind: 'reminder', covers: [{}, {}].map(() => expect.any(String)) }]);
  });

  test('[GY-8] an overdue wait is escalated once, and reminded of no more', () => {
    expect(messagesDue(judged, {}, at('2026-02-01T00:00:00'))).toEqual([{ kind: 'escalation', covers: ['escalate'], to: ['role/government', 'role/supervisor'] }]);
    expect(messagesDue(judged, { escalate: at('2026-02-01T00:00:00') }, at('2026-05-01T00:00:00'))).toEqual([]);
  });

  test('a wait sleeps until its next message or deadline, a day at most where a signal could be lost, and at least a second', () => {
    expect(secondsToNextLook('plan-issued', judged, at('2026-01-01T00:00:00'))).toBe(86_400);
    expect(secondsToNextLook('plan-issued', judged, at('2026-01-17T08:00:00'))).toBe(3600);
    expect(secondsToNextLook('plan-issued', judged, at('2026-01-31T23:59:59'))).toBe(1);
    expect(secondsToNextLook('plan-issued', judged, at('2026-03-01T00:00:00'))).toBe(86_400);
    expect(secondsToNextLook('entry-date', { ...judged, remindAt: [], due: at('2026-09-01T00:00:00') }, at('2026-03-01T00:00:00'))).toBe(7 * 86_400);
  });

  test('every wait has its words, its clause and a sleep', () => {
    for (const wait of WAIT_NAMES) {
      expect(WAITS[wait].clause).toMatch(/^(GY|BY|NR)-\d+$/);
      expect(wordsOf('escalation', wait, 'batch/x', null).zh).toContain(WAITS[wait].zh);
    }
  });
});

test.each([['2025-10-31T23:59:59', 2025], ['2025-11-01T00:00:00', 2026], ['2025-12-31T12:00:00', 2026], ['2026-01-01T00:00:00', 2026]])(
  '[GY-5] on %s the call for proposals is for plan year %i',
  (now, expected) => expect(planYearOf(profile, at(now))).toBe(expected),
);
