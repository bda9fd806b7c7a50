import type { DepartmentSeats, Manifest, Officer, Recusal } from '../types.ts';

/** A drawn target as the inspectors' draw sees it. */
export type DrawnTarget = { readonly id: string; readonly region: string };

/** Officers whom a task of one region may ask. Numbers are places in `SeatProblem.officers`. */
export type Pool = {
  /** All m officers of the pool, sorted by id: what the stream's words choose from. */
  readonly members: readonly number[];
  /** Those valid on the days of the visit. */
  readonly valid: readonly number[];
  readonly isValid: ReadonlySet<number>;
};

/** A visit of one department to one target; `seats` are still to be filled, beside those `seated` for good. */
export type SeatTask = {
  readonly taskId: string;
  readonly target: DrawnTarget;
  readonly seats: number;
  readonly pool: Pool;
  /** Officers of the pool with a recusal, who visited the target last time, or who were lost to this task. */
  readonly barred: ReadonlySet<number>;
  readonly seated: readonly number[];
};

/** One department's seats to fill. `officers` sorted by id; tasks in any order. */
export type SeatProblem = { readonly officers: readonly Officer[]; readonly tasks: readonly SeatTask[] };

/** `id18 ‖ department code`. */
export const taskIdOf = (targetId: string, department: string): string => targetId + department;

/** The target and the department of a task. */
export const splitTaskId = (taskId: string): { readonly target: string; readonly department: string } => ({
  target: taskId.slice(0, 18),
  department: taskId.slice(18),
});

/** True if the officer at `officer` may sit in `task`. */
export const isEligible = (task: SeatTask, officer: number): boolean => task.pool.isValid.has(officer) && !task.barred.has(officer);

/** Officers eligible for `task`, sorted by id. */
export const eligibleFor = (task: SeatTask): readonly number[] =>
  task.barred.size === 0 ? task.pool.valid : task.pool.valid.filter((officer) => !task.barred.has(officer));

/** What decides who may go where, apart from the draw. */
export type SeatRules = {
  readonly department: DepartmentSeats;
  readonly officers: readonly Officer[];
  readonly recusals: readonly Recusal[];
  readonly visit: Manifest['visit'];
};

/** [NR-2] [NR-3] [NR-4] One department's problem: one task per target, with recusals, last visits and validity on the visit's days. */
export const seatProblem = (rules: SeatRules, targets: readonly DrawnTarget[]): SeatProblem => {
  const officers = rules.officers.filter(({ department }) => department === rules.department.code);
  const poolOf = poolsByRegion(rules, officers);
  const barred = barredByTarget(rules, officers, targets);
  const tasks = targets.map((target) => ({
    taskId: taskIdOf(target.id, rules.department.code),
    target,
    seats: rules.department.seats,
    pool: poolOf(target.region),
    barred: barred.get(target.id) ?? NOBODY,
    seated: [],
  }));
  return { officers, tasks };
};

const NOBODY: ReadonlySet<number> = new Set();

const poolsByRegion = (rules: SeatRules, officers: readonly Officer[]): ((region: string) => Pool) => {
  const { visit, department } = rules;
  const known = new Map<string, Pool>();
  return (region) => {
    const found = known.get(region);
    if (found !== undefined) return found;
    const members = officers.flatMap((officer, at) =>
      officer.regions.some((prefix) => region.startsWith(prefix)) &&
      (department.specialty === undefined || officer.specialties.includes(department.specialty))
        ? [at]
        : [],
    );
    const valid = members.filter((at) => (officers[at]?.validFrom ?? '') <= visit.from && visit.to <= (officers[at]?.validTo ?? ''));
    const pool = { members, valid, isValid: new Set(valid) };
    known.set(region, pool);
    return pool;
  };
};

const barredByTarget = (
  rules: SeatRules,
  officers: readonly Officer[],
  targets: readonly DrawnTarget[],
): ReadonlyMap<string, ReadonlySet<number>> => {
  const barred = new Map<string, Set<number>>(targets.map(({ id }) => [id, new Set()]));
  const placeOf = new Map(officers.map(({ id }, at) => [id, at]));
  for (const [at, officer] of officers.entries()) for (const target of officer.lastVisited) barred.get(target)?.add(at);
  for (const { officerId, targetId } of rules.recusals) {
    const at = placeOf.get(officerId);
    if (at !== undefined) barred.get(targetId)?.add(at);
  }
  return barred;
};
