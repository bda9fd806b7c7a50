import type { Hasher } from '../kernel/hash.ts';
import { byBytes, fromHex, utf8 } from './bytes.ts';
import { frameTest } from './frame.ts';
import { forLowTickets } from './low-tickets.ts';
import { ROW_BYTES, rowId } from './row.ts';
import { itemSeed } from './seeds.ts';
import { ticketReader, ticketThreshold } from './tickets.ts';
import type { DrawItem, Exclusion, Hex, StratumReserve, StratumResult } from './types.ts';

/** `rank` is the ticket's first 52 bits as a number, which orders almost all candidates without comparing texts. */
export type Candidate = { readonly stratum: string; readonly rank: number; readonly ticket: Hex; readonly id: string };

/** The targets of a draw. `drawn` by stratum in manifest order, then ticket. */
export type Targets = {
  readonly strata: readonly StratumResult[];
  readonly drawn: readonly string[];
  readonly reserve: readonly StratumReserve[];
  readonly resultDigest: Hex;
};

const RANK_DIGITS = 13;

const byTicket = (a: Candidate, b: Candidate): number => a.rank - b.rank || byBytes(a.ticket, b.ticket) || byBytes(a.id, b.id);

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
): readonly Candidate[] => {
  const { shard, item, excluded, thresholds } = input;
  const seed = itemSeed(hasher, input.seed, item.itemId);
  const inFrame = frameTest(item.frame);
  const ticketAt = ticketReader(hasher, seed);
  const candidates: Candidate[] = [];
  const consider = (at: number): void => {
    if (!inFrame(shard, at)) return;
    const stratum = String.fromCharCode(shard[at + 32] ?? 0);
    const threshold = thresholds.get(stratum);
    if (threshold === undefined) return;
    const ticket = ticketAt(shard, at);
    const rank = Number.parseInt(ticket.slice(0, RANK_DIGITS), 16);
    if (Math.floor(rank / 2 ** 20) > threshold) return;
    const id = rowId(shard, at / ROW_BYTES);
    if (!excluded.has(id)) candidates.push({ stratum, rank, ticket, id });
  };
  const block = hasher.block?.(shard.length / ROW_BYTES);
  if (block === undefined) for (let at = 0; at < shard.length; at += ROW_BYTES) consider(at);
  else forLowTickets(block, shard, fromHex(seed), thresholds, consider);
  return candidates;
};

/** The thresholds of an item, by stratum; `null` passes every row. */
export const thresholdsOf = (item: DrawItem, mode: 'short' | 'all'): ReadonlyMap<string, number> =>
  new Map(item.strata.map(({ code, k, eligible }) => [code, mode === 'all' ? 2 ** 32 - 1 : ticketThreshold(k, item.reserve, eligible)]));

/** True if every stratum has enough candidates for its quota and reserve, or all the rows it has. */
export const hasEnoughCandidates = (item: DrawItem, candidates: readonly Candidate[]): boolean => {
  const counts = new Map<string, number>();
  for (const { stratum } of candidates) counts.set(stratum, (counts.get(stratum) ?? 0) + 1);
  return item.strata.every(({ code, k, eligible }) => (counts.get(code) ?? 0) >= Math.min(k + item.reserve, eligible));
};

/** Merges candidates of all shards: the k smallest (ticket, id) of each stratum are drawn, the next ones are its reserve. */
export const mergeCandidates = (hasher: Hasher, item: DrawItem, candidates: readonly Candidate[]): Targets => {
  const ranked = item.strata.map((stratum) => ({
    stratum,
    own: candidates.filter(({ stratum: code }) => code === stratum.code).sort(byTicket),
  }));
  const drawn = ranked.flatMap(({ stratum, own }) => own.slice(0, stratum.k).map(({ id }) => id));
  return {
    strata: ranked.map(({ stratum: { code, eligible, k }, own }) => ({ code, eligible, k, tau: k === 0 ? null : (own[k - 1]?.ticket ?? null) })),
    drawn,
    reserve: ranked.map(({ stratum, own }) => ({
      stratum: stratum.code,
      ids: own.slice(stratum.k, stratum.k + item.reserve).map(({ id }) => id),
    })),
    resultDigest: resultDigest(hasher, drawn),
  };
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
  const gather = (mode: 'short' | 'all'): readonly Candidate[] => {
    const thresholds = thresholdsOf(input.item, mode);
    return input.shards.flatMap((shard) => shardCandidates(hasher, { ...input, shard, excluded, thresholds }));
  };
  const few = gather('short');
  return mergeCandidates(hasher, input.item, hasEnoughCandidates(input.item, few) ? few : gather('all'));
};
