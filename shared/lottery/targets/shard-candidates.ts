import type { Hasher } from '../../kernel/hash.ts';
import { fromHex } from '../encoding/bytes.ts';
import { frameTest } from '../directory/frame.ts';
import { ROW_BYTES, rowId } from '../directory/row.ts';
import type { DrawItem, Hex } from '../types.ts';
import { gatherCandidates, type Candidates } from './candidates.ts';
import { forLowTickets, forPlainTickets, limitsByLetter, STRATUM } from './low-tickets.ts';
import { itemSeed } from './seeds.ts';
import { ticketReader, ticketThreshold } from './tickets.ts';

/**
 * A pass over the rows of a draw, of which the first almost always settles it: over those with low tickets, by the kernel where there is one; over
 * the same by the plain hash, should it not bear the kernel out; and over all rows, should too few have low tickets.
 */
export type Pass = 'low-by-kernel' | 'low' | 'all';

/**
 * One shard's work in a pass: its eligible rows with the ranks of their tickets. Low are those whose top 32 ticket bits are at most their
 * stratum's threshold. Strata that the item does not list are passed over. Any split into shards, in any order, merges to the same result.
 */
export const shardCandidates = (
  hasher: Hasher,
  input: { readonly shard: Uint8Array; readonly seed: Hex; readonly item: DrawItem; readonly excluded: ReadonlySet<string>; readonly pass: Pass },
): Candidates => {
  const { shard, item, excluded, pass } = input;
  const seed = itemSeed(hasher, input.seed, item.itemId);
  const limits = limitsByLetter(new Map(item.strata.map(({ code, k, eligible }) => [code, pass === 'all' ? 2 ** 32 - 1 : ticketThreshold(k, item.reserve, eligible)])));
  const inFrame = frameTest(item.frame);
  const found = gatherCandidates();
  const consider = (at: number, rank: number): void => {
    if (inFrame(shard, at) && (excluded.size === 0 || !excluded.has(rowId(shard, at / ROW_BYTES)))) found.add(shard[at + STRATUM] ?? 0, rank, shard, at);
  };
  const tickets = pass !== 'low-by-kernel' ? undefined : hasher.tickets?.(shard.length / ROW_BYTES);
  if (tickets === undefined) forPlainTickets(ticketReader(hasher, seed), shard, limits, consider);
  else forLowTickets(tickets, shard, fromHex(seed), limits, consider);
  return found.all();
};
