import type { Person } from './actor.ts';
import { MATRIX, type Action } from './matrix.ts';

/**
 * May `person` do `action` at all, and if the matrix says `own`, to a thing of department `department`?
 * Without `department` only the role is asked: the command asks again once it knows whose thing it is.
 */
export const permits = (person: Person, action: Action, department?: string): boolean =>
  person.roles.some((role) => {
    const grant = (MATRIX[action] as Partial<Record<string, 'any' | 'own'>>)[role];
    if (grant === undefined) return false;
    return grant === 'any' || department === undefined || person.department === department;
  });
