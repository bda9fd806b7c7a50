import { isEligible, type Pool, type SeatProblem, type SeatTask } from './seat-problem.ts';

/**
 * A working assignment: who holds which seat, and whose seats are fixed. `held[t]` begins with the fixed officers of task t
 * (those seated beforehand first) and goes on with the free ones, who may still be exchanged.
 */
export type SeatBoard = {
  readonly problem: SeatProblem;
  readonly limits: number[];
  readonly held: number[][];
  readonly fixed: number[];
  readonly load: number[];
  readonly fixedLoad: number[];
  /** Tasks in which an officer holds a free seat. */
  readonly freeTasks: Set<number>[];
  /** Whose turn it is in a pool, and below which load. */
  readonly turns: Map<Pool, { next: number; level: number }>;
  /** The search that last saw an officer or a task, and how an officer was reached in it. */
  readonly seenOfficer: Int32Array;
  readonly seenTask: Int32Array;
  readonly cameTo: Int32Array;
  readonly cameFrom: Int32Array;
  search: number;
  /** Parts between which seats can no longer be exchanged, while seats are being fixed. */
  readonly officerPart: Int32Array;
  readonly taskPart: Int32Array;
  parts: number;
};

/** An empty board; `limits[o]` is how many seats officer o may hold, beside those seated beforehand. */
export const newBoard = (problem: SeatProblem, limits: readonly number[]): SeatBoard => ({
  problem,
  limits: [...limits],
  held: problem.tasks.map(({ seated }) => [...seated]),
  fixed: problem.tasks.map(({ seated }) => seated.length),
  load: problem.officers.map(() => 0),
  fixedLoad: problem.officers.map(() => 0),
  freeTasks: problem.officers.map(() => new Set()),
  turns: new Map(),
  seenOfficer: new Int32Array(problem.officers.length),
  seenTask: new Int32Array(problem.tasks.length),
  cameTo: new Int32Array(problem.officers.length),
  cameFrom: new Int32Array(problem.officers.length),
  search: 0,
  officerPart: new Int32Array(problem.officers.length),
  taskPart: new Int32Array(problem.tasks.length),
  parts: 1,
});

/** Numbers that are always there; a missing one is a bug of the caller. */
export const at = (values: ArrayLike<number>, index: number): number => {
  const value = values[index];
  if (value === undefined) throw new RangeError(`no entry ${index}`);
  return value;
};

export const taskAt = (board: SeatBoard, task: number): SeatTask => board.problem.tasks[task] as SeatTask;

export const heldIn = (board: SeatBoard, task: number): number[] => board.held[task] as number[];

/** True if the officer could take one seat more. */
export const hasRoom = (board: SeatBoard, officer: number): boolean => at(board.load, officer) < at(board.limits, officer);

/** True if the officer holds a seat of the task that may still be exchanged. */
export const holdsFree = (board: SeatBoard, task: number, officer: number): boolean =>
  board.freeTasks[officer]?.has(task) === true;

/** Seats the officer in a free seat of the task. */
export const seat = (board: SeatBoard, task: number, officer: number): void => {
  heldIn(board, task).push(officer);
  board.freeTasks[officer]?.add(task);
  board.load[officer] = at(board.load, officer) + 1;
};

/** Takes the officer out of a free seat of the task. */
export const unseat = (board: SeatBoard, task: number, officer: number): void => {
  const held = heldIn(board, task);
  held.splice(held.indexOf(officer, at(board.fixed, task)), 1);
  board.freeTasks[officer]?.delete(task);
  board.load[officer] = at(board.load, officer) - 1;
};

/** Turns the officer's free seat of the task into a fixed one, next in seat order. */
export const fix = (board: SeatBoard, task: number, officer: number): void => {
  const held = heldIn(board, task);
  const place = at(board.fixed, task);
  const from = held.indexOf(officer, place);
  held[from] = at(held, place);
  held[place] = officer;
  board.fixed[task] = place + 1;
  board.freeTasks[officer]?.delete(task);
  board.fixedLoad[officer] = at(board.fixedLoad, officer) + 1;
};

/** True if the officer could newly come into the task. */
export const mayCome = (board: SeatBoard, task: number, officer: number): boolean =>
  isEligible(taskAt(board, task), officer) && !heldIn(board, task).includes(officer);
