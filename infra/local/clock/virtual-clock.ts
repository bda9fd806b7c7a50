import { clockFile } from './clock-file.ts';
import { inFlight } from './in-flight.ts';
import type { RehearsalClock } from './started-clock.ts';
import { timerQueue } from './timer-queue.ts';

/**
 * A clock that moves only when told to, and never while anything is in flight. Starts at `startMs` (milliseconds since 1970), or where
 * `<dataDir>/clock.json` says an earlier process had come to. Timers fire one at a time, each after the work of the one before it has ended.
 */
export const virtualClock = (options: { readonly dataDir: string; readonly startMs: number }): RehearsalClock => {
  const file = clockFile(options.dataDir);
  const timers = timerQueue();
  const flight = inFlight();
  let now = file.read() ?? options.startMs;
  let running = false;
  let lastAdvance: Promise<unknown> = Promise.resolve();

  // The new time is on disk before anything happens at it: what a killed process did at a time can then never lie after the time it wakes up at.
  const moveTo = (ms: number): void => {
    if (ms <= now) return;
    file.write(ms);
    now = ms;
  };

  const fireOverdue = (): void => {
    if (running) timers.takeDue(now)?.();
  };

  const fireSoon = (): void => {
    void flight.track(new Promise<void>((resolve) => setImmediate(resolve)).then(fireOverdue));
  };

  const advance = async (untilMs: number, stopAtTimer: boolean): Promise<number> => {
    await flight.idle();
    for (let due = timers.nextDue(); running && due !== undefined && due <= untilMs; due = timers.nextDue()) {
      moveTo(due);
      for (let fire = timers.takeDue(now); fire !== undefined; fire = timers.takeDue(now)) {
        fire();
        await flight.idle();
      }
      if (stopAtTimer) return now;
    }
    if (running) moveTo(untilMs);
    await flight.idle();
    return now;
  };

  return {
    kind: 'virtual',
    now: () => now,
    at: (dueMs, fire) => {
      const cancel = timers.add(dueMs, fire);
      if (running && dueMs <= now) fireSoon();
      return cancel;
    },
    track: flight.track,
    idle: flight.idle,
    inFlight: flight.count,
    aside: flight.aside,
    nextDue: timers.nextDue,
    advance: (untilMs, { stopAtTimer = false } = {}) => {
      const run = lastAdvance.then(() => advance(untilMs, stopAtTimer));
      lastAdvance = run.catch(() => undefined);
      return run;
    },
    start: () => {
      running = true;
      const overdue = (timers.nextDue() ?? Infinity) <= now;
      if (overdue) void flight.track(fireAllOverdue());
    },
    stop: () => {
      running = false;
    },
  };

  async function fireAllOverdue(): Promise<void> {
    for (let fire = timers.takeDue(now); fire !== undefined && running; fire = timers.takeDue(now)) {
      await new Promise<void>((resolve) => setImmediate(resolve));
      fire();
    }
  }
};
