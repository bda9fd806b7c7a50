import { describe, expect, test } from 'vitest';
import { dayOf } from '../../../shared/profile/day-of.ts';
import { guangyuan } from '../../../shared/profile/guangyuan.ts';
import { profileSchema } from '../../../shared/profile/profile.ts';
import { profileById, PROFILES } from '../../../shared/profile/profiles.ts';

test('every profile is one by its schema, and ids are used once', () => {
  for (const profile of PROFILES) expect(profileSchema.parse(profile)).toEqual(profile);
  expect(new Set(PROFILES.map(({ id }) => id)).size).toBe(PROFILES.length);
});

test('an unknown profile stops a deployment and names those known', () => {
  expect(profileById('guangyuan')).toBe(guangyuan);
  expect(() => profileById('atlantis')).toThrow('unknown profile "atlantis"; known: guangyuan');
});

test('every group that holds a number says which clause it comes from', () => {
  const groups = (value: unknown, path: string): [string, Record<string, unknown>][] =>
    typeof value !== 'object' || value === null || Array.isArray(value)
      ? []
      : [[path, value as Record<string, unknown>], ...Object.entries(value).flatMap(([key, inner]) => groups(inner, `${path}/${key}`))];
  const numbered = groups(guangyuan, '').filter(([path, group]) => path !== '' && Object.values(group).some((each) => typeof each === 'number'));
  expect(numbered.length).toBeGreaterThan(8);
  for (const [path, group] of numbered) expect({ path, clause: group['clause'] }).toEqual({ path, clause: expect.stringMatching(/^[A-Z]{2}-\d+$/) });
});

describe('广元市', () => {
  const { planYear, draw } = guangyuan;

  test('[GY-5] plan year 2026 opens on 1 November 2025 and takes submissions until 31 December', () => {
    expect([dayOf(planYear.opens, 2026), dayOf(planYear.submissions, 2026)]).toEqual(['2025-11-01', '2025-12-31']);
  });

  test('[GY-7] its plan is issued by 31 January', () => {
    expect(dayOf(planYear.issue, 2026)).toBe('2026-01-31');
    expect(dayOf(planYear.issue, 2027)).toBe('2027-01-31');
  });

  test('[GY-17] all inspections are finished by 20 November', () => {
    expect(dayOf(planYear.finish, 2026)).toBe('2026-11-20');
  });

  test('[GY-13] at most 5 % of the directory are drawn, over the plan year', () => {
    expect(draw.cap).toEqual({ bp: 500, per: 'plan-year', clause: 'GY-13' });
  });

  test('[NR-8] bounds of the classes need draws by class, and an order', () => {
    const withStrata = (strata: object): boolean => profileSchema.safeParse({ ...guangyuan, draw: { ...draw, strata: { clause: 'NR-8', ...strata } } }).success;
    const bounds = { D: { fromBp: 6100, toBp: 10_000 } };
    expect([withStrata({ by: 'credit', bounds }), withStrata({ by: 'none', bounds }), withStrata({ by: 'credit', bounds: { D: { fromBp: 2, toBp: 1 } } })]).toEqual([true, false, false]);
  });

  test('[NR-2] two officers at least make a visit', () => {
    expect(draw.seats.minimum).toBe(2);
    expect(profileSchema.safeParse({ ...guangyuan, draw: { ...draw, seats: { minimum: 1, clause: 'NR-2' } } }).success).toBe(false);
  });

  test('[GY-15] inspections are organised within 5 working days', () => expect(guangyuan.organise.workingDays).toBe(5));

  test('[GY-19] results are entered within 20 working days', () => expect(guangyuan.enter.workingDays).toBe(20));

  test('[GY-20] results go to the publicity system and the credit platform', () => {
    expect(guangyuan.publication.channels.map(({ id }) => id)).toEqual(['publicity-system', 'credit-platform']);
  });

  test('[GY-4] the work rules speak of six topics', () => expect(guangyuan.workRules.topics).toHaveLength(6));
});
