import type { Hasher } from '../../kernel/hash.ts';
import { byBytes, fromHex, utf8 } from '../encoding/bytes.ts';
import { countByStratum, gatherCandidates, idReader, joinedCandidates, rankOf, topBits, type Candidates } from './candidates.ts';
import { frameTest } from '../directory/frame.ts';
import { forLowTickets, limitsByLetter, STRATUM } from './low-tickets.ts';
import { ROW_BYTES, rowId } from '../directory/row.ts';
import { itemSeed } from './seeds.ts';
import { ticketOf, ticketReader, ticketThreshold } from './tickets.ts';
import type { DrawItem, Exclusion, Hex, StratumReserve, StratumResult } from '../types.ts';

/** The targets of a draw. `drawn` by stratum in manifest order, then ticket. */
export type Targets = {
  readonly strata: readonly StratumResult[];
  readonly drawn: readonly string[];
  readonly reserve: readonly StratumReserve[];
  readonly resultDigest: Hex;
};

/**
 * One shard's work: its eligible rows whose top 32 ticket bits are at most the stratum's threshold in `thresholds`.
 * Strata not in `thresholds` are passed over. Any split into shards, in any order, merges to the same result.
 */
export const shardCandidates = (
  hasher: Hasher,
  input: {
    readonly shard: Uint8Array;
    readonly seed: Hex;
    readonly item: DrawItem;
    readonly excluded: ReadonlySet<string>;
    readonly thresholds: ReadonlyMap<string, number>;
  },
): Candidates => {
  const { shard, item, excluded, thresholds } = input;
  const seed = itemSeed(hasher, input.seed, item.itemId);
  const inFrame = frameTest(item.frame);
  const ticketAt = ticketReader(hasher, seed);
  const limits = limitsByLetter(thresholds);
  const found = gatherCandidates();
  const consider = (at: number): void => {
    if (!inFrame(shard, at)) return;
    const stratum = shard[at + STRATUM] ?? 0;
    const rank = rankOf(ticketAt(shard, at));
    if (topBits(rank) > (limits[stratum] ?? -1)) return;
    if (excluded.size === 0 || !excluded.has(rowId(shard, at / ROW_BYTES))) found.add(stratum, rank, shard, at);
  };
  const block = hasher.block?.(shard.length / ROW_BYTES);
  if (block === undefined) for (let at = 0; at < shard.length; at += ROW_BYTES) consider(at);
  else forLowTickets(block, shard, fromHex(seed), limits, consider);
  return found.all();
};

/** The thresholds of an item, by stratum; in mode `all` every row of a stratum passes. */
export const thresholdsOf = (item: DrawItem, mode: 'short' | 'all'): ReadonlyMap<string, number> =>
  new Map(item.strata.map(({ code, k, eligible }) => [code, mode === 'all' ? 2 ** 32 - 1 : ticketThreshold(k, item.reserve, eligible)]));

/** True if every stratum has enough candidates for its quota and reserve, or all the rows it has. */
export const hasEnoughCandidates = (item: DrawItem, parts: readonly Candidates[]): boolean => {
  const counts = countByStratum(parts);
  return item.strata.every(({ code, k, eligible }) => (counts.get(code) ?? 0) >= Math.min(k + item.reserve, eligible));
};

/** Merges the candidates of all shards: the k smallest (ticket, id) of each stratum are drawn, the next ones are its reserve. */
export const mergeCandidates = (hasher: Hasher, { item, seed }: { readonly item: DrawItem; readonly seed: Hex }, parts: readonly Candidates[]): Targets => {
  const candidates = joinedCandidates(parts);
  const idAt = idReader(candidates);
  const ofItem = itemSeed(hasher, seed, item.itemId);
  const ticketAt = (index: number): Hex => ticketOf(hasher, ofItem, idAt(index));
  const { ranks } = candidates;
  const byTicket = (a: number, b: number): number => (ranks[a] ?? 0) - (ranks[b] ?? 0) || byBytes(ticketAt(a), ticketAt(b)) || byBytes(idAt(a), idAt(b));
  const ranked = item.strata.map((stratum) => ({ stratum, own: placesOf(candidates, stratum.code).sort(byTicket) }));
  const drawn = ranked.map(({ stratum, own }) => own.subarray(0, stratum.k));
  return {
    strata: ranked.map(({ stratum: { code, eligible, k }, own }) => ({ code, eligible, k, tau: k === 0 || own.length < k ? null : ticketAt(own[k - 1] ?? 0) })),
    drawn: drawn.flatMap((places) => Array.from(places, idAt)),
    reserve: ranked.map(({ stratum, own }) => ({ stratum: stratum.code, ids: Array.from(own.subarray(stratum.k, stratum.k + item.reserve), idAt) })),
    // In the order of the directory, which is the order of ids: nothing is left to sort.
    resultDigest: resultDigest(hasher, Array.from(Uint32Array.from(drawn.flatMap((places) => [...places])).sort(), idAt)),
  };
};

const placesOf = ({ strata }: Candidates, code: string): Uint32Array => {
  const letter = code.charCodeAt(0);
  const places: number[] = [];
  for (let index = 0; index < strata.length; index += 1) if (strata[index] === letter) places.push(index);
  return Uint32Array.from(places);
};

/** `H(drawn ids, sorted, each followed by a newline)`. */
export const resultDigest = (hasher: Hasher, drawn: readonly string[]): Hex =>
  hasher.hex(utf8([...drawn].sort().map((id) => `${id}\n`).join('')));

/** [GY-12] [BY-1] Draws the targets of `item` from its rows. Depends on the rows and the seed alone, not on order or sharding. */
export const drawTargets = (
  hasher: Hasher,
  input: { readonly item: DrawItem; readonly seed: Hex; readonly shards: readonly Uint8Array[]; readonly excluded: readonly Exclusion[] },
): Targets => {
  const excluded = new Set(input.excluded.map(({ id }) => id));
  const gather = (mode: 'short' | 'all'): readonly Candidates[] => {
    const thresholds = thresholdsOf(input.item, mode);
    return input.shards.map((shard) => shardCandidates(hasher, { ...input, shard, excluded, thresholds }));
  };
  const few = gather('short');
  return mergeCandidates(hasher, input, hasEnoughCandidates(input.item, few) ? few : gather('all'));
};
