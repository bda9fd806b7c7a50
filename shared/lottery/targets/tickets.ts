import type { Hasher } from '../../kernel/hash.ts';
import { concat, fromHex, utf8 } from '../encoding/bytes.ts';
import { ID_BYTES } from '../directory/row.ts';
import type { Hex } from '../types.ts';

/** `ticket = H(S_item ‖ id18)`: anyone can compute a firm's own with `sha256sum`. */
export const ticketOf = (hasher: Hasher, itemSeedHex: Hex, id: string): Hex => hasher.hex(concat(fromHex(itemSeedHex), utf8(id)));

/** The same for ids inside row bytes, without making strings; for loops over millions of rows. */
export const ticketReader = (hasher: Hasher, itemSeedHex: Hex): ((bytes: Uint8Array, at: number) => Hex) => {
  const message = concat(fromHex(itemSeedHex), new Uint8Array(ID_BYTES));
  return (bytes, at) => {
    for (let i = 0; i < ID_BYTES; i += 1) message[32 + i] = bytes[at + i] ?? 0;
    return hasher.hex(message);
  };
};

/** How many rows of a stratum are expected to have tickets up to its threshold, as long as it has so many. */
export const lowTickets = (k: number, reserve: number): number => k + reserve + 8 * ceilSqrt(k + reserve) + 64;

/**
 * `T_h`: a worker may forget rows whose top 32 ticket bits are above it. It changes the cost, never the result:
 * where too few candidates remain, the pass is repeated without.
 */
export const ticketThreshold = (k: number, reserve: number, eligible: number): number => {
  if (eligible === 0) return 2 ** 32 - 1;
  const numerator = (1n << 32n) * BigInt(lowTickets(k, reserve));
  const threshold = (numerator + BigInt(eligible) - 1n) / BigInt(eligible);
  return threshold > 0xffff_ffffn ? 2 ** 32 - 1 : Number(threshold);
};

const ceilSqrt = (n: number): number => {
  let root = Math.trunc(Math.sqrt(n));
  while (root * root < n) root += 1;
  while (root > 0 && (root - 1) * (root - 1) >= n) root -= 1;
  return root;
};
