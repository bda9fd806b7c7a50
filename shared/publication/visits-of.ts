import type { Form } from '../inspection/form.ts';
import type { Visit } from '../registry/visited.ts';

/** The visits a batch's forms tell of, in the order they took place. */
export const visitsOf = (forms: readonly Form[]): readonly Visit[] =>
  forms
    .flatMap((form): Visit[] => ('visitedOn' in form ? [{ targetId: form.targetId, visitedOn: form.visitedOn, officers: form.officersPresent }] : []))
    .sort((a, b) => (a.visitedOn < b.visitedOn ? -1 : a.visitedOn > b.visitedOn ? 1 : 0));
