import { expect, test } from 'vitest';
import type { Attempt } from '../../../shared/draw/record/attempt.ts';
import { batchStateOf, yearStateOf } from '../../../shared/lifecycle/resume.ts';
import { parseSubject } from '../../../shared/lifecycle/subject.ts';
import { executionArn, workflowOf } from '../../../shared/lifecycle/workflow-arns.ts';
import { BATCH_STAGES, type Batch } from '../../../shared/plan/batch.ts';
import { aScheduledBatch } from '../../support/batch-samples.ts';
import { collecting, reviewing } from '../../support/plan-samples.ts';

test('a plan year goes on where its record stands', () => {
  expect(yearStateOf(undefined)).toBe('OpenRecord');
  expect(yearStateOf(collecting)).toBe('AwaitSubmissionsClosed');
  expect(yearStateOf(reviewing)).toBe('AwaitPlanCompiled');
});

test('a batch goes on where its record stands', () => {
  const stages = BATCH_STAGES.map((stage) => batchStateOf({ ...aScheduledBatch, scheme: {}, stage } as unknown as Batch, undefined));
  expect(stages).toEqual([
    'AwaitEntryDate', 'AwaitEntryDate', 'Freeze', 'DispatchNotices', 'AwaitOrganised', 'AwaitInspected', 'AwaitResults', 'PublishResults', 'PublishResults', 'Archived',
  ]);
});

test('[NR-9] a batch of unannounced visits goes on at the wait for its opening, not past it', () => {
  expect(batchStateOf({ ...aScheduledBatch, scheme: { sealed: { openOn: '2026-06-08' } }, stage: 'entered' } as unknown as Batch, undefined)).toBe('AwaitOpening');
});

test.each([
  ['committing', {}, 'Freeze'], ['revealing', {}, 'AwaitReveals'], ['receipting', {}, 'AwaitReceipts'], ['awaiting-beacon', {}, 'AwaitBeacon'], ['revealed', {}, 'DrawTargets'], ['drawn', {}, 'MatchInspectors'], ['short', {}, 'AwaitShortageResolved'],
  ['matched', {}, 'PublishDraw'], ['published', {}, 'PublishDraw'], ['voiding', {}, 'AwaitVoidApproval'], ['voiding', { approval: {} }, 'ComposeVoid'],
  ['voiding', { approval: {}, unsigned: {} }, 'AwaitVoidSignatures'], ['void', {}, 'PublishVoid'],
])('a batch whose attempt is %s %j goes on at its own state', (stage, more, state) => {
  const batch = { ...aScheduledBatch, stage: 'drawing', attempt: 1 } as unknown as Batch;
  expect(batchStateOf(batch, { stage, ...more } as unknown as Attempt)).toBe(state);
});

test('an execution’s ARN follows from its state machine’s in every partition', () => {
  expect(executionArn('arn:aws-cn:states:cn-north-1:123456789012:stateMachine:double-random-plan-year', 'plan-2026')).toBe(
    'arn:aws-cn:states:cn-north-1:123456789012:execution:double-random-plan-year:plan-2026',
  );
  expect([workflowOf('plan-2026'), workflowOf('batch-2026-003')]).toEqual(['plan-year', 'batch']);
});

test('a subject names a year or a batch and nothing else', () => {
  expect(parseSubject('year/2026')).toEqual({ kind: 'year', year: 2026 });
  expect(parseSubject('batch/batch-2026-003')).toEqual({ kind: 'batch', batchId: 'batch-2026-003' });
  expect(() => parseSubject('batch/../x')).toThrow(RangeError);
});
