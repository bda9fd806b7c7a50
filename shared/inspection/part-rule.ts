import type { Person } from '../identity/actor.ts';
import type { Action } from '../identity/matrix.ts';
import { permits } from '../identity/permission.ts';
import { refuse, type Refusal } from '../kernel/refusal.ts';
import { ok, type Result } from '../kernel/result.ts';
import type { Form, FormTask } from './form.ts';

/**
 * The task of the person's own department on this form. Refused with `not-in-visit` to an outsider, and with `officer-not-assigned` to an
 * inspector of the department who was not drawn for this visit.
 */
export const ownTask = (form: Form, person: Person, action: Action): Result<FormTask, Refusal> => {
  const task = form.tasks.find(({ department }) => department === person.department);
  if (task === undefined) return refuse('not-in-visit', { facts: { department: person.department ?? '—' } });
  const asDepartment = permits({ ...person, roles: person.roles.filter((role) => role !== 'inspector') }, action, task.department);
  const asOfficer = permits(person, action, task.department) && task.officers.some(({ officerId }) => officerId === person.officer);
  return asDepartment || asOfficer ? ok(task) : refuse('officer-not-assigned', { facts: { officers: person.officer ?? person.name } });
};

/** Refused with `not-own-department` unless the person may do `action` for `department`. */
export const asDepartment = (person: Person, action: Action, department: string): Result<void, Refusal<'not-own-department'>> =>
  permits(person, action, department) ? ok(undefined) : refuse('not-own-department', { facts: { department } });
