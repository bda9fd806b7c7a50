import { expect, test } from 'vitest';
import { substituted } from '../../../shared/inspection/apply-substitute.ts';
import { substituteOf } from '../../../shared/inspection/settle-replacements.ts';
import { instant } from '../../../shared/kernel/instant.ts';
import { aForm } from './samples.ts';

const loss = { department: '01', officerId: '0100002', reason: '外出', at: '2026-04-08T10:00:00+08:00' };
const form = aForm('noticed', { replacements: [loss] });
const [open] = form.replacements;
if (open === undefined) throw new Error('no loss');
const line = { kind: 'unfilled', seq: 1, prev: '0'.repeat(64), at: instant('2026-04-08T10:00:00+08:00'), taskId: 'any' } as const;
const drawn = (substitute: string, taskId = `${form.targetId}01`, lost = '0100002') => ({ line, substitutes: [{ taskId, lost, substitute }] });

test('[BY-3] the substitute is whom the events draw for this very loss, and nobody before', () => {
  expect(substituteOf(form, open, [{ line }])).toBeUndefined();
  expect(substituteOf(form, open, [{ line }, drawn('0100007')])).toBe('0100007');
  expect(substituteOf(form, open, [drawn('0100007', 'other01')])).toBeUndefined();
  expect(substituteOf(form, open, [drawn('0100007', `${form.targetId}01`, '0100001')])).toBeUndefined();
});

test('[BY-3] a substitute takes the lost officer’s place and no other, and settles the loss once', () => {
  const substitution = { department: '01', lost: '0100002', substitute: { officerId: '0100007', name: '赵七', certificateNo: 'H01-7' } };
  const after = substituted(form, substitution);
  expect(after.tasks.map(({ officers }) => officers.map(({ officerId }) => officerId))).toEqual([['0100001', '0100007'], ['0200001', '0200002']]);
  expect(after.replacements).toEqual([{ ...loss, substitute: '0100007' }]);
  expect(substituted(after, substitution)).toEqual(after);
});
