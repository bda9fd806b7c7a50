import type { Transcript } from './transcript.ts';

/** What waits for the outcome of one loss: tasks with empty seats (of a lost officer only his place), or the word that no reserve is left. */
export type Loss =
  | { readonly kind: 'seats'; readonly tasks: readonly string[]; readonly place?: number }
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
  /** Losses without outcome, by the M0 of the ceremony that each calls for. */
  readonly losses: Map<string, Loss>;
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
    losses: new Map(),
  };
}

/** Seats an officer holds in a department now. */
export const loadOf = ({ seats }: Course, department: string, officer: string): number =>
  [...seats].filter(([taskId, officers]) => taskId.slice(18) === department && officers.includes(officer)).length;

/** Puts what is left of a loss in place of it; nothing is left where no task is. */
export function settle({ losses }: Course, M0: string, loss: Loss, tasks: readonly string[]): void {
  if (loss.kind === 'no-reserve' || tasks.length === 0) losses.delete(M0);
  else losses.set(M0, { ...loss, tasks });
}
