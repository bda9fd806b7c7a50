import type { VirtualClock } from '../../infra/local/contract.ts';

/** A virtual clock whose own sleepers do not hold it up. */
export interface TestClock extends VirtualClock {
  /** Resolves `ms` later, and does not count as in flight until then even if its caller is tracked. */
  sleep(ms: number): Promise<void>;
}

type Timer = { readonly dueMs: number; readonly order: number; readonly fire: () => void };

const settled = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

/** A clock that stands at `startMs` until it is told to go on. */
export const testClock = (startMs: number): TestClock => {
  let nowMs = startMs;
  let inFlight = 0;
  let order = 0;
  const timers = new Set<Timer>();

  const at = (dueMs: number, fire: () => void): (() => void) => {
    order += 1;
    const timer = { dueMs: Math.max(dueMs, nowMs), order, fire };
    timers.add(timer);
    return () => timers.delete(timer);
  };
  const end = (): void => {
    inFlight -= 1;
  };
  const idle = async (): Promise<void> => {
    do await settled();
    while (inFlight > 0);
  };
  const next = (): Timer | undefined => [...timers].sort((a, b) => a.dueMs - b.dueMs || a.order - b.order)[0];

  return {
    now: () => nowMs,
    at,
    track: (work) => {
      inFlight += 1;
      work.then(end, end);
      return work;
    },
    idle,
    sleep: (ms) => {
      inFlight -= 1;
      return new Promise((resolve) => {
        at(nowMs + ms, () => {
          inFlight += 1;
          resolve();
        });
      });
    },
    advance: async (untilMs, options = {}) => {
      await idle();
      for (let timer = next(); timer !== undefined && timer.dueMs <= untilMs; timer = next()) {
        timers.delete(timer);
        nowMs = timer.dueMs;
        timer.fire();
        await idle();
        if (options.stopAtTimer === true) return nowMs;
      }
      nowMs = Math.max(nowMs, untilMs);
      return nowMs;
    },
  };
};
