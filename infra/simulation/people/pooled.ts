import { inspectorUser, operatorOf, type User } from '../../rehearsal/city/people.ts';
import type { PlannedEntry } from './city-plan.ts';
import type { Scene } from './scene.ts';
import type { Form } from './truth.ts';

/** Of a hundred schemes that could: so many that pool another body's inspectors. */
const POOLS = 0.2;

/** Whose inspectors are pooled under which department. */
export interface Pooling {
  readonly helped: string;
  readonly body: string;
}

/** Where a body of the city takes no part in an entry, its inspectors may be pooled under the department of it that has the fewest (SM-4). */
export const poolingFor = ({ city, fate }: Pick<Scene, 'city' | 'fate'>, { id, lead, seats }: PlannedEntry): Pooling | undefined => {
  const outside = city.departments.filter((code) => !(code in seats));
  if (outside.length === 0) return undefined;
  const strength = (code: string): number => city.inspectors.filter(({ department, kind }) => department === code && kind === 'officer').length;
  const helped = Object.keys(seats).sort().reduce((fewest, code) => (strength(code) < strength(fewest) ? code : fewest));
  const body = fate.pick(outside, 'pooled', id);
  return fate.strikes(`pools ${id}`, POOLS, () => `pools the inspectors of ${body} under ${helped} (${operatorOf(lead).sub}, ${id})`) ? { helped, body } : undefined;
};

/** The departments of a scheme with whom `pooling` adds to one of them. */
export const withPooled = <D extends { readonly code: string }>(departments: readonly D[], pooling: Pooling | undefined): (D & { readonly pooled?: string[] })[] =>
  departments.map((each) => (each.code === pooling?.helped ? { ...each, pooled: [pooling.body] } : each));

/** Those on a form who come from another body, as they sign in: drawn for the visit, and yet not of the department whose it is. */
export const pooledUsers = ({ tasks }: Form): readonly User[] =>
  tasks.flatMap(({ officers }) => officers.flatMap(({ officerId, name, from }) => (from === undefined ? [] : [inspectorUser({ officerId, name, department: from.department })])));
