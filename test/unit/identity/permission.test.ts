import { describe, expect, test } from 'vitest';
import { isSamePerson } from '../../../shared/identity/actor.ts';
import { MATRIX, type Action } from '../../../shared/identity/matrix.ts';
import { permits } from '../../../shared/identity/permission.ts';
import { isRole, ROLE_NAMES, ROLES, type Role } from '../../../shared/identity/role.ts';
import { person } from '../../support/people.ts';

const rolesFor = (action: Action): Role[] => ROLES.filter((role) => permits(person(role, '01'), action));

describe('the matrix', () => {
  test('every action is granted to somebody, and only to roles there are', () => {
    for (const [action, grants] of Object.entries(MATRIX)) {
      expect({ action, granted: Object.keys(grants).length > 0, known: Object.keys(grants).every(isRole) }).toEqual({ action, granted: true, known: true });
    }
  });

  test('somebody without a role may do nothing', () => {
    for (const action of Object.keys(MATRIX) as Action[]) expect(permits(person('operator', '01', { roles: [] }), action)).toBe(false);
  });

  test('[GY-7] the conference compiles, the government issues, and neither does the other', () => {
    expect(rolesFor('year.compile')).toEqual(['conference']);
    expect(rolesFor('year.issue')).toEqual(['government']);
    expect(rolesFor('proposal.review')).toEqual(['conference']);
  });

  test('[GY-22] only a head decides on non-disclosure, and the operator asks', () => {
    expect(rolesFor('non-disclosure.decide')).toEqual(['head']);
    expect(rolesFor('non-disclosure.request')).toEqual(['operator']);
  });

  test('[NR-3] only a head decides on recusals', () => {
    expect(rolesFor('recusal.decide')).toEqual(['head']);
  });

  test('[NR-2] the conference office has no part in inspections', () => {
    for (const action of ['inspection.claim', 'inspection.organise', 'inspection.visit', 'inspection.record', 'inspection.enter'] as const) {
      expect(rolesFor(action)).not.toContain('conference');
    }
  });

  test('the government, the judicial department, witnesses and integrators change no registry', () => {
    for (const action of ['department.change', 'item.change', 'inspector.change', 'work-rules.change'] as const) {
      for (const role of ['government', 'judicial', 'witness', 'integrator', 'inspector', 'supervisor'] as const) expect(rolesFor(action)).not.toContain(role);
    }
  });
});

describe('ownership', () => {
  test('a grant for the own department does not reach into another', () => {
    const operator = person('operator', '01');
    expect(permits(operator, 'proposal.submit')).toBe(true);
    expect(permits(operator, 'proposal.submit', '01')).toBe(true);
    expect(permits(operator, 'proposal.submit', '02')).toBe(false);
    expect(permits(person('operator'), 'proposal.submit', '02')).toBe(false);
  });

  test('a grant for any department does, and of several roles the widest counts', () => {
    expect(permits(person('administrator'), 'item.change', '02')).toBe(true);
    expect(permits(person('operator', '01', { roles: ['operator', 'administrator'] }), 'item.change', '02')).toBe(true);
  });
});

test('two are the same person by subject only; a step is nobody', () => {
  const one = person('operator', '01', { sub: 'wang' });
  expect(isSamePerson(one, person('head', '02', { sub: 'wang' }))).toBe(true);
  expect(isSamePerson(one, person('operator', '01', { sub: 'li' }))).toBe(false);
  expect(isSamePerson({ kind: 'step', execution: 'a', step: 'b' }, { kind: 'step', execution: 'a', step: 'b' })).toBe(false);
});

test('roles have names in both languages', () => {
  expect(Object.keys(ROLE_NAMES)).toEqual([...ROLES]);
  expect(isRole('emperor')).toBe(false);
});
