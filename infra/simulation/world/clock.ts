import type { Clock } from '../../local/contract.ts';
import { inFlight } from '../../local/clock/in-flight.ts';
import { timerQueue } from '../../local/clock/timer-queue.ts';

/** A clock that moves only when told to. What falls due at one moment begins at once, side by side. Times in milliseconds since 1970. */
export interface WorldClock extends Clock {
  /** To the next timer at most at `untilMs`, or there; with everything before and after it done. */
  advance(untilMs: number): Promise<number>;
  idle(): Promise<void>;
}

/** A clock that stands at `startMs`. */
export const worldClock = (startMs: number): WorldClock => {
  const timers = timerQueue();
  const flight = inFlight();
  let now = startMs;

  const fireDue = async (): Promise<void> => {
    for (;;) {
      await flight.idle();
      let fired = false;
      for (let fire = timers.takeDue(now); fire !== undefined; fire = timers.takeDue(now)) {
        fired = true;
        fire();
      }
      if (!fired) return;
    }
  };

  return {
    now: () => now,
    at: (dueMs, fire) => timers.add(dueMs, fire),
    track: flight.track,
    idle: fireDue,
    advance: async (untilMs) => {
      await fireDue();
      now = Math.max(now, Math.min(timers.nextDue() ?? Infinity, untilMs));
      await fireDue();
      return now;
    },
  };
};
