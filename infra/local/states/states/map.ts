import { isObject, type StateNode } from '../definition.ts';
import { QueryFailure } from '../failure.ts';
import { evaluate, evaluateAs, evaluateNumber } from '../query/evaluate.ts';
import { startMap } from '../run/children.ts';
import { scopeOf } from '../run/scope.ts';
import type { Thread } from '../run/thread.ts';
import type { Turn } from '../run/turn.ts';
import { startMapRun } from '../distributed/start.ts';
import type { Json } from '../types.ts';

/** How many iterations an inline Map runs at once if it names no limit. */
const INLINE_CONCURRENCY = 40;
const DISTRIBUTED_CONCURRENCY = 10_000;

/** True if each iteration is an execution of its own. */
export const isDistributed = (state: StateNode): boolean => {
  const processor = state.fields.ItemProcessor;
  return isObject(processor) && isObject(processor.ProcessorConfig) && processor.ProcessorConfig.Mode === 'DISTRIBUTED';
};

const itemsOf = async (turn: Turn, thread: Thread, state: StateNode): Promise<Json[]> => {
  if (state.fields.Items !== undefined) return evaluateAs('array', state.fields.Items, 'Items', scopeOf(turn, thread));
  if (Array.isArray(thread.input)) return thread.input;
  throw new QueryFailure(`Map state input must be an array but was: ${JSON.stringify(thread.input)}`, null);
};

const limitOf = async (turn: Turn, thread: Thread, state: StateNode, otherwise: number): Promise<number> => {
  if (state.fields.MaxConcurrency === undefined) return otherwise;
  const limit = await evaluateNumber(state.fields.MaxConcurrency, 'MaxConcurrency', scopeOf(turn, thread));
  if (limit < 0) throw new QueryFailure(`The MaxConcurrency field must not be negative but was: ${limit}`, 'MaxConcurrency');
  return limit === 0 ? otherwise : limit;
};

const optionalNumber = async (turn: Turn, thread: Thread, state: StateNode, field: string): Promise<number | null> => {
  const value = state.fields[field];
  return value === undefined ? null : evaluateNumber(value, field, scopeOf(turn, thread));
};

/** Map: the same states for each item, in this execution or each in one of its own. */
export const runMap = async (turn: Turn, thread: Thread, state: StateNode): Promise<void> => {
  const distributed = isDistributed(state);
  const reader = distributed && isObject(state.fields.ItemReader) ? state.fields.ItemReader : null;
  const items = reader === null ? await itemsOf(turn, thread, state) : [];
  const limit = await limitOf(turn, thread, state, distributed ? DISTRIBUTED_CONCURRENCY : INLINE_CONCURRENCY);
  const toleratedCount = await optionalNumber(turn, thread, state, 'ToleratedFailureCount');
  const toleratedPercentage = await optionalNumber(turn, thread, state, 'ToleratedFailurePercentage');
  if (distributed) {
    const writer = isObject(state.fields.ResultWriter) && isObject(state.fields.ResultWriter.Arguments)
      ? await evaluate(state.fields.ResultWriter.Arguments, 'ResultWriter/Arguments', scopeOf(turn, thread))
      : null;
    await startMapRun(turn, thread, state, { items, reader, limit, toleratedCount, toleratedPercentage, writer: writer !== null && isObject(writer) ? writer : null });
    return;
  }
  turn.emit(thread, 'MapStateStarted', { length: items.length });
  const iterations = items.map((value, index) => ({ item: { index, value }, input: value, own: null }));
  await startMap(turn, thread, state, iterations, { limit, distributed: null });
};
