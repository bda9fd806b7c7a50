import type { Act } from '../../shared/audit/act.ts';
import type { Person } from '../../shared/identity/actor.ts';
import type { Role } from '../../shared/identity/role.ts';
import { instant } from '../../shared/kernel/instant.ts';

/** A person of a department (none for `undefined`), named after the role. */
export const person = (role: Role, department?: string, more: Partial<Person> = {}): Person => ({
  kind: 'person',
  sub: `${role}-${department ?? 'x'}`,
  name: role,
  roles: [role],
  ...(department === undefined ? {} : { department }),
  ...more,
});

/** The circumstances of a command by `actor`, on 10 November 2025 unless said otherwise. */
export const actOf = <A extends Act['actor']>(actor: A, more: Partial<Omit<Act, 'actor'>> = {}): Act & { readonly actor: A } => ({
  now: instant('2025-11-10T09:00:00+08:00'),
  profile: { id: 'guangyuan', version: 1 },
  ...more,
  actor,
});
