import { Worker } from 'node:worker_threads';
import type { Report } from './year-worker.ts';

/** Which years are played, and by how many. */
export interface ManyYears {
  readonly seeds: readonly string[];
  readonly workers: number;
  /** After so many broken years no further one is begun. */
  readonly patience: number;
  readonly onYear?: (report: Report, done: number) => void;
}

/** Years a thread plays before a fresh one takes its place: what compiled expressions and modules keep does not pile up over thousands. */
const SHIFT = 250;

/** The seeds of the years that belong to `seed`, from the year numbered `from` to the last one. */
export const seedsOf = (seed: string, last: number, from = 1): readonly string[] => Array.from({ length: last - from + 1 }, (_, index) => `${seed}-${from + index}`);

/** Plays many years side by side, each in one thread from its beginning to its end. The reports by the order of the seeds. Throws if a worker dies. */
export const playManyYears = async ({ seeds, workers, patience, onYear }: ManyYears): Promise<readonly Report[]> => {
  const reports = new Map<string, Report>();
  let [next, broken] = [0, 0];
  const isLeft = (): boolean => next < seeds.length && broken < patience;
  const shift = (): Promise<void> =>
    new Promise((resolve, reject) => {
      const worker = new Worker(new URL('year-worker.ts', import.meta.url));
      let played = 0;
      const order = (): void => {
        if (!isLeft() || played === SHIFT) void worker.terminate().then(() => resolve());
        else worker.postMessage({ seed: seeds[next++] });
        played += 1;
      };
      worker.on('error', reject);
      worker.on('message', (report: Report) => {
        reports.set(report.seed, report);
        if (report.broken !== undefined) broken += 1;
        onYear?.(report, reports.size);
        order();
      });
      order();
    });
  const work = async (): Promise<void> => {
    while (isLeft()) await shift();
  };
  await Promise.all(Array.from({ length: Math.min(workers, seeds.length) }, work));
  return seeds.flatMap((seed) => reports.get(seed) ?? []);
};
