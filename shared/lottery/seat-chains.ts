import { at, hasRoom, heldIn, seat, unseat, type SeatBoard } from './seat-board.ts';

/** How a search reached an officer: he would come into `task`, which `from` would leave (null: a seat still empty). */
type Reached = { readonly task: number; readonly from: number | null };

/** What a search found: the officers reached, and the one with whom it may end, if any. */
export type Search = { readonly end: number | null; readonly reached: ReadonlyMap<number, Reached>; readonly tasks: readonly number[] };

/**
 * Looks for a chain of exchanges: an officer leaves a free seat, another comes in his place, who leaves a free seat elsewhere, and so on,
 * until one for whom `ends` holds. Starts with officers who must leave a seat, or with tasks that lack one. Breadth first, each officer and
 * each task once, so that a failed search has seen everything that can be reached.
 */
export const searchChain = (
  board: SeatBoard,
  start: { readonly officers?: readonly number[]; readonly tasks?: readonly number[] },
  ends: (officer: number) => boolean,
): Search => {
  board.search += 1;
  const mark = board.search;
  const reached = new Map<number, Reached>();
  const tasks: number[] = [];
  const queue: number[] = [...(start.officers ?? [])];
  for (const officer of queue) board.seenOfficer[officer] = mark;

  const open = (task: number, from: number | null): number | null => {
    if (board.seenTask[task] === mark) return null;
    board.seenTask[task] = mark;
    tasks.push(task);
    const { pool, barred } = board.problem.tasks[task] ?? NO_TASK;
    const held = heldIn(board, task);
    for (const officer of pool.valid) {
      if (board.seenOfficer[officer] === mark || barred.has(officer) || held.includes(officer)) continue;
      board.seenOfficer[officer] = mark;
      reached.set(officer, { task, from });
      if (ends(officer)) return officer;
      queue.push(officer);
    }
    return null;
  };

  for (const task of start.tasks ?? []) {
    const end = open(task, null);
    if (end !== null) return { end, reached, tasks };
  }
  for (let next = 0; next < queue.length; next += 1) {
    const officer = at(queue, next);
    for (const task of board.freeTasks[officer] ?? []) {
      const end = open(task, officer);
      if (end !== null) return { end, reached, tasks };
    }
  }
  return { end: null, reached, tasks };
};

const NO_TASK = { pool: { valid: [] as readonly number[] }, barred: new Set<number>() } as const;

/** Carries out the exchanges that lead to `search.end`. */
export const applyChain = (board: SeatBoard, search: Search): void => {
  let officer = search.end;
  while (officer !== null) {
    const step = search.reached.get(officer);
    if (step === undefined) return;
    if (step.from !== null) unseat(board, step.task, step.from);
    seat(board, step.task, officer);
    officer = step.from;
  }
};

/** Fills one empty seat of `task`; false if no exchange makes room. */
export const fillOne = (board: SeatBoard, task: number): boolean => {
  const best = leastLoaded(board, task);
  if (best !== null) {
    seat(board, task, best);
    return true;
  }
  const search = searchChain(board, { tasks: [task] }, (officer) => hasRoom(board, officer));
  applyChain(board, search);
  return search.end !== null;
};

const leastLoaded = (board: SeatBoard, task: number): number | null => {
  const { pool, barred } = board.problem.tasks[task] ?? NO_TASK;
  const held = heldIn(board, task);
  let best: number | null = null;
  for (const officer of pool.valid) {
    if (!hasRoom(board, officer) || (best !== null && at(board.load, officer) >= at(board.load, best))) continue;
    if (!barred.has(officer) && !held.includes(officer)) best = officer;
  }
  return best;
};
