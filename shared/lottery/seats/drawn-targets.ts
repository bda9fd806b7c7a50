import { utf8 } from '../encoding/bytes.ts';
import { ID_BYTES, ROW_BYTES, rowId } from '../directory/row.ts';
import type { DrawnTarget } from './seat-problem.ts';

/** The drawn ids with their regions from the rows, in the order of `ids`; ids that no row has are left out. */
export const drawnTargets = (shards: readonly Uint8Array[], ids: readonly string[]): readonly DrawnTarget[] => {
  const wanted = new Set(ids);
  const endings = new Set(ids.map((id) => endingOf(utf8(id), 0)));
  const regions = new Map<string, string>();
  for (const shard of shards) {
    for (let row = 0; row < shard.length / ROW_BYTES; row += 1) {
      const at = row * ROW_BYTES;
      if (!endings.has(endingOf(shard, at))) continue;
      const id = rowId(shard, row);
      if (!wanted.has(id)) continue;
      regions.set(id, String.fromCharCode(...shard.subarray(at + 19, at + 25)));
    }
  }
  return ids.flatMap((id) => {
    const region = regions.get(id);
    return region === undefined ? [] : [{ id, region }];
  });
};

const ENDING = 8;
/** Ids go from 0 to Y. */
const CHARACTERS = 42;

/** The last characters of the id at `at` as a number: it passes over almost every row without making its id a text. */
const endingOf = (bytes: Uint8Array, at: number): number => {
  let ending = 0;
  for (let i = ID_BYTES - ENDING; i < ID_BYTES; i += 1) ending = ending * CHARACTERS + (bytes[at + i] ?? 0) - 48;
  return ending;
};
