import type { Form } from '../inspection/form.ts';
import type { Visit } from '../registry/visited.ts';

/** The visits a batch's forms tell of, in the order they took place. */
export const visitsOf = (forms: readonly Form[]): readonly Visit[] =>
  forms
    .flatMap((form): Visit[] => ('visitedOn' in form ? [{ targetId: form.targetId, visitedOn: form.visitedOn, officers: form.officersPresent, ...helpedIn(form) }] : []))
    .sort((a, b) => (a.visitedOn < b.visitedOn ? -1 : a.visitedOn > b.visitedOn ? 1 : 0));

/** The visit is the department's an officer was drawn for, wherever the officer comes from (SM-4). */
const helpedIn = ({ tasks }: Form): Pick<Visit, 'helped'> => {
  const helped = new Map(tasks.flatMap(({ department, officers }) => officers.flatMap(({ officerId, from }) => (from === undefined ? [] : [[officerId, department] as const]))));
  return helped.size === 0 ? {} : { helped };
};
