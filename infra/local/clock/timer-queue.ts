/** Timers in the order in which they fire: by due time, and by arming order where that is equal. */
export interface TimerQueue {
  /** Adds a timer; the returned function takes it out again (no effect once it has been taken). */
  add(dueMs: number, fire: () => void): () => void;
  /** When the first timer is due, or `undefined` if there is none. */
  nextDue(): number | undefined;
  /** Takes out the first timer if it is due at `nowMs`. */
  takeDue(nowMs: number): (() => void) | undefined;
}

interface Timer {
  readonly dueMs: number;
  readonly fire: () => void;
}

/** An empty queue. */
export const timerQueue = (): TimerQueue => {
  const timers: Timer[] = [];
  return {
    add: (dueMs, fire) => {
      const timer = { dueMs, fire };
      timers.splice(placeAfterEquals(timers, dueMs), 0, timer);
      return () => {
        const index = timers.indexOf(timer);
        if (index >= 0) timers.splice(index, 1);
      };
    },
    nextDue: () => timers[0]?.dueMs,
    takeDue: (nowMs) => {
      const first = timers[0];
      if (first === undefined || first.dueMs > nowMs) return undefined;
      timers.shift();
      return first.fire;
    },
  };
};

const placeAfterEquals = (timers: readonly Timer[], dueMs: number): number => {
  let low = 0;
  let high = timers.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((timers[middle]?.dueMs ?? 0) <= dueMs) low = middle + 1;
    else high = middle;
  }
  return low;
};
