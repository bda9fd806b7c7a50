/** What a piece of work took: by the clock on the wall, and of processors. On a busy machine the second says more. */
export type Took<T> = { readonly seconds: number; readonly processor: number; readonly result: T };

/** Runs `work` and measures it. `processor` counts all threads of this process. */
export const timed = async <T>(work: () => T | Promise<T>): Promise<Took<T>> => {
  const start = performance.now();
  const before = process.cpuUsage();
  const result = await work();
  const { user, system } = process.cpuUsage(before);
  return { seconds: (performance.now() - start) / 1000, processor: (user + system) / 1e6, result };
};

/** Both times in words. */
export const tookText = ({ seconds, processor }: Omit<Took<unknown>, 'result'>): string => `${seconds.toFixed(2)} s, processor ${processor.toFixed(2)} s`;
