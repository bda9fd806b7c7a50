import { createHash } from 'node:crypto';
import type { StateNode } from '../definition.ts';
import { QueryFailure, runtimeFailure, StateFailure } from '../failure.ts';
import { evaluate, evaluateNumber } from '../query/evaluate.ts';
import { exitWithResult, fitsPayload, tooLarge } from '../run/exit.ts';
import { attempt, failState } from '../run/fail.ts';
import { scopeOf } from '../run/scope.ts';
import type { TaskOutcome, TaskPhase, Thread } from '../run/thread.ts';
import type { Turn } from '../run/turn.ts';
import { parseResource, type TaskResource } from '../tasks/resource.ts';
import type { Json, JsonObject } from '../types.ts';

// Only needs to be unlike any other and unguessable from outside; the same after a restart, because the store has it.
const tokenOf = (turn: Turn, key: string): string =>
  createHash('sha512').update(`token ${turn.execution.arn} ${turn.execution.startMs} ${turn.execution.redriveCount} ${key}`).digest('base64');

const secondsOf = async (turn: Turn, thread: Thread, state: StateNode, field: 'TimeoutSeconds' | 'HeartbeatSeconds'): Promise<number | null> => {
  const value = state.fields[field];
  if (value === undefined) return null;
  const seconds = await evaluateNumber(value, field, scopeOf(turn, thread));
  if (!(seconds > 0 && seconds <= 99_999_999)) throw new QueryFailure(`The ${field} field must be between 1 and 99999999 but was: ${seconds}`, field);
  return seconds;
};

const announce = (turn: Turn, thread: Thread, resource: TaskResource, args: Json, timing: JsonObject): void => {
  if (resource.kind !== 'service') {
    turn.emit(thread, 'LambdaFunctionScheduled', { resource: resource.arn, input: JSON.stringify(args), inputDetails: { truncated: false }, ...timing });
    turn.emit(thread, 'LambdaFunctionStarted');
    return;
  }
  const what = { resourceType: resource.resourceType, resource: resource.resource };
  turn.emit(thread, 'TaskScheduled', { ...what, region: turn.place.region, parameters: JSON.stringify(args), ...timing });
  turn.emit(thread, 'TaskStarted', what);
};

/** Task: has its resource called; {@link taskReturned} and {@link taskAnswered} go on from there. */
export const runTask = async (turn: Turn, thread: Thread, state: StateNode): Promise<void> => {
  const resource = parseResource(String(state.fields.Resource));
  if (resource === null || resource.kind === 'activity') throw runtimeFailure(`The resource ${String(state.fields.Resource)} is not supported.`);
  thread.calls += 1;
  const key = `${thread.id}.${thread.calls}`;
  const token = resource.kind === 'service' && resource.pattern === 'token' ? tokenOf(turn, key) : null;
  const { Arguments } = state.fields;
  const args = Arguments === undefined ? thread.input : await evaluate(Arguments, 'Arguments', scopeOf(turn, thread, { token }));
  const timeout = await secondsOf(turn, thread, state, 'TimeoutSeconds');
  const heartbeat = await secondsOf(turn, thread, state, 'HeartbeatSeconds');
  announce(turn, thread, resource, args, {
    ...(timeout === null ? {} : { timeoutInSeconds: timeout }),
    ...(heartbeat === null ? {} : { heartbeatInSeconds: heartbeat }),
  });
  if (token !== null) turn.tokens.push({ token, threadId: thread.id, key });
  turn.turnTo(thread, {
    kind: 'task', key, resource: String(state.fields.Resource), arguments: args, stage: 'calling', token, early: null, childArn: null,
    timeoutMs: timeout === null ? null : turn.nowMs + timeout * 1000,
    heartbeatSeconds: heartbeat,
    heartbeatMs: heartbeat === null ? null : turn.nowMs + heartbeat * 1000,
  });
};

type Named = { readonly prefix: 'LambdaFunction' | 'Task'; readonly what: JsonObject; readonly sizeName: string; readonly waits: boolean };

const named = (phase: TaskPhase): Named => {
  const resource = parseResource(phase.resource);
  if (resource?.kind !== 'service') return { prefix: 'LambdaFunction', what: {}, sizeName: phase.resource, waits: false };
  return {
    prefix: 'Task',
    what: { resourceType: resource.resourceType, resource: resource.resource },
    sizeName: resource.resourceType,
    waits: resource.pattern !== 'response',
  };
};

const settle = async (turn: Turn, thread: Thread, phase: TaskPhase, outcome: TaskOutcome): Promise<void> => {
  const state = turn.stateOf(thread);
  const { prefix, what, sizeName } = named(phase);
  const output = outcome.ok ? JSON.stringify(outcome.result) : '';
  turn.turnTo(thread, { kind: 'pending' });
  if (outcome.ok && fitsPayload(output)) {
    turn.emit(thread, `${prefix}Succeeded`, { ...what, output, outputDetails: { truncated: false } });
    await attempt(turn, thread, state, () => exitWithResult(turn, thread, state, outcome.result));
    return;
  }
  const failure = outcome.ok ? tooLarge(sizeName) : new StateFailure(outcome.error, outcome.cause);
  turn.emit(thread, `${prefix}Failed`, {
    ...what,
    ...(failure.error === null ? {} : { error: failure.error }),
    ...(failure.cause_ === null ? {} : { cause: failure.cause_ }),
  });
  await failState(turn, thread, state, failure);
};

/** The call has returned. `childArn`: the execution it has started and that is now waited for. */
export const taskReturned = async (turn: Turn, thread: Thread, phase: TaskPhase, outcome: TaskOutcome, childArn: string | null): Promise<void> => {
  const { what, waits } = named(phase);
  if (!waits || !outcome.ok) {
    await settle(turn, thread, phase, outcome);
    return;
  }
  turn.emit(thread, 'TaskSubmitted', { ...what, output: JSON.stringify(outcome.result), outputDetails: { truncated: false } });
  if (phase.early !== null) await settle(turn, thread, phase, phase.early);
  else turn.turnTo(thread, { ...phase, stage: phase.token === null ? 'child' : 'token', childArn, arguments: null });
};

/** The task's token has been answered, or its child execution has ended. An answer that overtakes the call's return waits for it. */
export const taskAnswered = async (turn: Turn, thread: Thread, phase: TaskPhase, outcome: TaskOutcome): Promise<void> => {
  if (phase.stage === 'calling') turn.turnTo(thread, { ...phase, early: outcome });
  else await settle(turn, thread, { ...phase, childArn: null }, outcome);
};

/** The task has run out of time, or has not been heard of for too long. */
export const taskTimedOut = async (turn: Turn, thread: Thread, phase: TaskPhase, why: 'timeout' | 'heartbeat'): Promise<void> => {
  const { prefix, what } = named(phase);
  turn.emit(thread, `${prefix}TimedOut`, { ...what, error: 'States.Timeout' });
  turn.abandon(thread);
  turn.turnTo(thread, { kind: 'pending' });
  await failState(turn, thread, turn.stateOf(thread), new StateFailure('States.Timeout', null, why === 'heartbeat' ? ['States.HeartbeatTimeout'] : []));
};
