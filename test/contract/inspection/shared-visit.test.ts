import { beforeAll, describe, expect, test } from 'vitest';
import { readLedger } from '../../../shared/draw/freezing/visit-ledger-store.ts';
import { claimTask } from '../../../shared/inspection/claim-task.ts';
import { closeStage } from '../../../shared/inspection/close-stage.ts';
import { completeVisit } from '../../../shared/inspection/complete-visit.ts';
import { formsOf, loadForm } from '../../../shared/inspection/form-store.ts';
import { organiseVisit } from '../../../shared/inspection/organise-visit.ts';
import { reportLostTarget } from '../../../shared/inspection/report-lost-target.ts';
import { wholeTrail } from '../../support/trail.ts';
import { localDate } from '../../../shared/kernel/local-date.ts';
import { guangyuan } from '../../../shared/profile/guangyuan.ts';
import type { Stores } from '../../../shared/store/record.ts';
import { person } from '../../support/people.ts';
import { ALL, city, dispatch, FIRMS, publish } from '../draw/capped-city.ts';
import { anEntry, aScheme, by, byStep, codeOf, drawAll, frameNo, layPrepared, LEAD, must, OTHER } from '../draw/scene.ts';

const [A, B] = ['batch-2026-001', 'batch-2026-002'] as const;
const FIRM = FIRMS[0] ?? '';
const at = (day: string): string => `${day}T10:00:00+08:00`;
const lead = person('operator', LEAD);

const acting = (stores: Stores, day: string, who = lead) => ({ stores, profile: guangyuan, act: by(who, at(day)) });
const claimAll = async (stores: Stores, batchId: string): Promise<void> => {
  for (const { inspectionId } of await formsOf(stores.lifecycle, batchId)) {
    for (const department of [LEAD, OTHER]) await must(claimTask(acting(stores, '2026-03-25', person('operator', department)), inspectionId));
  }
};
const organise = (stores: Stores, batchId: string, visitOn: string, day = '2026-03-26', firm = FIRM) =>
  organiseVisit(acting(stores, day), `${batchId}:${firm}`, { visitOn: localDate(visitOn), method: 'on-site' });
const complete = async (stores: Stores, batchId: string, visitedOn: string, day = visitedOn, firm = FIRM) => {
  const form = (await must(loadForm(stores.lifecycle, `${batchId}:${firm}`))).value;
  return completeVisit(acting(stores, day), form.inspectionId, { visitedOn: localDate(visitedOn), officersPresent: form.tasks.flatMap(({ officers }) => officers.map(({ officerId }) => officerId)) });
};
const close = (stores: Stores, batchId: string, day: string) => must(closeStage({ stores, profile: guangyuan, act: byStep('close-stage', at(day)) }, batchId, 'organised'));

/** A city of two enterprises with one visit a year, whom two batches drew before either was dispatched. */
const drawnTwice = async (visits: readonly { readonly from: string; readonly to: string }[]): Promise<Stores> => {
  const stores = await city(2, 1);
  for (const [i, batchId] of [A, B].entries()) {
    const { from = '', to = '' } = visits[i] ?? {};
    await layPrepared(stores, batchId, anEntry({ ...ALL, targets: frameNo(i + 1), inspectionDate: { from: localDate('2026-03-20'), to: localDate('2026-11-20') } }), aScheme({ visit: { from: localDate(from), to: localDate(to) } }));
    await drawAll(stores, batchId);
    await publish(stores, batchId);
  }
  for (const batchId of [A, B]) {
    await must(dispatch(stores, batchId));
    await claimAll(stores, batchId);
  }
  return stores;
};

describe('an enterprise that two batches visit together', { timeout: 60_000 }, () => {
  let stores: Stores;
  beforeAll(async () => {
    stores = await drawnTwice([{ from: '2026-04-01', to: '2026-05-31' }, { from: '2026-04-10', to: '2026-06-30' }]);
  }, 60_000);

  test('[GS-6] is visited on one day, which suits both schemes', async () => {
    expect(await codeOf(organise(stores, A, '2026-04-02'))).toBe('visit-outside-scheme');
    expect(await codeOf(organise(stores, A, '2026-04-14'))).toBe('accepted');
    expect(await codeOf(organise(stores, B, '2026-04-15'))).toBe('visit-is-shared');
  });

  test('[GS-6] [GY-15] waits until both are ready', async () => {
    await must(organise(stores, A, '2026-04-14', '2026-03-26', FIRMS[1]));
    await close(stores, A, '2026-03-27');
    expect(await codeOf(complete(stores, A, '2026-04-14'))).toBe('visit-partner-unready');
    await must(organise(stores, B, '2026-04-14'));
    await must(organise(stores, B, '2026-04-14', '2026-03-26', FIRMS[1]));
    await close(stores, B, '2026-03-27');
    expect(await codeOf(complete(stores, A, '2026-04-14'))).toBe('accepted');
    expect(await codeOf(complete(stores, B, '2026-04-15'))).toBe('visit-was-made');
    expect(await codeOf(complete(stores, B, '2026-04-14', '2026-04-16'))).toBe('accepted');
  });

  test('[NR-5] has had one visit, and each batch has its own form', async () => {
    expect(await readLedger(stores.lifecycle, 2026, FIRM)).toMatchObject({ counted: 1, visits: [{ visitedOn: '2026-04-14' }, { visitedOn: '2026-04-14', shares: `${A}:${FIRM}` }] });
    for (const batchId of [A, B]) expect(await must(loadForm(stores.lifecycle, `${batchId}:${FIRM}`))).toMatchObject({ value: { stage: 'inspected', results: [] } });
  });

  test('[GY-1] its trail tells the ledger’s version with each step', async () => {
    const entries = await wholeTrail(stores.lifecycle, `inspection/${B}:${FIRM}`);
    const told = entries.flatMap(({ action, detail }) => (detail === undefined ? [] : [[action, (detail as unknown as { visits: readonly { version: number; counted: number }[] }).visits.map(({ version, counted }) => [version, counted])]]));
    expect(told).toEqual([['inspection.organise', [[4, 1]]], ['inspection.visit', [[6, 1]]]]);
  });
});

test('[NR-5] [BY-3] where no day suits both, the later one cannot be organised, and the head gives the target up to the next ticket', { timeout: 60_000 }, async () => {
  const stores = await drawnTwice([{ from: '2026-04-01', to: '2026-05-31' }, { from: '2026-09-01', to: '2026-09-30' }]);
  const before = await readLedger(stores.lifecycle, 2026, FIRM);
  expect(before.visits.map(({ inspectionId }) => inspectionId)).toEqual([`${A}:${FIRM}`]);
  expect(await codeOf(organise(stores, B, '2026-09-02'))).toBe('visits-over-cap');
  const head = person('head', LEAD);
  const loss = { code: 'over-cap' as const, ground: '该企业本年度检查已达上限', evidence: [] };
  expect(await codeOf(reportLostTarget(acting(stores, '2026-03-27', head), `${A}:${FIRM}`, loss))).toBe('visits-have-room');
  expect(await must(reportLostTarget(acting(stores, '2026-03-27', head), `${B}:${FIRM}`, loss))).toMatchObject({ value: { stage: 'lost', loss: { code: 'over-cap' } } });
  expect(await readLedger(stores.lifecycle, 2026, FIRM)).toEqual(before);
});
