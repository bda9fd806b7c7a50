import type { Scope } from '../query/evaluate.ts';
import type { Json, JsonObject } from '../types.ts';
import type { Thread } from './thread.ts';
import type { Turn } from './turn.ts';

const RETRIABLE: ReadonlySet<string> = new Set(['Task', 'Parallel', 'Map']);

const iso = (ms: number): string => new Date(ms).toISOString();

/** Variables that `thread` can see: its own over those of the lines around it, up to the border of a distributed Map. */
const variablesOf = (turn: Turn, thread: Thread): JsonObject => {
  const parent = thread.own === null ? turn.parentOf(thread) : null;
  return parent === null ? thread.variables : { ...variablesOf(turn, parent), ...thread.variables };
};

const itemOf = (turn: Turn, thread: Thread): Thread['item'] => {
  for (let line: Thread | null = thread; line !== null && line.own === null; line = turn.parentOf(line)) if (line.item !== null) return line.item;
  return null;
};

/** What a field may see beyond input and context, and what the context holds only there. */
export type ScopeExtras = {
  readonly result?: Json;
  readonly errorOutput?: Json;
  readonly token?: string | null;
  readonly item?: { readonly index: number; readonly value: Json };
};

const contextOf = (turn: Turn, thread: Thread, extras: ScopeExtras): JsonObject => {
  const { execution } = turn;
  const own = turn.ownOf(thread);
  const item = extras.item ?? itemOf(turn, thread);
  const context: JsonObject = {
    Execution: {
      Id: own?.id ?? execution.arn,
      Input: own === null ? execution.input : own.input,
      Name: own?.name ?? execution.name,
      RoleArn: execution.roleArn,
      StartTime: iso(own?.startMs ?? execution.startMs),
      RedriveCount: execution.redriveCount,
    },
    State: RETRIABLE.has(turn.stateOf(thread).type)
      ? { Name: thread.state, EnteredTime: iso(thread.enteredMs), RetryCount: thread.retryCount }
      : { Name: thread.state, EnteredTime: iso(thread.enteredMs) },
    StateMachine: { Id: execution.stateMachineArn, Name: execution.stateMachineName },
  };
  if (extras.token != null) context.Task = { Token: extras.token };
  if (item !== null) context.Map = { Item: { Index: item.index, Value: item.value } };
  return context;
};

/** What the fields of the state that `thread` is in may refer to. */
export const scopeOf = (turn: Turn, thread: Thread, extras: ScopeExtras = {}): Scope => {
  const states: JsonObject = { input: thread.input, context: contextOf(turn, thread, extras) };
  if (extras.result !== undefined) states.result = extras.result;
  if (extras.errorOutput !== undefined) states.errorOutput = extras.errorOutput;
  return {
    variables: variablesOf(turn, thread),
    states,
    nowMs: turn.nowMs,
    seed: `${turn.execution.arn} ${turn.execution.startMs} ${thread.id} ${thread.state} ${thread.enteredId} ${thread.enteredMs} ${thread.retryCount}`,
  };
};
