import { expect, test } from 'vitest';
import { substituted } from '../../../shared/inspection/apply-substitute.ts';
import { substituteOf } from '../../../shared/inspection/settle-replacements.ts';
import { aForm } from './samples.ts';

const loss = { department: '01', officerId: '0100002', reason: '外出', at: '2026-04-08T10:00:00+08:00' };
const form = aForm('noticed', { replacements: [loss] });
const [open] = form.replacements;
if (open === undefined) throw new Error('no loss');
const seated = (officers: string[]) => ({ kind: 'replaced', tasks: [{ taskId: `${form.targetId}01`, officers }] });

test('[BY-3] the substitute is whom the last drawn line seats in the lost place, and nobody before it is drawn', () => {
  expect(substituteOf(form, open, [{ kind: 'lost-officer' }])).toBeUndefined();
  expect(substituteOf(form, open, [{ kind: 'lost-officer' }, seated(['0100001', '0100007'])])).toBe('0100007');
  expect(substituteOf(form, open, [seated(['0100001', '0100007']), seated(['0100001', '0100009'])])).toBe('0100009');
  expect(substituteOf(form, open, [{ kind: 'replaced', tasks: [{ taskId: 'other01', officers: ['0100001', '0100007'] }] }])).toBeUndefined();
});

test('[BY-3] a substitute takes the lost officer’s place and no other, and settles the loss once', () => {
  const substitution = { department: '01', lost: '0100002', substitute: { officerId: '0100007', name: '赵七', certificateNo: 'H01-7' } };
  const after = substituted(form, substitution);
  expect(after.tasks.map(({ officers }) => officers.map(({ officerId }) => officerId))).toEqual([['0100001', '0100007'], ['0200001', '0200002']]);
  expect(after.replacements).toEqual([{ ...loss, substitute: '0100007' }]);
  expect(substituted(after, substitution)).toEqual(after);
});
