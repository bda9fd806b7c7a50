import { StateFailure } from '../failure.ts';
import type { StateNode, StateType } from '../definition.ts';
import { runMap } from '../states/map.ts';
import { runParallel } from '../states/parallel.ts';
import { runChoice, runFail, runPass, runSucceed, runWait } from '../states/simple.ts';
import { runTask } from '../states/task.ts';
import { childEnded } from './children.ts';
import { attempt } from './fail.ts';
import type { Thread } from './thread.ts';
import { HISTORY_FULL, HistoryFull, type Turn } from './turn.ts';

const RUN = {
  Pass: runPass, Task: runTask, Choice: runChoice, Wait: runWait, Succeed: runSucceed, Fail: runFail, Parallel: runParallel, Map: runMap,
} as const satisfies Record<StateType, (turn: Turn, thread: Thread, state: StateNode) => Promise<void>>;

const step = async (turn: Turn, thread: Thread): Promise<void> => {
  const state = turn.stateOf(thread);
  if (thread.phase.kind === 'enter') {
    thread.enteredPrevious = thread.previous;
    thread.enteredMs = turn.nowMs;
    thread.retryCount = 0;
    thread.attempts = [];
    thread.enteredId = turn.emit(thread, `${state.type}StateEntered`, {
      name: state.name, input: JSON.stringify(thread.input), inputDetails: { truncated: false },
    });
  }
  thread.phase = { kind: 'pending' };
  turn.dirty.add(thread);
  await attempt(turn, thread, state, () => RUN[state.type](turn, thread, state));
};

const ended = async (turn: Turn, thread: Thread): Promise<void> => {
  if (thread.parent !== null) await childEnded(turn, thread);
  else if (thread.phase.kind === 'done') turn.endExecution('SUCCEEDED', { output: thread.phase.output });
  else if (thread.phase.kind === 'failed') turn.endExecution('FAILED', thread.phase);
};

/** Takes every step that can be taken now: returns when each thread waits for something, or the execution has ended. */
export const advance = async (turn: Turn, first: () => Promise<void>): Promise<void> => {
  const { execution } = turn;
  try {
    await first();
    while (execution.status === 'RUNNING') {
      const finished = turn.ended.shift();
      if (finished !== undefined) {
        if (execution.threads.get(finished.id) === finished) await ended(turn, finished);
        continue;
      }
      const id = turn.ready.shift();
      if (id === undefined) return;
      const thread = execution.threads.get(id);
      if (thread !== undefined && (thread.phase.kind === 'enter' || thread.phase.kind === 'again')) await step(turn, thread);
    }
  } catch (error) {
    if (!(error instanceof HistoryFull || (error instanceof StateFailure && error.error === 'States.Runtime'))) throw error;
    const cause = error instanceof StateFailure ? error.cause_ : HISTORY_FULL;
    turn.endExecution('FAILED', { error: 'States.Runtime', cause });
  }
};
