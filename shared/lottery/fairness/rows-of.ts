import { ROW_BYTES, rowId, rowText } from '../directory/row.ts';

/** The rows of a shard that have one of `ids`, found by halving; ids without a row here are passed over. */
export const rowsOf = (shard: Uint8Array, ids: readonly string[]): readonly string[] =>
  ids.flatMap((id) => {
    let low = 0;
    let high = shard.length / ROW_BYTES;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (rowId(shard, middle) < id) low = middle + 1;
      else high = middle;
    }
    return low < shard.length / ROW_BYTES && rowId(shard, low) === id ? [rowText(shard, low)] : [];
  });
