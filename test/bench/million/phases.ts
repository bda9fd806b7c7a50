/** What a stretch of work took. `peak`: the most memory this process held meanwhile, functions and services included, in MB. */
export interface Phase {
  readonly name: string;
  readonly seconds: number;
  readonly processor: number;
  readonly peak: number;
}

const MB = 2 ** 20;
const EVERY_MS = 50;

/** Measures a phase. A name may be asked for when it is over, where only then is known what was done. */
export type During = <T>(name: string | (() => string), work: () => Promise<T>) => Promise<T>;

/** Measures one phase after another. */
export const phases = (onPhase: (phase: Phase) => void): { readonly during: During } => ({
  during: async (name, work) => {
    const [began, before] = [performance.now(), process.cpuUsage()];
    let peak = process.memoryUsage.rss();
    const watch = setInterval(() => (peak = Math.max(peak, process.memoryUsage.rss())), EVERY_MS);
    try {
      return await work();
    } finally {
      clearInterval(watch);
      const { user, system } = process.cpuUsage(before);
      onPhase({ name: typeof name === 'string' ? name : name(), seconds: (performance.now() - began) / 1000, processor: (user + system) / 1e6, peak: peak / MB });
    }
  },
});
