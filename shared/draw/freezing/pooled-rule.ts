import { refuse, type Refusal } from '../../kernel/refusal.ts';
import { ok, type Result } from '../../kernel/result.ts';
import type { Scheme } from '../../plan/scheme.ts';
import type { Department } from '../../registry/department.ts';

type Helped = Pick<Scheme['departments'][number], 'code' | 'pooled'>;

type PooledFault = 'pooled-unknown' | 'pooled-not-enforcing' | 'pooled-takes-part' | 'pooled-twice';

/** Every body whose inspectors stand in the draw for another, in the order of the scheme (SM-4). */
export const pooledOf = (departments: readonly Helped[]): readonly string[] => departments.flatMap(({ pooled = [] }) => pooled);

/**
 * Whose inspectors may be pooled under a department of the scheme (SM-4): those of an enforcing body that takes no part in the draw itself, and under one department only,
 * for an officer stands in one draw for exactly one department. Refused: `pooled-unknown`, `pooled-not-enforcing` (NR-2), `pooled-takes-part`, `pooled-twice`.
 */
export const checkPooled = (departments: readonly Helped[], known: ReadonlyMap<string, Pick<Department, 'kind'>>): Result<void, Refusal<PooledFault>> => {
  const taking = new Set(departments.map(({ code }) => code));
  const helping = new Map<string, string>();
  for (const [at, { code, pooled = [] }] of departments.entries()) {
    for (const [place, body] of pooled.entries()) {
      const refused = (why: PooledFault, facts: Refusal['facts'] = {}) => refuse(why, { pointer: `/departments/${at}/pooled/${place}`, facts: { pooled: body, ...facts } });
      const kind = known.get(body)?.kind;
      if (kind === undefined) return refused('pooled-unknown');
      if (kind !== 'enforcing') return refused('pooled-not-enforcing');
      if (taking.has(body)) return refused('pooled-takes-part');
      const other = helping.get(body);
      if (other !== undefined) return refused('pooled-twice', { first: other, second: code });
      helping.set(body, code);
    }
  }
  return ok(undefined);
};
