import { at, hasRoom, heldIn, mayCome, seat, taskAt, unseat, type SeatBoard } from './seat-board.ts';
import type { Pool } from './seat-problem.ts';

/** What a search found: the officer with whom the chain may end, if any, and everyone and everything it came past. */
export type Search = { readonly end: number | null; readonly officers: readonly number[]; readonly tasks: readonly number[] };

/** `officers` must leave a seat each, `tasks` lack one each; the chain may end with an officer for whom `ends` holds. */
export type SearchFor = {
  readonly officers?: readonly number[];
  readonly tasks?: readonly number[];
  readonly ends: (officer: number) => boolean;
  /** A few for whom `ends` holds: whether one of them can come is asked before anyone else is looked at. */
  readonly wanted?: readonly number[];
  /** The part of the board to keep to; without it the whole. */
  readonly part?: number;
};

/** In the place of a task's number: the seat was empty. */
const NOBODY_LEFT = -1;

/**
 * Looks for a chain of exchanges: an officer leaves a free seat, another comes in his place, who leaves a free seat elsewhere, and so on.
 * Breadth first, each officer and each task once, so that a failed search has seen everything that can be reached. A pool is gone through
 * once: further tasks of it look only at those whom the tasks before could not take.
 */
export const searchChain = (board: SeatBoard, { officers = [], tasks: lacking = [], ends, wanted = [], part }: SearchFor): Search => {
  board.search += 1;
  const mark = board.search;
  const tasks: number[] = [];
  const queue: number[] = [...officers];
  const passedOver = new Map<Pool, readonly number[]>();
  for (const officer of queue) board.seenOfficer[officer] = mark;

  const isNew = (task: number): boolean => board.seenTask[task] !== mark && (part === undefined || board.taskPart[task] === part);
  const comes = (officer: number, task: number, from: number): void => {
    board.seenOfficer[officer] = mark;
    board.cameTo[officer] = task;
    board.cameFrom[officer] = from;
    queue.push(officer);
  };
  const shortcut = (task: number, from: number): number | null => {
    if (!isNew(task)) return null;
    const one = wanted.find((officer) => board.seenOfficer[officer] !== mark && mayCome(board, task, officer));
    if (one === undefined) return null;
    comes(one, task, from);
    return one;
  };
  const open = (task: number, from: number): number | null => {
    if (!isNew(task)) return null;
    board.seenTask[task] = mark;
    tasks.push(task);
    const { pool, barred } = taskAt(board, task);
    const held = heldIn(board, task);
    const left: number[] = [];
    for (const officer of passedOver.get(pool) ?? pool.valid) {
      if (board.seenOfficer[officer] === mark || (part !== undefined && board.officerPart[officer] !== part)) continue;
      if (barred.has(officer) || held.includes(officer)) {
        left.push(officer);
        continue;
      }
      comes(officer, task, from);
      if (ends(officer)) return officer;
    }
    passedOver.set(pool, left);
    return null;
  };

  for (const task of lacking) {
    const end = open(task, NOBODY_LEFT);
    if (end !== null) return { end, officers: queue, tasks };
  }
  for (let next = 0; next < queue.length; next += 1) {
    const officer = at(queue, next);
    for (const step of [shortcut, open]) {
      for (const task of board.freeTasks[officer] ?? []) {
        const end = step(task, officer);
        if (end !== null) return { end, officers: queue, tasks };
      }
    }
  }
  return { end: null, officers: queue, tasks };
};

/** Carries out the exchanges that lead to the officer at whom the last search ended, from the `officers` or `tasks` it started with. */
export const applyChain = (board: SeatBoard, { end }: Search, started: readonly number[] = []): void => {
  for (let officer = end; officer !== null && !started.includes(officer); ) {
    const task = at(board.cameTo, officer);
    const from = at(board.cameFrom, officer);
    if (from !== NOBODY_LEFT) unseat(board, task, from);
    seat(board, task, officer);
    officer = from === NOBODY_LEFT ? null : from;
  }
};

/** Fills one empty seat of `task` and returns null; if no exchange makes room, all the tasks that the search for one has seen. */
export const fillOne = (board: SeatBoard, task: number): readonly number[] | null => {
  const best = someoneWithRoom(board, task);
  if (best !== null) {
    seat(board, task, best);
    return null;
  }
  const search = searchChain(board, { tasks: [task], ends: (officer) => hasRoom(board, officer) });
  applyChain(board, search);
  return search.end === null ? search.tasks : null;
};

/**
 * Somebody of the task's pool with room, or null. Goes round the pool and takes those below its level, which rises when a round finds
 * nobody: so the load is spread evenly, and a seat costs a step or two instead of a look at everyone.
 */
const someoneWithRoom = (board: SeatBoard, task: number): number | null => {
  const { pool, barred } = taskAt(board, task);
  const held = heldIn(board, task);
  const turn = board.turns.get(pool) ?? { next: 0, level: 1 };
  board.turns.set(pool, turn);
  const { valid } = pool;
  for (let othersHaveRoom = true; othersHaveRoom; turn.level += 1) {
    othersHaveRoom = false;
    for (let tries = 0; tries < valid.length; tries += 1) {
      const officer = at(valid, turn.next);
      turn.next = (turn.next + 1) % valid.length;
      if (!hasRoom(board, officer) || barred.has(officer) || held.includes(officer)) continue;
      if (at(board.load, officer) < turn.level) return officer;
      othersHaveRoom = true;
    }
  }
  turn.level -= 1;
  return null;
};
