import { ROW_BYTES, rowId } from './row.ts';
import type { DrawnTarget } from './seat-problem.ts';

/** The drawn ids with their regions from the rows, in the order of `ids`; ids that no row has are left out. */
export const drawnTargets = (shards: readonly Uint8Array[], ids: readonly string[]): readonly DrawnTarget[] => {
  const wanted = new Set(ids);
  const regions = new Map<string, string>();
  for (const shard of shards) {
    for (let row = 0; row < shard.length / ROW_BYTES; row += 1) {
      const id = rowId(shard, row);
      if (!wanted.has(id)) continue;
      const at = row * ROW_BYTES;
      regions.set(id, String.fromCharCode(...shard.subarray(at + 19, at + 25)));
    }
  }
  return ids.flatMap((id) => {
    const region = regions.get(id);
    return region === undefined ? [] : [{ id, region }];
  });
};
