import type { Hasher } from '../../kernel/hash.ts';
import { applyChain, searchChain } from './seat-chains.ts';
import { at, fix, hasRoom, heldIn, holdsFree, seat, unseat, type SeatBoard } from './seat-board.ts';
import { isEligible, type SeatTask } from './seat-problem.ts';
import { choiceStream, walkOrder, type Choice } from './seat-stream.ts';
import type { Hex, RejectionReason, Seat } from '../types.ts';

/**
 * [BY-4] Fills the seats of the board's tasks one after another, in the order of the problem's tasks. The board must hold a complete
 * assignment, and keeps holding one after every seat. Afterwards everything on it is fixed. `seatSeed` gives S_asg, or S_rep, of a task.
 */
export const drawSeats = (hasher: Hasher, board: SeatBoard, seatSeed: (taskId: string) => Hex): readonly (readonly Seat[])[] =>
  board.problem.tasks.map((task, index) => {
    const choose = choiceStream(hasher, seatSeed(task.taskId), task.taskId, Math.max(1, task.pool.members.length));
    return Array.from({ length: task.seats }, () => drawSeat(hasher, board, { task, index, choose, seed: seatSeed(task.taskId) }));
  });

type Draw = { readonly task: SeatTask; readonly index: number; readonly choose: () => Choice; readonly seed: Hex };

const drawSeat = (hasher: Hasher, board: SeatBoard, { task, index, choose, seed }: Draw): Seat => {
  const { members } = task.pool;
  const idOf = (officer: number): string => board.problem.officers[officer]?.id ?? '';
  const rejected: { officer: string; reason: RejectionReason }[] = [];
  const accepts = (officer: number): boolean => {
    const reason = tryOfficer(board, task, index, officer);
    if (reason !== null) rejected.push({ officer: idOf(officer), reason });
    return reason === null;
  };
  for (let tries = 0; tries < 64 + 8 * members.length; tries += 1) {
    const { place, block } = choose();
    const officer = at(members, place);
    if (accepts(officer)) return { officer: idOf(officer), block, rejected };
  }
  const found = walkOrder(hasher, seed, task.taskId, members.map(idOf)).find((place) => accepts(at(members, place)));
  if (found === undefined) throw new Error(`no officer fits ${task.taskId}, though the assignment could be completed`);
  return { officer: idOf(at(members, found)), block: null, rejected };
};

/** Fixes the officer in the task and returns null, or says why not; the reason is the first that applies. */
const tryOfficer = (board: SeatBoard, task: SeatTask, index: number, officer: number): RejectionReason | null => {
  if (!isEligible(task, officer)) return 'ineligible';
  if (heldIn(board, index).indexOf(officer) >= 0 && !holdsFree(board, index, officer)) return 'already-in';
  if (at(board.fixedLoad, officer) >= at(board.limits, officer)) return 'full';
  if (!holdsFree(board, index, officer) && !bringIn(board, index, officer)) return 'blocked';
  fix(board, index, officer);
  return null;
};

/** Gives the officer a free seat of the task in exchange for another's, if the rest can still be completed. */
const bringIn = (board: SeatBoard, task: number, officer: number): boolean => {
  const anyFree = at(heldIn(board, task), heldIn(board, task).length - 1);
  if (hasRoom(board, officer)) {
    unseat(board, task, anyFree);
    seat(board, task, officer);
    return true;
  }
  return exchange(board, task, officer, anyFree);
};

/**
 * He is at his limit, so he must leave a free seat elsewhere, and the chain may end with one who leaves this very task. Whatever a failed
 * search has reached can be exchanged with this task never again: exchanges happen within what reaches each other, and fixing a seat only
 * takes ways away. So it becomes a part of its own, and the next question across parts is answered without a search.
 */
const exchange = (board: SeatBoard, task: number, officer: number, anyFree: number): boolean => {
  const part = at(board.taskPart, task);
  if (at(board.officerPart, officer) !== part) return false;
  const wanted = heldIn(board, task).slice(at(board.fixed, task));
  const search = searchChain(board, { officers: [officer], ends: (other) => hasRoom(board, other) || wanted.includes(other), wanted, part });
  if (search.end === null) {
    for (const reached of search.officers) board.officerPart[reached] = board.parts;
    for (const reached of search.tasks) board.taskPart[reached] = board.parts;
    board.parts += 1;
    return false;
  }
  applyChain(board, search, [officer]);
  unseat(board, task, holdsFree(board, task, search.end) ? search.end : anyFree);
  seat(board, task, officer);
  return true;
};
