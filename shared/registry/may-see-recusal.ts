import type { Person } from '../identity/actor.ts';
import { permits } from '../identity/permission.ts';
import type { Recusal } from './recusal.ts';

/** Recusals tell of private relations: inspectors see their own, departments theirs, witnesses and overseers all. */
export const maySeeRecusal = (person: Person, { officerId, department }: Recusal): boolean =>
  officerId === person.officer || permits({ ...person, roles: person.roles.filter((role) => role !== 'inspector') }, 'recusal.read', department);
