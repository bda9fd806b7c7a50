import type { Transcript } from './transcript.ts';

/** Tasks waiting for the outcome of one loss, with the officers barred from them. */
export type Loss =
  | { readonly kind: 'seats'; readonly M0: string; readonly tasks: readonly string[]; readonly isHeld: boolean }
  | { readonly kind: 'no-reserve'; readonly stratum: string };

/** Who is to be visited by whom, as it stands after the events so far. */
export interface Course {
  readonly targets: Map<string, Set<string>>;
  readonly reserve: Map<string, string[]>;
  /** Officers of a task in seat order; null where a seat is empty. */
  readonly seats: Map<string, (string | null)[]>;
  readonly barred: Map<string, Set<string>>;
  /** B = B* + beta of each department that has an assignment. */
  readonly load: ReadonlyMap<string, number>;
  loss: Loss | undefined;
}

/** The course as the transcript leaves it. */
export function courseOf({ manifest, drawn, reserve, assignments }: Transcript): Course {
  const targets = new Map<string, Set<string>>();
  let from = 0;
  for (const { code, k } of manifest.item.strata) {
    targets.set(code, new Set(drawn.slice(from, from + k)));
    from += k;
  }
  const assigned = assignments.flatMap((each) => ('tasks' in each ? [each] : []));
  return {
    targets,
    reserve: new Map(reserve.map(({ stratum, ids }) => [stratum, [...ids]])),
    seats: new Map(assigned.flatMap(({ tasks }) => tasks.map(({ taskId, officers }) => [taskId, [...officers]] as const))),
    barred: new Map(),
    load: new Map(assigned.map(({ department, Bstar }) => [department, Bstar + manifest.beta])),
    loss: undefined,
  };
}

/** Seats an officer holds in a department now. */
export const loadOf = ({ seats }: Course, department: string, officer: string): number =>
  [...seats].filter(([taskId, officers]) => taskId.slice(18) === department && officers.includes(officer)).length;
