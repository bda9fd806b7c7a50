import { byBytes } from '../encoding/bytes.ts';
import { fillOne, searchChain } from './seat-chains.ts';
import { heldIn, newBoard, type SeatBoard } from './seat-board.ts';
import { eligibleFor, type SeatProblem } from './seat-problem.ts';
import type { Certificate } from '../types.ts';

/** A complete assignment with the smallest bound B* on everyone's load, or the reason why there is none. */
export type Feasibility =
  | { readonly feasible: true; readonly Bstar: number; readonly board: SeatBoard }
  | { readonly feasible: false; readonly certificate: Certificate };

const lacks = (board: SeatBoard, task: number): boolean =>
  heldIn(board, task).length < (board.problem.tasks[task]?.seats ?? 0) + (board.problem.tasks[task]?.seated.length ?? 0);

const fillAll = (board: SeatBoard): number | null => {
  for (let task = 0; task < board.held.length; task += 1) {
    while (lacks(board, task)) if (fillOne(board, task) !== null) return task;
  }
  return null;
};

/**
 * Fills every seat under `limits`; null if that is impossible. Exact: a seat is given up only when no chain of exchanges frees one.
 */
export const fillBoard = (problem: SeatProblem, limits: readonly number[]): SeatBoard | null => {
  const board = newBoard(problem, limits);
  return fillAll(board) === null ? board : null;
};

/**
 * [BY-4] B*, the smallest bound for which every seat can be filled under min(cap, B*); 0 without tasks. The bound is raised one by one
 * and the assignment kept, so that each seat is won once.
 */
export const findFeasible = (problem: SeatProblem): Feasibility => {
  const caps = problem.officers.map(({ cap }) => cap);
  const seats = problem.tasks.reduce((sum, task) => sum + task.seats, 0);
  const highest = caps.reduce((most, cap) => Math.max(most, cap), 0);
  const board = newBoard(problem, []);
  for (let bound = Math.ceil(seats / Math.max(1, caps.length)); ; bound += 1) {
    board.limits.splice(0, board.limits.length, ...caps.map((cap) => Math.min(cap, bound)));
    if (fillAll(board) === null) return { feasible: true, Bstar: bound, board };
    if (bound >= highest) return { feasible: false, certificate: certify(board) };
  }
};

/**
 * Why the board cannot be completed: the tasks and officers that can be reached from the empty seats. All of these officers are at their
 * cap with seats of these tasks alone, so together the tasks ask for more than everyone who may take them can give.
 */
const certify = (board: SeatBoard): Certificate => {
  const tasks = board.held.map((_, task) => task);
  // No task that a search in vain has seen can be filled, whatever is exchanged elsewhere.
  const inVain = new Set<number>();
  for (const task of tasks) {
    while (lacks(board, task) && !inVain.has(task)) for (const seen of fillOne(board, task) ?? []) inVain.add(seen);
  }
  const search = searchChain(board, { tasks: tasks.filter((task) => lacks(board, task)), ends: () => false });
  return certificateOf(board.problem, search.tasks);
};

/** The certificate that these tasks make: `usable` is what all officers together can take of them. */
export const certificateOf = (problem: SeatProblem, tasks: readonly number[]): Certificate => {
  const chosen = tasks.flatMap((task) => problem.tasks[task] ?? []);
  const takes = new Map<number, number>();
  for (const task of chosen) for (const officer of eligibleFor(task)) takes.set(officer, (takes.get(officer) ?? 0) + 1);
  const seats = chosen.reduce((sum, task) => sum + task.seats, 0);
  const usable = [...takes].reduce((sum, [officer, count]) => sum + Math.min(problem.officers[officer]?.cap ?? 0, count), 0);
  return {
    tasks: chosen.map(({ taskId }) => taskId).sort(byBytes),
    seats,
    officers: [...takes.keys()].flatMap((officer) => problem.officers[officer]?.id ?? []).sort(byBytes),
    usable,
    short: seats - usable,
  };
};
