import { QueryFailure, StateFailure } from '../failure.ts';
import { isObject, type StateNode } from '../definition.ts';
import type { JsonObject } from '../types.ts';
import { exitState } from './exit.ts';
import { findRetrier, matches, retryDelay } from './retry.ts';
import type { Thread } from './thread.ts';
import type { Turn } from './turn.ts';

/** Completes a cause with the sentence that names the state. */
export const causeIn = (thread: Thread, detail: string): string =>
  `An error occurred while executing the state '${thread.state}' (entered at the event id #${thread.enteredId}). ${detail}`;

const evaluationFailed = (turn: Turn, thread: Thread, failure: QueryFailure): StateFailure => {
  const cause = causeIn(thread, failure.detail);
  const detail: JsonObject = { error: 'States.QueryEvaluationError', cause, state: thread.state };
  if (failure.location !== null) detail.location = failure.location;
  // Recorded so: right after the entry, the event points at what came before the entry.
  const previous = thread.previous === thread.enteredId && !failure.afterEntry ? thread.enteredPrevious : thread.previous;
  turn.emit(thread, 'EvaluationFailed', detail, { previous });
  return new StateFailure('States.QueryEvaluationError', cause);
};

/** `$states.errorOutput` for a failure. A timeout has no cause in the history, but an empty one when caught. */
const errorOutput = (failure: StateFailure): JsonObject => ({
  Error: failure.error,
  Cause: failure.cause_ ?? (failure.error === 'States.Timeout' ? '' : null),
});

const caught = async (turn: Turn, thread: Thread, state: StateNode, failure: StateFailure): Promise<boolean> => {
  const catchers = Array.isArray(state.fields.Catch) ? state.fields.Catch : [];
  const index = catchers.findIndex((catcher) => isObject(catcher) && matches(catcher.ErrorEquals, failure));
  const catcher = catchers[index];
  if (!isObject(catcher)) return false;
  const output = errorOutput(failure);
  turn.cutOff.delete(thread.id);
  await exitState(turn, thread, state, {
    fields: catcher, at: `Catch[${index}]/`, otherwise: output, extras: { errorOutput: output }, next: String(catcher.Next),
  });
  return true;
};

const isState = (type: string): type is 'Map' | 'Parallel' => type === 'Map' || type === 'Parallel';

/** The state has failed: retries it, or goes where it is caught, or fails the whole line. */
export const failState = async (turn: Turn, thread: Thread, state: StateNode, reason: StateFailure | QueryFailure): Promise<void> => {
  const failure = reason instanceof QueryFailure ? evaluationFailed(turn, thread, reason) : reason;
  const retry = findRetrier(state.fields.Retry, thread.attempts, failure);
  if (retry !== null) {
    for (let index = 0; index <= retry.index; index += 1) thread.attempts[index] ??= 0;
    thread.attempts[retry.index] = retry.attempt;
    const seed = `${turn.execution.arn} ${turn.execution.startMs} ${thread.id} ${thread.enteredId} ${retry.index}`;
    turn.cutOff.delete(thread.id);
    turn.turnTo(thread, { kind: 'retrying', dueMs: turn.nowMs + Math.round(retryDelay(retry.retrier, retry.attempt, seed) * 1000) });
    return;
  }
  if (isState(state.type)) turn.emit(thread, `${state.type}StateFailed`);
  try {
    if (await caught(turn, thread, state, failure)) return;
  } catch (error) {
    if (!(error instanceof QueryFailure || error instanceof StateFailure)) throw error;
    const inCatch = error instanceof QueryFailure ? evaluationFailed(turn, thread, error) : error;
    turn.turnTo(thread, { kind: 'failed', error: inCatch.error, cause: inCatch.cause_ });
    return;
  }
  turn.turnTo(thread, { kind: 'failed', error: failure.error, cause: failure.cause_ });
};

/** Does `work` for the state that `thread` is in; a failure of the state is handled, a bug goes on up. */
export const attempt = async (turn: Turn, thread: Thread, state: StateNode, work: () => Promise<void>): Promise<void> => {
  try {
    await work();
  } catch (error) {
    if (!(error instanceof QueryFailure || error instanceof StateFailure)) throw error;
    await failState(turn, thread, state, error);
  }
};
