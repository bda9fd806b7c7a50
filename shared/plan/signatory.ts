import type { Person } from '../identity/actor.ts';
import type { Signatory } from './moment.ts';

/** The person as stored things name them. */
export const signatoryOf = ({ sub, name }: Person): Signatory => ({ sub, name });

/** `authors` with `person` among them. */
export const withAuthor = (authors: readonly Signatory[], person: Person): Signatory[] =>
  authors.some(({ sub }) => sub === person.sub) ? [...authors] : [...authors, signatoryOf(person)];

/** True if `person` is one of `authors`. */
export const isAmong = (authors: readonly Signatory[], person: Person): boolean => authors.some(({ sub }) => sub === person.sub);
