import { type StateNode } from '../definition.ts';
import { evaluate } from '../query/evaluate.ts';
import { scopeOf } from '../run/scope.ts';
import type { Thread } from '../run/thread.ts';
import type { Turn } from '../run/turn.ts';
import type { Json, JsonObject } from '../types.ts';

const DEFAULT_BYTES = 262_144;

/** Applies `ItemSelector` to each item and packs them by `ItemBatcher`: inputs `{BatchInput?, Items}` for the child executions. */
export const batchItems = async (turn: Turn, thread: Thread, state: StateNode, batcher: JsonObject, items: readonly Json[]): Promise<JsonObject[]> => {
  const scope = scopeOf(turn, thread);
  const { MaxItemsPerBatch, MaxInputBytesPerBatch, BatchInput } = batcher;
  const maxItems = MaxItemsPerBatch === undefined ? Number.POSITIVE_INFINITY : Number(await evaluate(MaxItemsPerBatch, 'ItemBatcher/MaxItemsPerBatch', scope));
  const maxBytes = MaxInputBytesPerBatch === undefined ? DEFAULT_BYTES : Number(await evaluate(MaxInputBytesPerBatch, 'ItemBatcher/MaxInputBytesPerBatch', scope));
  const common = BatchInput === undefined ? null : await evaluate(BatchInput, 'ItemBatcher/BatchInput', scope);
  const empty = common !== null ? Buffer.byteLength(JSON.stringify(common)) + 32 : 16;
  const batches: JsonObject[] = [];
  let batch: Json[] = [];
  let bytes = empty;
  const close = (): void => {
    if (batch.length > 0) batches.push(common === null ? { Items: batch } : { BatchInput: common, Items: batch });
    batch = [];
    bytes = empty;
  };
  for (const [index, value] of items.entries()) {
    const item = state.fields.ItemSelector === undefined ? value : await evaluate(state.fields.ItemSelector, 'ItemSelector', scopeOf(turn, thread, { item: { index, value } }));
    const size = Buffer.byteLength(JSON.stringify(item)) + 1;
    if (batch.length >= maxItems || (batch.length > 0 && bytes + size > maxBytes)) close();
    batch.push(item);
    bytes += size;
  }
  close();
  return batches;
};
