import fc from 'fast-check';
import { expect, test } from 'vitest';
import { FORM_STAGES, type Form } from '../../../shared/inspection/form.ts';
import { allEntered, allInspected, allOrganised, NO_PROGRESS, type Progress } from '../../../shared/inspection/progress.ts';
import { formHasReached, isPending, progressStep } from '../../../shared/inspection/progress-step.ts';
import { aForm } from './samples.ts';

const asked = { reason: '商业秘密', requestedBy: { sub: 'a', name: '甲' }, requestedAt: '2026-05-06T10:00:00+08:00' };
const decided = { ...asked, decision: { approve: true, reason: '同意', by: { sub: 'b', name: '乙' }, at: '2026-05-06T10:00:00+08:00' } };
const states: readonly Form[] = FORM_STAGES.flatMap((stage) => [aForm(stage), aForm(stage, { nonDisclosure: asked }), aForm(stage, { nonDisclosure: decided })]);

test('a count moved step by step equals the count of the forms as they are', () => {
  fc.assert(
    fc.property(fc.array(fc.constantFrom(...states), { minLength: 1, maxLength: 12 }), (path) => {
      const start = aForm('drawn');
      let count = { organised: 0, inspected: 0, entered: 0, exempt: 0, pending: 0 };
      let before: Form = start;
      for (const after of path) {
        const step = progressStep(before, after);
        count = Object.fromEntries(Object.entries(count).map(([name, n]) => [name, n + (step[name as keyof typeof step] ?? 0)])) as typeof count;
        before = after;
      }
      expect(count).toEqual({
        organised: Number(formHasReached(before.stage, 'organised')),
        inspected: Number(formHasReached(before.stage, 'inspected')),
        entered: Number(formHasReached(before.stage, 'entered')),
        exempt: Number(before.stage === 'exempt'),
        pending: Number(isPending(before)),
      });
    }),
  );
});

test('[GY-15] a batch is organised, and inspected, when every drawn target is, and never while it has no forms', () => {
  const at = (more: Partial<Progress>): Progress => ({ batchId: 'b', ...NO_PROGRESS, ...more });
  expect([at({}), at({ drawn: 3, organised: 2 }), at({ drawn: 3, organised: 3 })].map(allOrganised)).toEqual([false, false, true]);
  expect([at({}), at({ drawn: 3, inspected: 2 }), at({ drawn: 3, inspected: 3 })].map(allInspected)).toEqual([false, false, true]);
});

test('[GY-22] results are not all in while a request for non-disclosure is undecided', () => {
  const at = (entered: number, pending: number): Progress => ({ batchId: 'b', ...NO_PROGRESS, drawn: 3, entered, pending });
  expect([at(2, 0), at(3, 1), at(3, 0)].map(allEntered)).toEqual([false, false, true]);
});
