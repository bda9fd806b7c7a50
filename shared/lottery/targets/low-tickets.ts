import type { TicketKernel } from '../../kernel/hash.ts';
import { ROW_BYTES } from '../directory/row.ts';
import type { Hex } from '../types.ts';
import { rankOf, rankOfBits, topBits } from './candidates.ts';

/** Rows whose ticket prefixes are held at one time. */
const ROWS_AT_ONCE = 4096;

/** Where a row tells its stratum. */
export const STRATUM = 32;

/** The thresholds by the byte of the stratum's letter; below zero, which no ticket is, for strata without one. */
export const limitsByLetter = (thresholds: ReadonlyMap<string, number>): Float64Array => {
  const limits = new Float64Array(256).fill(-1);
  for (const [stratum, threshold] of thresholds) limits[stratum.charCodeAt(0)] = threshold;
  return limits;
};

/**
 * Calls `consider` with the place and the rank of every row that a kernel finds at or below its stratum's limit. It is
 * believed in what it passes over, and in how high it ranks those who are not chosen; those who are, the plain hash has to bear out.
 */
export const forLowTickets = (tickets: TicketKernel, shard: Uint8Array, itemSeed: Uint8Array, limits: Float64Array, consider: (at: number, rank: number) => void): void => {
  const highest = limits.reduce((a, b) => Math.max(a, b), -1);
  const prefixes = new Uint32Array(ROWS_AT_ONCE * 2);
  for (let from = 0; from < shard.length; from += ROWS_AT_ONCE * ROW_BYTES) {
    const rows = shard.subarray(from, from + ROWS_AT_ONCE * ROW_BYTES);
    tickets(itemSeed, rows, prefixes);
    const count = rows.length / ROW_BYTES;
    for (let row = 0; row < count; row += 1) {
      const prefix = prefixes[row * 2] as number;
      // First against the highest limit of all: most rows end here, without a look at the row itself.
      if (prefix > highest) continue;
      const at = from + row * ROW_BYTES;
      if (prefix <= (limits[shard[at + STRATUM] as number] as number)) consider(at, rankOfBits(prefix, prefixes[row * 2 + 1] as number));
    }
  }
};

/** The same by the plain hash, whose tickets `ticketAt` reads. */
export const forPlainTickets = (ticketAt: (shard: Uint8Array, at: number) => Hex, shard: Uint8Array, limits: Float64Array, consider: (at: number, rank: number) => void): void => {
  for (let at = 0; at < shard.length; at += ROW_BYTES) {
    const limit = limits[shard[at + STRATUM] as number] as number;
    if (limit < 0) continue;
    const rank = rankOf(ticketAt(shard, at));
    if (topBits(rank) <= limit) consider(at, rank);
  }
};
