import { expect, test } from 'vitest';
import { complaintsOf } from '../../../infra/rehearsal/summary/complaints.ts';
import { instant } from '../../../shared/kernel/instant.ts';
import type { BatchRow, Incident } from '../../../infra/rehearsal/summary/summary.ts';

const row: BatchRow = {
  batchId: 'batch-2026-001', name: '抽查', stage: 'archived', drawn: 12, lost: 0, cap: 96, attempts: 1, transcriptHash: '', published: 11, exempt: 1, open: 0, entryRateBp: 10_000, publicityRateBp: 10_000,
  organised: { on: '2026-03-11', by: '2026-03-09', late: [] }, entered: { on: '2026-04-01', by: '2026-04-15', late: [] }, receipts: { a: 11 }, reconciled: true,
};
const incident: Incident = { id: 'recusal', clause: 'NR-3', zh: '回避', en: 'a recusal', evidence: 'seen' };
const journal = {};
const executions = [{ name: 'plan-2026', workflow: 'plan-year' as const, status: 'SUCCEEDED' }];

test('[GY-21] a year that is whole gives nothing to complain about', () => {
  expect(complaintsOf({ executions, journal }, [row], [incident], 1)).toEqual([]);
});

test.each([
  ['a batch that is not archived', { ...row, stage: 'entered' }],
  ['a target that is open', { ...row, open: 1 }],
  ['an entry rate below 100 %', { ...row, entryRateBp: 9_999 }],
  ['a publicity rate below 100 %', { ...row, publicityRateBp: 9_999 }],
  ['a receipt that is missing', { ...row, reconciled: false }],
  ['more drawn than the cap', { ...row, drawn: 97 }],
  ['nothing drawn', { ...row, drawn: 0 }],
])('[GY-21] %s is a complaint', (_, bad) => {
  expect(complaintsOf({ executions, journal }, [bad], [incident], 1)).toHaveLength(1);
});

test('a batch that is missing, an incident without evidence and an execution that failed are complaints', () => {
  expect(complaintsOf({ executions, journal }, [row], [incident], 2)).toHaveLength(1);
  expect(complaintsOf({ executions, journal }, [row], [{ ...incident, evidence: undefined }], 1)).toEqual([expect.stringContaining('a recusal')]);
  expect(complaintsOf({ executions: [{ name: 'plan-2026', workflow: 'plan-year', status: 'FAILED' }], journal }, [row], [incident], 1)).toEqual(['plan-2026 FAILED']);
});

test('an execution that was stopped is a complaint until another carries its batch on', () => {
  const stopped = { at: instant('2026-03-20T11:00:00+08:00'), execution: 'batch-2026-001' };
  const repaired = { at: instant('2026-03-23T10:00:00+08:00'), execution: 'batch-2026-001-r2' };
  const one = (name: string, status: string) => ({ name, workflow: 'batch' as const, status });
  const complaints = (journalNow: object, ...all: ReturnType<typeof one>[]) => complaintsOf({ executions: all, journal: journalNow }, [row], [incident], 1);
  expect(complaints({ stopped }, one('batch-2026-001', 'ABORTED'))).toEqual(['batch-2026-001 ABORTED']);
  expect(complaints({ stopped, repaired }, one('batch-2026-001', 'ABORTED'), one('batch-2026-001-r2', 'SUCCEEDED'))).toEqual([]);
  expect(complaints({ stopped, repaired }, one('batch-2026-001', 'ABORTED'), one('batch-2026-001-r2', 'FAILED'))).toEqual(['batch-2026-001-r2 FAILED']);
});
