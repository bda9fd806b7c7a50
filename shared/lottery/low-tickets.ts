import type { BlockHasher } from '../kernel/hash.ts';
import { ROW_BYTES } from './row.ts';

/** Rows whose ticket prefixes are held at one time. */
const ROWS_AT_ONCE = 4096;
const STRATUM = 32;

/**
 * Calls `consider` with the place of every row that a block function finds at or below its stratum's threshold. What it passes over is all
 * that is believed of it: the rows that it lets through get their tickets anew from the plain hash.
 */
export const forLowTickets = (
  block: BlockHasher,
  shard: Uint8Array,
  itemSeed: Uint8Array,
  thresholds: ReadonlyMap<string, number>,
  consider: (at: number) => void,
): void => {
  const limits = new Float64Array(256).fill(-1);
  for (const [stratum, threshold] of thresholds) limits[stratum.charCodeAt(0)] = threshold;
  const prefixes = new Uint32Array(ROWS_AT_ONCE * 2);
  for (let from = 0; from < shard.length; from += ROWS_AT_ONCE * ROW_BYTES) {
    const rows = shard.subarray(from, from + ROWS_AT_ONCE * ROW_BYTES);
    block.ticketPrefixes(itemSeed, rows, prefixes);
    for (let row = 0; row < rows.length / ROW_BYTES; row += 1) {
      const at = from + row * ROW_BYTES;
      if ((prefixes[row * 2] ?? 0) <= (limits[shard[at + STRATUM] ?? 0] ?? 0)) consider(at);
    }
  }
};
