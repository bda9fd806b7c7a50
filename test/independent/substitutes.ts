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

/** The empty places of a task that a loss is about: one for a lost officer, all for a new target. */
export const placesOf = (course: Course, task: string, place: number | undefined): readonly number[] =>
  (course.seats.get(task) ?? []).flatMap((officer, at) => (officer === null && (place === undefined || at === place) ? [at] : []));

/** Who may take an empty seat of a task as things stand. */
export const ableIn = (bench: Bench, course: Course, task: string): readonly string[] => {
  const sitting = course.seats.get(task) ?? [];
  return bench.pool(task).filter((officer) => !sitting.includes(officer) && mayStepIn(bench, course, task, officer) === null);
};

/** The seats of a task once those empty places are drawn anew; undefined if they cannot all be taken. */
export function drawSubstitutes(H: Hash, bench: Bench, course: Course, task: string, places: readonly number[], seed: string, secret: Buffer): readonly (string | null)[] | undefined {
  if (ableIn(bench, course, task).length < places.length) return undefined;
  const key = H(tag('sj-replace/1'), unhex(seed), prefixed(task), secret);
  const draw = seatStream(H, key, task, bench.pool(task));
  const sitting = [...(course.seats.get(task) ?? [])];
  for (const place of places) {
    const seat = draw((officer) => {
      const why = mayStepIn(bench, course, task, officer);
      if (why === 'ineligible') return why;
      return sitting.includes(officer) ? 'already-in' : why;
    });
    sitting[place] = seat?.officer ?? null;
  }
  return sitting;
}
