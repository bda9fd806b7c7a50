import type { Hasher } from '../../kernel/hash.ts';
import { drawSeats } from '../seats/draw-seats.ts';
import { fillBoard } from '../seats/feasible-seats.ts';
import { currentLoads, type Ledger, type Pending } from './ledger.ts';
import { seatProblem, splitTaskId, type SeatProblem } from '../seats/seat-problem.ts';
import { replaceSeed } from '../targets/seeds.ts';
import type { AssignedTask, Certificate, Hex, Manifest, Officer, Recusal, Seat } from '../types.ts';

/** What a fresh draw of seats needs beside the ledger. `regionOf` gives a target's region from the rows. */
export type OutcomeInput = {
  readonly manifest: Manifest;
  readonly officers: readonly Officer[];
  readonly recusals: readonly Recusal[];
  readonly secret: Hex | null;
  readonly regionOf: (targetId: string) => string;
};

/** The tasks that a loss leaves open: those that can be filled, and those that nobody can, with the reason. */
export type Fillable = { readonly fillable: readonly string[]; readonly unfillable: readonly { readonly taskId: string; readonly certificate: Certificate }[] };

/** What the outcome of a ceremony is: the `tasks` of the `replaced` line, and how each seat came about. */
export type Outcome = { readonly tasks: readonly AssignedTask[]; readonly seats: readonly { readonly taskId: string; readonly seats: readonly Seat[] }[] };

const openTasks = (pending: Pending): readonly string[] =>
  pending.kind === 'target' ? pending.open : pending.kind === 'officer' ? [pending.taskId] : [];

/** Seats of one task to be drawn again, all others fixed: limits are min(cap, B + 1) less what everyone holds now. */
const reopened = (input: OutcomeInput, ledger: Ledger, pending: Pending, taskId: string): { problem: SeatProblem; limits: readonly number[] } => {
  const { target, department: code } = splitTaskId(taskId);
  const department = input.manifest.departments.find((one) => one.code === code);
  if (department === undefined) throw new Error(`no department ${code} in the manifest`);
  const rules = { department, officers: input.officers, recusals: input.recusals, visit: input.manifest.visit };
  const whole = seatProblem(rules, [{ id: target, region: input.regionOf(target) }]);
  const now = ledger.tasks.get(taskId);
  const places = (ids: readonly (string | null)[]): readonly number[] =>
    ids.flatMap((id) => (id === null ? [] : [whole.officers.findIndex((officer) => officer.id === id)]));
  const tasks = whole.tasks.map((task) => ({
    ...task,
    seats: pending.kind === 'officer' ? 1 : department.seats,
    seated: places(now?.officers ?? []),
    barred: new Set([...task.barred, ...places(now?.lost ?? [])]),
  }));
  const loads = currentLoads(ledger, code);
  const bound = (ledger.Bstar.get(code) ?? 0) + input.manifest.beta + 1;
  return {
    problem: { officers: whole.officers, tasks },
    limits: whole.officers.map(({ id, cap }) => Math.min(cap, bound) - (loads.get(id) ?? 0)),
  };
};

/** [BY-3] Says before any ceremony which of the open tasks can be filled. */
export const fillableTasks = (input: OutcomeInput, ledger: Ledger, pending: Pending): Fillable => {
  const fillable: string[] = [];
  const unfillable: { taskId: string; certificate: Certificate }[] = [];
  for (const taskId of openTasks(pending)) {
    const { problem, limits } = reopened(input, ledger, pending, taskId);
    if (fillBoard(problem, limits) === null) unfillable.push({ taskId, certificate: unfilledCertificate(problem, limits) });
    else fillable.push(taskId);
  }
  return { fillable, unfillable };
};

const unfilledCertificate = (problem: SeatProblem, limits: readonly number[]): Certificate => {
  const [task] = problem.tasks;
  if (task === undefined) throw new Error('a reopened task is missing');
  const officers = task.pool.valid.filter((at) => !task.barred.has(at) && !task.seated.includes(at) && (limits[at] ?? 0) > 0);
  const ids = officers.flatMap((at) => problem.officers[at]?.id ?? []);
  return { tasks: [task.taskId], seats: task.seats, officers: ids, usable: ids.length, short: task.seats - ids.length };
};

/** [BY-3] [NR-3] Draws the open seats of a loss from the fresh ceremony's seed; a substitute takes the lost officer's place in the list. */
export const eventOutcome = (hasher: Hasher, input: OutcomeInput, ledger: Ledger, pending: Pending, seed: Hex): Outcome => {
  const seats = fillableTasks(input, ledger, pending).fillable.map((taskId) => {
    const { problem, limits } = reopened(input, ledger, pending, taskId);
    const board = fillBoard(problem, limits);
    if (board === null) throw new Error(`${taskId} was fillable a moment ago`);
    const drawn = drawSeats(hasher, board, (id) => replaceSeed(hasher, seed, id, input.secret));
    return { taskId, seats: drawn[0] ?? [] };
  });
  const tasks = seats.map(({ taskId, seats: drawn }) => {
    const officers = drawn.map(({ officer }) => officer);
    if (pending.kind !== 'officer') return { taskId, officers };
    const before = ledger.tasks.get(taskId)?.officers ?? [];
    return { taskId, officers: before.with(pending.place, officers[0] ?? null).filter((officer) => officer !== null) };
  });
  return { tasks, seats };
};
