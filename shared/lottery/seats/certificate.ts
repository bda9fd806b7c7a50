import { certificateOf } from './feasible-seats.ts';
import type { SeatProblem } from './seat-problem.ts';
import { splitTaskId } from './seat-problem.ts';
import type { Certificate, DepartmentSeats } from '../types.ts';

/** True if `certificate` shows that the problem has no complete assignment: any set of tasks that asks for more than all can give. */
export const isValidCertificate = (problem: SeatProblem, certificate: Certificate): boolean => {
  const wanted = new Set(certificate.tasks);
  const tasks = problem.tasks.flatMap(({ taskId }, at) => (wanted.has(taskId) ? [at] : []));
  if (tasks.length !== certificate.tasks.length || wanted.size !== tasks.length) return false;
  const expected = certificateOf(problem, tasks);
  const stated = new Set(certificate.officers);
  return (
    isSorted(certificate.tasks) &&
    isSorted(certificate.officers) &&
    certificate.seats === expected.seats &&
    certificate.usable === expected.usable &&
    certificate.short === expected.short &&
    certificate.short > 0 &&
    expected.officers.every((id) => stated.has(id)) &&
    certificate.officers.every((id) => problem.officers.some((officer) => officer.id === id))
  );
};

const isSorted = (values: readonly string[]): boolean => values.every((value, i) => i === 0 || (values[i - 1] ?? '') < value);

/** [BY-4] The numbers of a certificate, for a sentence in any language: which qualification and regions are short, and by how many. */
export type ShortageFigures = {
  readonly department: string;
  /** The specialty the department's officers need for this draw; null if none. */
  readonly specialty: string | null;
  readonly regions: readonly { readonly region: string; readonly visits: number; readonly seats: number }[];
  readonly visits: number;
  readonly seats: number;
  readonly officers: number;
  readonly usable: number;
  readonly short: number;
};

/** Counts a certificate; `regionOf` gives a target's six-digit region. Regions ascending. */
export const certificateInWords = (
  department: DepartmentSeats,
  certificate: Certificate,
  regionOf: (targetId: string) => string,
): ShortageFigures => {
  const visits = new Map<string, number>();
  for (const taskId of certificate.tasks) {
    const region = regionOf(splitTaskId(taskId).target);
    visits.set(region, (visits.get(region) ?? 0) + 1);
  }
  const regions = [...visits]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([region, count]) => ({ region, visits: count, seats: count * department.seats }));
  return {
    department: department.code,
    specialty: department.specialty ?? null,
    regions,
    visits: certificate.tasks.length,
    seats: certificate.seats,
    officers: certificate.officers.length,
    usable: certificate.usable,
    short: certificate.short,
  };
};
