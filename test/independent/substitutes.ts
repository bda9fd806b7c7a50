import { loadOf, type Course } from './course.ts';
import { prefixed, tag, unhex, type Hash } from './hashing.ts';
import { seatStream } from './stream.ts';
import type { Bench } from './bench.ts';

/** Whether an officer may take an empty seat of a task as things stand, leaving aside who sits there. */
export function mayStepIn(bench: Bench, course: Course, task: string, officer: string): 'ineligible' | 'full' | null {
  const isBarred = course.barred.get(task)?.has(officer) ?? false;
  if (isBarred || !bench.isEligible(task, officer)) return 'ineligible';
  const department = task.slice(18);
  const limit = Math.min(bench.officer(officer)?.cap ?? 0, (course.load.get(department) ?? 0) + 1);
  return loadOf(course, department, officer) >= limit ? 'full' : null;
}

/** Whether all empty seats of a task can be taken. */
export function canBeFilled(bench: Bench, course: Course, task: string): boolean {
  const sitting = course.seats.get(task) ?? [];
  const able = bench.pool(task).filter((officer) => !sitting.includes(officer) && mayStepIn(bench, course, task, officer) === null);
  return able.length >= sitting.filter((officer) => officer === null).length;
}

/** The officers of a task once its empty seats are drawn anew; undefined if they cannot all be taken. */
export function drawSubstitutes(H: Hash, bench: Bench, course: Course, task: string, seed: string, secret: Buffer): readonly string[] | undefined {
  if (!canBeFilled(bench, course, task)) return undefined;
  const key = H(tag('sj-replace/1'), unhex(seed), prefixed(task), secret);
  const draw = seatStream(H, key, task, bench.pool(task));
  const sitting = [...(course.seats.get(task) ?? [])];
  for (const [place, there] of sitting.entries()) {
    if (there !== null) continue;
    const seat = draw((officer) => {
      const why = mayStepIn(bench, course, task, officer);
      if (why === 'ineligible') return why;
      return sitting.includes(officer) ? 'already-in' : why;
    });
    sitting[place] = seat?.officer ?? null;
  }
  return sitting.filter((officer) => officer !== null);
}
