import { stateOf } from '../definition.ts';
import type { ActiveState } from '../types.ts';
import type { Execution } from './execution.ts';
import { dueOf } from './timers.ts';

/** The states an execution is in, with what they wait for. */
export const activeStates = (execution: Execution): ActiveState[] =>
  [...execution.threads.values()].flatMap((thread) => {
    const { kind } = thread.phase;
    if (kind === 'pending' || kind === 'done' || kind === 'failed') return [];
    return [{
      state: thread.state,
      type: stateOf(execution.program, thread.block, thread.state).type,
      enteredMs: thread.enteredMs,
      taskToken: thread.phase.kind === 'task' ? thread.phase.token : null,
      dueMs: dueOf(thread),
    }];
  });
