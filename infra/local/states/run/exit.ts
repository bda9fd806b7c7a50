import { StateFailure } from '../failure.ts';
import { isObject, type StateNode } from '../definition.ts';
import { evaluate } from '../query/evaluate.ts';
import type { Json, JsonObject } from '../types.ts';
import { scopeOf, type ScopeExtras } from './scope.ts';
import type { Thread } from './thread.ts';
import type { Turn } from './turn.ts';

/** Bytes of JSON in UTF-8 that an input, output or result may have. */
export const PAYLOAD_LIMIT = 262_144;

/** True if `text` fits in a payload. */
export const fitsPayload = (text: string): boolean => text.length <= PAYLOAD_LIMIT && Buffer.byteLength(text) <= PAYLOAD_LIMIT;

/** The failure of a state, task or function called `name` whose result is too large. */
export const tooLarge = (name: string): StateFailure =>
  new StateFailure('States.DataLimitExceeded', `The state/task '${name}' returned a result with a size exceeding the maximum number of bytes service limit.`);

/** How a state is left. */
export type Exit = {
  /** The `Output` and `Assign` that count: the state's, a rule's or a catcher's. */
  readonly fields: Readonly<JsonObject>;
  /** Where they stand, for causes: `''` or `Catch[0]/`. */
  readonly at: string;
  /** The output if there is no `Output`. */
  readonly otherwise: Json;
  readonly extras: ScopeExtras;
  /** The next state; null at the end of the line. */
  readonly next: string | null;
};

/** Leaves the state: evaluates `Output` and `Assign`, writes the exit, and goes on. Throws {@link StateFailure} or a query failure, having changed nothing. */
export const exitState = async (turn: Turn, thread: Thread, state: StateNode, exit: Exit): Promise<void> => {
  const scope = scopeOf(turn, thread, exit.extras);
  const { Assign, Output } = exit.fields;
  const assigned = isObject(Assign) ? ((await evaluate(Assign, `${exit.at}Assign`, scope)) as JsonObject) : {};
  const output = Output === undefined ? exit.otherwise : await evaluate(Output, `${exit.at}Output`, scope);
  const text = JSON.stringify(output);
  if (!fitsPayload(text)) throw tooLarge(state.name);
  const detail: JsonObject = { name: state.name, output: text, outputDetails: { truncated: false } };
  if (Object.keys(assigned).length > 0) {
    detail.assignedVariables = Object.fromEntries(Object.entries(assigned).map(([name, value]) => [name, JSON.stringify(value)]));
    detail.assignedVariablesDetails = { truncated: false };
  }
  turn.emit(thread, `${state.type}StateExited`, detail);
  Object.assign(thread.variables, assigned);
  if (exit.next === null) {
    turn.turnTo(thread, { kind: 'done', output });
    return;
  }
  thread.state = exit.next;
  thread.input = output;
  turn.turnTo(thread, { kind: 'enter' });
};

/** Leaves the state by its own fields, with the result of its work. */
export const exitWithResult = (turn: Turn, thread: Thread, state: StateNode, result: Json): Promise<void> =>
  exitState(turn, thread, state, { fields: state.fields, at: '', otherwise: result, extras: { result }, next: state.next });
