import type { Hasher } from '../../kernel/hash.ts';
import { findFeasible } from '../seats/feasible-seats.ts';
import { isEligible, seatProblem, type DrawnTarget, type SeatProblem } from '../seats/seat-problem.ts';
import { orderTasks } from '../seats/seat-stream.ts';
import { orderSeed } from '../targets/seeds.ts';
import type { AssignedDepartment, Hex, Manifest, Officer, Transcript } from '../types.ts';
import { compare, unless, type Finding } from './report.ts';

/** What anyone can check of the assignments without recusals and secret: tasks and their order, pools, days, last visits, loads, B*. */
export const publicAssignmentFindings = (
  hasher: Hasher,
  manifest: Manifest,
  transcript: Transcript,
  seed: Hex,
  officers: readonly Officer[],
  targets: readonly DrawnTarget[],
): readonly Finding[] => {
  const stated = transcript.assignments.map(({ department }) => department).join(' ');
  const departments = compare('departments of the assignments', stated, manifest.departments.map(({ code }) => code).join(' '));
  const findings = manifest.departments.flatMap((department) => {
    const part = transcript.assignments.find((one) => one.department === department.code);
    if (part === undefined || 'infeasible' in part) return [];
    const problem = seatProblem({ department, officers, recusals: [], visit: manifest.visit }, targets);
    const S_ord = orderSeed(hasher, seed, manifest.item.itemId, department.code);
    const order = orderTasks(hasher, S_ord, problem.tasks).map(({ taskId }) => taskId);
    const problemFound = wrongOrder(part, order) ?? wrongSeat(problem, part, department.seats) ?? overload(problem, part, manifest.beta) ?? lowBound(problem, part);
    return [unless(`pools and loads of department ${department.code}`, problemFound, `${part.tasks.length} visits, B* ${part.Bstar}`)];
  });
  return [departments, ...findings];
};

const wrongOrder = (part: AssignedDepartment, order: readonly string[]): string | null => {
  const length = Math.max(order.length, part.tasks.length);
  for (let i = 0; i < length; i += 1) {
    const stated = part.tasks[i]?.taskId;
    if (stated !== order[i]) return `visit ${i + 1} is ${stated ?? 'missing'}, drawn was ${order[i] ?? 'none'}`;
  }
  return null;
};

const wrongSeat = (problem: SeatProblem, part: AssignedDepartment, seats: number): string | null => {
  const placeOf = new Map(problem.officers.map(({ id }, at) => [id, at]));
  const taskOf = new Map(problem.tasks.map((task) => [task.taskId, task]));
  for (const { taskId, officers } of part.tasks) {
    const task = taskOf.get(taskId);
    if (officers.length !== seats || new Set(officers).size !== seats) return `${taskId} has not ${seats} different officers`;
    const stranger = officers.find((id) => task === undefined || !isEligible(task, placeOf.get(id) ?? -1));
    if (stranger !== undefined) return `${stranger} may not sit in ${taskId}`;
  }
  return null;
};

const overload = (problem: SeatProblem, part: AssignedDepartment, beta: number): string | null => {
  const loads = new Map<string, number>();
  for (const { officers } of part.tasks) for (const id of officers) loads.set(id, (loads.get(id) ?? 0) + 1);
  const over = problem.officers.find(({ id, cap }) => (loads.get(id) ?? 0) > Math.min(cap, part.Bstar + beta));
  return over === undefined ? null : `${over.id} has ${loads.get(over.id) ?? 0} seats, above min(${over.cap}, ${part.Bstar} + ${beta})`;
};

/** Recusals can only raise B*, so one below what is needed without them is false. */
const lowBound = (problem: SeatProblem, part: AssignedDepartment): string | null => {
  const found = findFeasible(problem);
  if (!found.feasible) return 'no complete assignment exists even without recusals';
  return part.Bstar >= found.Bstar ? null : `B* ${part.Bstar} is below ${found.Bstar}`;
};
