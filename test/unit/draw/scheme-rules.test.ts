import { expect, test } from 'vitest';
import { checkScheme } from '../../../shared/draw/freezing/scheme-rules.ts';
import { localDate } from '../../../shared/kernel/local-date.ts';
import { guangyuan } from '../../../shared/profile/guangyuan.ts';
import { anEntry, aScheme, at, committing } from './samples.ts';

const ground = { entry: anEntry(), profile: guangyuan, finishBy: localDate('2026-11-20'), now: at('08:00:00') };
const [lead, notary, office] = committing().participants as [never, never, never];
const ceremony = aScheme().ceremony;

test('[GY-11] a scheme within the plan is accepted', () => {
  expect(checkScheme(aScheme(), ground).ok).toBe(true);
});

test.each([
  ['[GY-11] a visit before the planned time', aScheme({ visit: { from: '2026-03-19', to: '2026-05-31' } }), '/visit/from'],
  ['[GY-11] a visit after the planned time', aScheme({ visit: { from: '2026-04-01', to: '2026-12-31' } }), '/visit/to'],
  ['[GY-17] a visit after the last day of the year’s inspections', aScheme({ visit: { from: '2026-04-01', to: '2026-11-21' } }), '/visit/to'],
  ['[GY-11] a visit that ends before it begins', aScheme({ visit: { from: '2026-04-02', to: '2026-04-01' } }), '/visit/to'],
  ['[GY-11] a planned department left out', aScheme({ departments: [{ code: '01', seats: 2 }] }), '/departments'],
  ['[GY-11] a department the plan does not name', aScheme({ departments: [{ code: '01', seats: 2 }, { code: '02', seats: 2 }, { code: '03', seats: 2 }] }), '/departments/2/code'],
  ['[GY-11] a department twice', aScheme({ departments: [{ code: '01', seats: 2 }, { code: '02', seats: 2 }, { code: '02', seats: 2 }] }), '/departments'],
  ['[GY-12] no outside witness', aScheme({ ceremony: { ...ceremony, participants: [lead, office, { ...(notary as object), role: 'other' } as never] } }), '/ceremony/participants'],
  ['[GY-12] two of the lead department', aScheme({ ceremony: { ...ceremony, participants: [lead, notary, office, { ...(lead as object), id: 'lead-2', key: 'f'.repeat(64) } as never] } }), '/ceremony/participants'],
  ['[GY-12] one key for two participants', aScheme({ ceremony: { ...ceremony, participants: [lead, office, { ...(notary as object), key: (lead as { key: string }).key } as never] } }), '/ceremony/participants'],
  ['[GY-12] commitments due in the past', aScheme({ ceremony: { ...ceremony, commitBy: at('08:00:00') } }), '/ceremony/commitBy'],
  ['[GY-12] reveals due with the commitments', aScheme({ ceremony: { ...ceremony, revealBy: ceremony.commitBy } }), '/ceremony/revealBy'],
])('%s is refused where it stands', (_, scheme, pointer) => {
  const checked = checkScheme(scheme, ground);
  expect(checked.ok).toBe(false);
  if (!checked.ok) expect(checked.error.errors?.map((error) => error.pointer)).toContain(pointer);
});

test('[NR-2] fewer than two officers for a visit are refused, by the profile even where the form allows them', () => {
  expect(() => aScheme({ departments: [{ code: '01', seats: 1 }] })).toThrow();
  const strict = { ...guangyuan, draw: { ...guangyuan.draw, seats: { ...guangyuan.draw.seats, minimum: 3 } } };
  const checked = checkScheme(aScheme(), { ...ground, profile: strict });
  expect(checked.ok ? [] : checked.error.errors?.map(({ pointer }) => pointer)).toEqual(['/departments/0/seats']);
});

test('[GY-17] an entry with a special time is held against that time', () => {
  expect(checkScheme(aScheme({ visit: { from: '2026-11-25', to: '2026-12-10' } }), { ...ground, finishBy: localDate('2026-12-15') }).ok).toBe(true);
});
