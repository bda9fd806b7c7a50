import type { Person } from '../identity/actor.ts';
import type { Action } from '../identity/matrix.ts';
import { permits } from '../identity/permission.ts';
import { refuse, type Refusal } from '../kernel/refusal.ts';
import { ok, type Result } from '../kernel/result.ts';

/** Refused with `not-own-department` if `action` is granted to `person` for their own department only and this is another's. */
export const requireOwn = (person: Person, action: Action, department: string): Result<void, Refusal> =>
  permits(person, action, department) ? ok(undefined) : refuse('not-own-department', { facts: { department } });

/** Refused unless the decision rests on the version that lies there: `if-match-required` without one, `version-outdated` with another. */
export const requireVersion = (current: number, ifMatch: number | undefined): Result<void, Refusal> => {
  if (ifMatch === undefined) return refuse('if-match-required');
  return ifMatch === current ? ok(undefined) : refuse('version-outdated', { facts: { yours: ifMatch, current } });
};
