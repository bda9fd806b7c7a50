import { StateFailure } from '../failure.ts';
import { leaveMapRun } from '../distributed/map-run.ts';
import { readItems } from '../distributed/read-items.ts';
import { readingFailed, startChildExecutions } from '../distributed/start.ts';
import { writeResults } from '../distributed/write-results.ts';
import { taskReturned } from '../states/task.ts';
import { perform, type Callers } from '../tasks/perform.ts';
import type { Execution } from './execution.ts';
import { failState } from './fail.ts';
import type { Phase, TaskPhase, Thread } from './thread.ts';
import type { Turn } from './turn.ts';

/** The thread's task, if it is still the one that `key` names. */
export const taskOf = (turn: Turn, threadId: number, key: string): { thread: Thread; phase: TaskPhase } | null => {
  const thread = turn.execution.threads.get(threadId);
  return thread?.phase.kind === 'task' && thread.phase.key === key ? { thread, phase: thread.phase } : null;
};

type Finish = (turn: Turn) => Promise<void>;

// An answer already stored means that the call did its work before the process died.
const ANSWERED = { outcome: { ok: true, result: {} }, childArn: null } as const;

const callTask = async (callers: Callers, execution: Execution, threadId: number, phase: TaskPhase): Promise<Finish> => {
  const { outcome, childArn } = phase.early === null ? await perform(callers, execution, threadId, phase) : ANSWERED;
  return async (turn) => {
    const found = taskOf(turn, threadId, phase.key);
    if (found?.phase.stage === 'calling') await taskReturned(turn, found.thread, found.phase, outcome, childArn);
  };
};

const read = async (callers: Callers, execution: Execution, threadId: number, phase: Phase & { kind: 'reading' }): Promise<Finish> => {
  const items = await readItems(callers, execution, phase.reader);
  return async (turn) => {
    const thread = turn.execution.threads.get(threadId);
    if (thread?.phase.kind !== 'reading' || thread.phase.key !== phase.key) return;
    if (items.ok) await startChildExecutions(turn, thread, phase.settings, items.value);
    else await readingFailed(turn, thread, new StateFailure('States.ItemReaderFailed', items.cause));
  };
};

const write = async (callers: Callers, execution: Execution, threadId: number, phase: Phase & { kind: 'writing' }): Promise<Finish> => {
  const written = await writeResults(callers, execution, phase.arguments);
  return async (turn) => {
    const thread = turn.execution.threads.get(threadId);
    if (thread?.phase.kind !== 'writing' || thread.phase.key !== phase.key) return;
    if (written.ok) await leaveMapRun(turn, thread, turn.stateOf(thread), phase.output);
    else await failState(turn, thread, turn.stateOf(thread), new StateFailure('States.ResultWriterFailed', written.cause));
  };
};

/** Makes the call that a thread is out for; resolves with what to do in the execution's next turn. A thread that has moved on by then is left alone. */
export const makeCall = (
  callers: Callers,
  execution: Execution,
  threadId: number,
  phase: TaskPhase | (Phase & { kind: 'reading' | 'writing' }),
): Promise<Finish> => {
  switch (phase.kind) {
    case 'task':
      return callTask(callers, execution, threadId, phase);
    case 'reading':
      return read(callers, execution, threadId, phase);
    case 'writing':
      return write(callers, execution, threadId, phase);
  }
};
