import { concat } from '../encoding/bytes.ts';
import { ROW_BYTES, SHARD_ROWS } from './row.ts';

/** Cuts rows that come in parts, each of any number of whole rows, into shards of `rows` rows, the last one at most that. Holds one shard and one part at a time. */
export const cutShards = async function* (parts: AsyncIterable<Uint8Array> | Iterable<Uint8Array>, rows = SHARD_ROWS): AsyncGenerator<Uint8Array> {
  const size = rows * ROW_BYTES;
  let held: Uint8Array[] = [];
  let bytes = 0;
  for await (const part of parts) {
    for (let from = 0; from < part.length; ) {
      const some = part.subarray(from, from + size - bytes);
      held.push(some);
      bytes += some.length;
      from += some.length;
      if (bytes < size) continue;
      yield joined(held);
      held = [];
      bytes = 0;
    }
  }
  if (bytes > 0) yield joined(held);
};

const joined = (parts: readonly Uint8Array[]): Uint8Array => (parts.length === 1 && parts[0] !== undefined ? parts[0] : concat(...parts));
