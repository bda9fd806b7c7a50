import type { Role } from './role.ts';

/** A person, as the identity provider's token names them. */
export interface Person {
  readonly kind: 'person';
  readonly sub: string;
  readonly name: string;
  readonly roles: readonly Role[];
  /** Two-character department code; absent for those who belong to none. */
  readonly department?: string;
  /** The inspector directory's own code, for inspectors. */
  readonly officer?: string;
}

/** A workflow's step. `execution` is the execution's name, `step` the function's. */
export interface Step {
  readonly kind: 'step';
  readonly execution: string;
  readonly step: string;
}

/** Whoever did something: the "who" of every audit entry (GY-1). */
export type Actor = Person | Step;

/** True if the two are the same person; a step is nobody's author. */
export const isSamePerson = (a: Actor, b: Actor): boolean => a.kind === 'person' && b.kind === 'person' && a.sub === b.sub;
