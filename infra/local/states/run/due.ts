import { waitOver } from '../states/simple.ts';
import { taskTimedOut } from '../states/task.ts';
import { attempt } from './fail.ts';
import { dueOf } from './timers.ts';
import type { Turn } from './turn.ts';

/** What a thread does when its time has come: it tries again, its task times out, or its waiting is over. */
export const due = async (turn: Turn, threadId: number): Promise<void> => {
  const thread = turn.execution.threads.get(threadId);
  const dueMs = thread === undefined ? null : dueOf(thread);
  if (thread === undefined || dueMs === null) return;
  if (dueMs > turn.nowMs) {
    // Put off meanwhile, or woken early by a clock that rounds: the timer is set again.
    turn.dirty.add(thread);
    return;
  }
  const { phase } = thread;
  if (phase.kind === 'retrying') {
    thread.retryCount += 1;
    turn.turnTo(thread, { kind: 'again' });
  } else if (phase.kind === 'task') await taskTimedOut(turn, thread, phase, dueMs === phase.timeoutMs ? 'timeout' : 'heartbeat');
  else if (phase.kind === 'waiting') {
    const state = turn.stateOf(thread);
    turn.turnTo(thread, { kind: 'pending' });
    await attempt(turn, thread, state, () => waitOver(turn, thread, state));
  }
};
