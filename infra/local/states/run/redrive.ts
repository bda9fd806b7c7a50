import type { ExecutionDescription } from '../types.ts';
import type { Thread } from './thread.ts';
import { HISTORY_LIMIT, type Turn } from './turn.ts';

const DAY_MS = 86_400_000;

/** Days after its end during which an execution can be redriven. */
export const REDRIVE_DAYS = 14;

/** How long a Standard execution may be open, redrives included. */
export const MAX_OPEN_MS = 365 * DAY_MS;

/** Why the service would not redrive an execution now, in its own words; null if it would. `events` counts the history. */
export const notRedrivable = ({ status, startMs, stopMs }: ExecutionDescription, events: number, nowMs: number): string | null => {
  if (status === 'RUNNING' || status === 'SUCCEEDED') return `Execution is ${status} and cannot be redriven`;
  // One event for the redrive itself and at least one more.
  if (events >= HISTORY_LIMIT - 1) return 'Execution history event limit exceeded';
  if (nowMs - startMs > MAX_OPEN_MS) return 'Execution has exceeded the max execution time';
  if (nowMs - (stopMs ?? startMs) > REDRIVE_DAYS * DAY_MS) return 'Execution redrivable period exceeded';
  return null;
};

/**
 * Lets an execution that ended without success go on where it broke: what had succeeded stays, what had failed or was cut off runs again with
 * its input and with all its attempts. Tokens given out before stay dead, because each call has a key of its own.
 */
export const redriveExecution = (turn: Turn, clientToken: string | null): void => {
  const { execution } = turn;
  execution.status = 'RUNNING';
  execution.error = null;
  execution.cause = null;
  execution.stopMs = null;
  execution.redriveCount += 1;
  const { timeoutSeconds } = execution.program;
  execution.timeoutMs = Math.min(execution.startMs + MAX_OPEN_MS, timeoutSeconds === null ? Number.POSITIVE_INFINITY : turn.nowMs + timeoutSeconds * 1000);
  turn.redrive = { count: execution.redriveCount, clientToken };
  const threads = [...execution.threads.values()];
  const root = threads.find(({ parent }) => parent === null);
  if (root === undefined) throw new Error(`nothing is left of ${execution.arn}`);
  const redriven = turn.emit(root, 'ExecutionRedriven', { redriveCount: execution.redriveCount }, { previous: execution.nextEvent - 1 });
  const runsAgain = (thread: Thread): void => {
    thread.previous = redriven;
    if (thread.phase.kind === 'children') {
      const { phase } = thread;
      const begun = turn.childrenOf(thread).filter(({ index, phase: { kind } }) => index < phase.started && kind !== 'done');
      turn.turnTo(thread, { ...phase, running: begun.length, failed: 0 });
      for (const child of begun) runsAgain(child);
      return;
    }
    thread.attempts = [];
    thread.retryCount = 0;
    turn.turnTo(thread, { kind: 'again' });
  };
  runsAgain(root);
};
