import type { User } from '../../rehearsal/city/people.ts';

/** The colleague at the next desk: the same office, another person. */
export const colleagueOf = ({ sub, claims }: User): User => ({ sub: `${sub}-b`, claims: { ...claims, name: `${String(claims['name'])}（乙）` } });

/** One person who holds two offices, which is allowed; deciding on one's own work is not. */
export const alsoA = ({ sub, claims }: User, ...roles: readonly string[]): User => ({
  sub: `${sub}-too`,
  claims: { ...claims, name: `${String(claims['name'])}（兼）`, roles: [...(claims['roles'] as readonly string[]), ...roles] },
});
