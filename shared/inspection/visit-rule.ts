import type { LocalDate } from '../kernel/local-date.ts';
import { refuse, type Refusal } from '../kernel/refusal.ts';
import { ok, type Result } from '../kernel/result.ts';
import type { FormAssistant, FormTask } from './form.ts';
import { METHOD_NAMES, type Method } from './method.ts';

/**
 * Refused unless `visitOn` is today or later and within the scheme (GY-11, GY-15). Once the scheme's last day is past, any day from today on will do:
 * the visit is late and named as late, but a batch that may never be visited any more would never end.
 */
export const judgeVisitDay = (visitOn: LocalDate, today: LocalDate, scheme: { readonly from: LocalDate; readonly to: LocalDate }): Result<void, Refusal> => {
  if (visitOn < today) return refuse('visit-before-today', { pointer: '/visitOn', facts: { today } });
  const isPast = today > scheme.to;
  if (!isPast && (visitOn < scheme.from || visitOn > scheme.to)) return refuse('visit-outside-scheme', { pointer: '/visitOn', facts: { from: scheme.from, to: scheme.to } });
  return ok(undefined);
};

/** Refused unless the method is one of GY-16 that the plan names, and each aid is an aid. */
export const judgeMethod = (method: Method, aids: readonly Method[], planned: readonly Method[]): Result<void, Refusal> => {
  if (METHOD_NAMES[method].aid) return refuse('method-is-only-an-aid', { pointer: '/method', facts: { method: METHOD_NAMES[method].zh } });
  if (!planned.includes(method)) return refuse('method-not-in-plan', { pointer: '/method', facts: { method: METHOD_NAMES[method].zh } });
  const noAid = aids.find((aid) => !METHOD_NAMES[aid].aid);
  return noAid === undefined ? ok(undefined) : refuse('method-is-no-aid', { pointer: '/aids', facts: { method: METHOD_NAMES[noAid].zh } });
};

/** What a certificate must say to count on a day. */
export interface Certificate {
  readonly officerId: string;
  readonly validFrom: LocalDate;
  readonly validTo: LocalDate;
}

/**
 * Were those present drawn for the visit, do enough of them count per department (NR-2), and was each certificate valid on the day of the visit (NR-4)?
 * `certificates` are the directory's, by officer id; one that is missing is not valid.
 */
export const judgePresence = (
  tasks: readonly FormTask[],
  present: readonly string[],
  visitedOn: LocalDate,
  certificates: ReadonlyMap<string, Certificate>,
  minimum: number,
): Result<void, Refusal> => {
  const drawn = new Set(tasks.flatMap(({ officers }) => officers.map(({ officerId }) => officerId)));
  const strangers = present.filter((officer) => !drawn.has(officer));
  if (strangers.length > 0) return refuse('officer-not-assigned', { pointer: '/officersPresent', facts: { officers: strangers.join(', ') } });
  const invalid = present.filter((officer) => !isValidOn(certificates.get(officer), visitedOn));
  if (invalid.length > 0) return refuse('certificate-invalid-on-visit-day', { pointer: '/officersPresent', facts: { officers: invalid.join(', '), visitedOn } });
  for (const { department, officers } of tasks) {
    const came = new Set(officers.map(({ officerId }) => officerId).filter((officer) => present.includes(officer))).size;
    if (came < minimum) return refuse('officers-too-few', { pointer: '/officersPresent', facts: { department, present: came, minimum } });
  }
  return ok(undefined);
};

/** Experts help and never count (NR-2): none of them may stand among the officers who came, and only those drawn for the visit may be named as having helped. */
export const judgeAssistants = (assistants: readonly FormAssistant[], officersPresent: readonly string[], assistantsPresent: readonly string[]): Result<void, Refusal> => {
  const drawn = new Set(assistants.map(({ expertId }) => expertId));
  const counted = officersPresent.filter((id) => drawn.has(id));
  if (counted.length > 0) return refuse('assistant-never-counts', { pointer: '/officersPresent', facts: { assistants: counted.join(', ') } });
  const strangers = assistantsPresent.filter((id) => !drawn.has(id));
  return strangers.length === 0 ? ok(undefined) : refuse('assistant-not-drawn', { pointer: '/assistantsPresent', facts: { assistants: strangers.join(', ') } });
};

const isValidOn = (certificate: Certificate | undefined, day: LocalDate): boolean =>
  certificate !== undefined && certificate.validFrom <= day && day <= certificate.validTo;
