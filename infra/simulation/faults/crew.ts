import { Worker } from 'node:worker_threads';
import type { Cell } from './cell.ts';
import type { Answer, Order } from './fault-worker.ts';
import type { CellReport, Unfaulted } from './play-cell.ts';

/** Threads that play years, one each at a time. */
export interface Crew {
  unfaulted(year: string): Promise<Unfaulted>;
  cell(cell: Cell, unfaulted: Unfaulted['ending']): Promise<CellReport>;
  /** Ends the threads. */
  rest(): Promise<void>;
}

interface Job {
  readonly order: Order;
  readonly resolve: (answer: Answer) => void;
  readonly reject: (error: Error) => void;
}

/** A crew of `size`. A year whose thread dies is reported by a rejection. */
export const crewOf = (size: number): Crew => {
  const waiting: Job[] = [];
  const idle: Worker[] = [];
  const all: Worker[] = [];
  const at = new Map<Worker, Job>();
  let count = 0;

  const next = (): void => {
    while (waiting.length > 0) {
      const worker = idle.pop() ?? (all.length < size ? hire() : undefined);
      const job = worker === undefined ? undefined : waiting.shift();
      if (worker === undefined || job === undefined) return;
      at.set(worker, job);
      worker.postMessage(job.order);
    }
  };
  const hire = (): Worker => {
    const worker = new Worker(new URL('fault-worker.ts', import.meta.url));
    all.push(worker);
    worker.on('message', (answer: Answer) => {
      at.get(worker)?.resolve(answer);
      at.delete(worker);
      idle.push(worker);
      next();
    });
    worker.on('error', (error: Error) => {
      at.get(worker)?.reject(error);
      at.delete(worker);
      all.splice(all.indexOf(worker), 1);
      next();
    });
    return worker;
  };
  const ask = (make: (id: number) => Order): Promise<Answer> =>
    new Promise((resolve, reject) => {
      waiting.push({ order: make((count += 1)), resolve, reject });
      next();
    });

  return {
    unfaulted: async (year) => ((await ask((id) => ({ id, year }))) as Extract<Answer, { unfaulted: unknown }>).unfaulted,
    cell: async (cell, unfaulted) => ((await ask((id) => ({ id, cell, unfaulted }))) as Extract<Answer, { report: unknown }>).report,
    rest: async () => void (await Promise.all(all.map((worker) => worker.terminate()))),
  };
};
