import { inFlight } from './in-flight.ts';
import type { RealClock } from './started-clock.ts';
import { timerQueue } from './timer-queue.ts';

/** The longest delay `setTimeout` takes; longer ones wake up in between. */
const LONGEST_DELAY_MS = 2_147_483_647;

/** A clock that shows the computer's time. */
export const realClock = (): RealClock => {
  const timers = timerQueue();
  const flight = inFlight();
  let running = false;
  let alarm: NodeJS.Timeout | undefined;

  const wake = (): void => {
    for (let fire = timers.takeDue(Date.now()); fire !== undefined && running; fire = timers.takeDue(Date.now())) fire();
    arm();
  };

  const arm = (): void => {
    clearTimeout(alarm);
    const due = timers.nextDue();
    if (!running || due === undefined) return;
    alarm = setTimeout(wake, Math.min(Math.max(due - Date.now(), 0), LONGEST_DELAY_MS));
  };

  return {
    kind: 'real',
    now: () => Date.now(),
    at: (dueMs, fire) => {
      const cancel = timers.add(dueMs, fire);
      arm();
      return cancel;
    },
    track: flight.track,
    inFlight: flight.count,
    start: () => {
      running = true;
      arm();
    },
    stop: () => {
      running = false;
      clearTimeout(alarm);
    },
  };
};
