import { StateFailure, QueryFailure } from '../failure.ts';
import { isObject, type StateNode } from '../definition.ts';
import { evaluateAs, evaluateNumber } from '../query/evaluate.ts';
import { exitState } from '../run/exit.ts';
import { causeIn } from '../run/fail.ts';
import { scopeOf } from '../run/scope.ts';
import type { Thread } from '../run/thread.ts';
import type { Turn } from '../run/turn.ts';

/** Pass: nothing but `Output` and `Assign`. */
export const runPass = (turn: Turn, thread: Thread, state: StateNode): Promise<void> =>
  exitState(turn, thread, state, { fields: state.fields, at: '', otherwise: thread.input, extras: {}, next: state.next });

/** Succeed: as Pass, and the line ends. */
export const runSucceed = runPass;

/** Fail: ends the line with the evaluated `Error` and `Cause`, either of which may be absent. */
export const runFail = async (turn: Turn, thread: Thread, state: StateNode): Promise<void> => {
  const scope = scopeOf(turn, thread);
  const { Error: error, Cause: cause } = state.fields;
  throw new StateFailure(
    error === undefined ? null : await evaluateAs('string', error, 'Error', scope),
    cause === undefined ? null : await evaluateAs('string', cause, 'Cause', scope),
  );
};

/** Choice: the first rule whose `Condition` is true, else `Default`. */
export const runChoice = async (turn: Turn, thread: Thread, state: StateNode): Promise<void> => {
  const scope = scopeOf(turn, thread);
  const rules = Array.isArray(state.fields.Choices) ? state.fields.Choices : [];
  for (const [index, rule] of rules.entries()) {
    if (!isObject(rule)) continue;
    const at = `Choices[${index}]/`;
    if (await evaluateAs('boolean', rule.Condition ?? null, `${at}Condition`, scope)) {
      await exitState(turn, thread, state, { fields: rule, at, otherwise: thread.input, extras: {}, next: String(rule.Next) });
      return;
    }
  }
  const { Default } = state.fields;
  if (typeof Default !== 'string') {
    throw new StateFailure('States.NoChoiceMatched', causeIn(thread, 'Failed to transition out of the state. The state does not point to a next state.'));
  }
  await exitState(turn, thread, state, { fields: state.fields, at: '', otherwise: thread.input, extras: {}, next: Default });
};

const OFFSET_DATE_TIME = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(?::\d{2}(?:\.\d{1,9})?)?(?:Z|[+-]\d{2}:\d{2})$/;

/** Milliseconds of an ISO 8601 date-time with offset; null for any other text, and for days and hours that do not exist. */
export const parseTimestamp = (text: string): number | null => {
  if (!OFFSET_DATE_TIME.test(text) || text.slice(11, 13) === '24') return null;
  const ms = Date.parse(text);
  const day = Date.parse(`${text.slice(0, 10)}T00:00:00Z`);
  return Number.isFinite(ms) && Number.isFinite(day) && new Date(day).toISOString().startsWith(text.slice(0, 10)) ? ms : null;
};

const dueOf = async (turn: Turn, thread: Thread, state: StateNode): Promise<number> => {
  const scope = scopeOf(turn, thread);
  const { Seconds, Timestamp } = state.fields;
  if (Seconds !== undefined) {
    const seconds = await evaluateNumber(Seconds, 'Seconds', scope);
    if (seconds < 0 || seconds > 99_999_999) throw new QueryFailure(`The Seconds field must be between 0 and 99999999 but was: ${seconds}`, 'Seconds', true);
    return turn.nowMs + seconds * 1000;
  }
  const text = await evaluateAs('string', Timestamp ?? null, 'Timestamp', scope);
  const due = parseTimestamp(text);
  if (due === null) throw new QueryFailure(`The Timestamp field cannot be parsed as an ISO-8601 extended offset date-time format string: ${text}`, 'Timestamp', true);
  return due;
};

/** Wait: until `Seconds` have passed or `Timestamp` is reached. */
export const runWait = async (turn: Turn, thread: Thread, state: StateNode): Promise<void> => {
  const dueMs = await dueOf(turn, thread, state);
  if (dueMs > turn.nowMs) turn.turnTo(thread, { kind: 'waiting', dueMs });
  else await waitOver(turn, thread, state);
};

/** The wait is over. */
export const waitOver = (turn: Turn, thread: Thread, state: StateNode): Promise<void> =>
  exitState(turn, thread, state, { fields: state.fields, at: '', otherwise: thread.input, extras: {}, next: state.next });

