import type { FunctionWorker, Outcome } from './function-worker.ts';
import type { WorkerEvent } from './worker-protocol.ts';

/** The threads of one function. */
export interface WorkerPool {
  /** Runs `event` on a free thread, on a new one while there are fewer than allowed, else after those before it. */
  run(event: WorkerEvent): Promise<Outcome>;
  /** Threads that run nothing just now. */
  idle(): number;
  /** Ends one idle thread, to make room. */
  shrink(): Promise<void>;
  end(): Promise<void>;
}

/** `start` makes a thread; `most` is how many there may be at a time. */
export const workerPool = (start: () => FunctionWorker, most: number): WorkerPool => {
  const free: FunctionWorker[] = [];
  const waiting: ((worker: FunctionWorker) => void)[] = [];
  let busy = 0;
  const all = new Set<FunctionWorker>();

  const open = (): FunctionWorker => {
    const worker = start();
    all.add(worker);
    return worker;
  };

  const take = (): Promise<FunctionWorker> => {
    if (busy >= most) return new Promise((resolve) => waiting.push(resolve));
    busy += 1;
    return Promise.resolve(nextFree() ?? open());
  };

  const nextFree = (): FunctionWorker | undefined => {
    for (let worker = free.pop(); worker !== undefined; worker = free.pop()) {
      if (worker.alive()) return worker;
      all.delete(worker);
    }
    return undefined;
  };

  const giveBack = (worker: FunctionWorker): void => {
    if (!worker.alive()) all.delete(worker);
    const next = waiting.shift();
    if (next !== undefined) {
      next(worker.alive() ? worker : open());
      return;
    }
    busy -= 1;
    if (worker.alive()) free.push(worker);
  };

  return {
    run: async (event) => {
      const worker = await take();
      try {
        return await worker.run(event);
      } finally {
        giveBack(worker);
      }
    },
    idle: () => free.length,
    shrink: async () => {
      const worker = free.shift();
      if (worker === undefined) return;
      all.delete(worker);
      await worker.end();
    },
    end: async () => {
      await Promise.all([...all].map((worker) => worker.end()));
    },
  };
};
