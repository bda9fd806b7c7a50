import { byBytes } from './order.ts';
import { prefixed, tag, type Hash } from './hashing.ts';
import { Seating, type Room } from './seating.ts';
import { seatStream, type Seat } from './stream.ts';

export interface Problem {
  readonly seed: Buffer;
  readonly itemId: string;
  readonly department: string;
  readonly beta: number;
  /** The witnesses' secret; empty where there is none. */
  readonly secret: Buffer;
  readonly tasks: readonly string[];
  readonly seats: number;
  /** Officers of the task's pool, sorted by id. */
  readonly pool: (task: string) => readonly string[];
  /** Whether the officer of the pool may take a seat of the task. */
  readonly isEligible: (task: string, officer: string) => boolean;
  readonly cap: (officer: string) => number;
}

export interface Solution {
  readonly Bstar: number;
  readonly tasks: readonly { readonly taskId: string; readonly seats: readonly Seat[] }[];
}

/** The tasks of a department in the order they are drawn. */
export function taskOrder(H: Hash, seed: Buffer, itemId: string, department: string, tasks: readonly string[]): string[] {
  const key = H(tag('sj-order/1'), seed, prefixed(itemId), prefixed(department));
  const at = new Map(tasks.map((task) => [task, H(key, task).toString('hex')]));
  return tasks.toSorted((a, b) => byBytes(at.get(a) ?? '', at.get(b) ?? ''));
}

/** The smallest load under which every seat can be taken; undefined if there is none. */
export function smallestLoad(problem: Pick<Problem, 'tasks' | 'seats' | 'pool' | 'isEligible' | 'cap'>): number | undefined {
  if (problem.tasks.length === 0) return 0;
  let B = 0;
  const room = roomOf(problem, () => B);
  const seating = new Seating(room);
  const most = Math.min(problem.tasks.length, Math.max(0, ...problem.tasks.flatMap(room.may).map(problem.cap)));
  for (B = 1; B <= most; B += 1) if (seating.complete()) return B;
  return undefined;
}

/** Section 5, seat by seat; undefined if there is no complete assignment. */
export function drawInspectors(H: Hash, problem: Problem): Solution | undefined {
  const Bstar = smallestLoad(problem);
  if (Bstar === undefined) return undefined;
  const { seed, itemId, department, secret, seats } = problem;
  const room = roomOf(problem, () => Bstar + problem.beta);
  const seating = new Seating(room);
  if (!seating.complete()) throw new Error(`no complete assignment under ${Bstar}, though there was one`);
  const key = H(tag('sj-assign/1'), seed, prefixed(itemId), prefixed(department), secret);
  const tasks = taskOrder(H, seed, itemId, department, problem.tasks).map((taskId) => {
    const draw = seatStream(H, key, taskId, problem.pool(taskId));
    const one = () =>
      draw((officer) => {
        if (!problem.isEligible(taskId, officer)) return 'ineligible';
        if (seating.isFixed(taskId, officer)) return 'already-in';
        if (seating.fixedLoad(officer) >= room.limit(officer)) return 'full';
        return seating.admit(taskId, officer) ? null : 'blocked';
      });
    return { taskId, seats: Array.from({ length: seats }, one).filter((seat) => seat !== undefined) };
  });
  return { Bstar, tasks };
}

function roomOf({ tasks, seats, pool, isEligible, cap }: Pick<Problem, 'tasks' | 'seats' | 'pool' | 'isEligible' | 'cap'>, B: () => number): Room {
  const able = new Map(tasks.map((task) => [task, pool(task).filter((officer) => isEligible(task, officer))]));
  return { tasks, seats, may: (task) => able.get(task) ?? [], limit: (officer) => Math.min(cap(officer), B()) };
}
