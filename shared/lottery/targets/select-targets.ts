import type { Hasher } from '../../kernel/hash.ts';
import { byBytes, utf8 } from '../encoding/bytes.ts';
import { ID_BYTES } from '../directory/row.ts';
import type { DrawItem, Exclusion, Hex, StratumReserve, StratumResult } from '../types.ts';
import { countByStratum, idReader, joinedCandidates, rankOf, type Candidates } from './candidates.ts';
import { itemSeed } from './seeds.ts';
import { shardCandidates, type Pass } from './shard-candidates.ts';
import { lowTickets, ticketReader } from './tickets.ts';

/** The targets of a draw. `drawn` by stratum in manifest order, then ticket. */
export type Targets = {
  readonly strata: readonly StratumResult[];
  readonly drawn: readonly string[];
  readonly reserve: readonly StratumReserve[];
  readonly resultDigest: Hex;
};

type Drawing = { readonly item: DrawItem; readonly seed: Hex };

/**
 * The targets among those whose tickets were found to be low, in all shards. None where a stratum has too few for its quota and reserve though it
 * has more rows; and none where a kernel is wrong: where a stratum has more than chance ever gives, or where the plain hash does not bear out the
 * ranks of those drawn and in reserve.
 */
export const mergeLow = (hasher: Hasher, drawing: Drawing, parts: readonly Candidates[]): Targets | undefined => {
  const { item } = drawing;
  const counts = countByStratum(parts);
  const isLikely = ({ code, k, eligible }: DrawItem['strata'][number]): boolean => {
    const count = counts.get(code) ?? 0;
    return count >= Math.min(k + item.reserve, eligible) && count <= MOST_BY_CHANCE * lowTickets(k, item.reserve);
  };
  if (!item.strata.every(isLikely)) return undefined;
  const ranked = rankCandidates(hasher, drawing, parts);
  return isBorneOut(item, ranked) ? targetsOf(hasher, item, ranked) : undefined;
};

/** How many times the expected number may have low tickets: at the least expected, of 72, this is eight standard deviations away. */
const MOST_BY_CHANCE = 2;

/** The targets among all rows of all shards. */
export const mergeAll = (hasher: Hasher, drawing: Drawing, parts: readonly Candidates[]): Targets =>
  targetsOf(hasher, drawing.item, rankCandidates(hasher, drawing, parts));

/** The candidates of each stratum by their places, the smallest (ticket, id) first. */
type Ranked = {
  readonly strata: readonly { readonly stratum: DrawItem['strata'][number]; readonly own: Uint32Array }[];
  readonly rankAt: (place: number) => number;
  readonly ticketAt: (place: number) => Hex;
  readonly idAt: (place: number) => string;
};

const rankCandidates = (hasher: Hasher, { item, seed }: Drawing, parts: readonly Candidates[]): Ranked => {
  const candidates = joinedCandidates(parts);
  const { ranks, ids } = candidates;
  const readTicket = ticketReader(hasher, itemSeed(hasher, seed, item.itemId));
  const rankAt = (place: number): number => ranks[place] ?? 0;
  const ticketAt = (place: number): Hex => readTicket(ids, place * ID_BYTES);
  const idAt = idReader(candidates);
  const byTicket = (a: number, b: number): number => rankAt(a) - rankAt(b) || byBytes(ticketAt(a), ticketAt(b)) || byBytes(idAt(a), idAt(b));
  return { strata: item.strata.map((stratum) => ({ stratum, own: placesOf(candidates, stratum.code).sort(byTicket) })), rankAt, ticketAt, idAt };
};

const isBorneOut = ({ reserve }: DrawItem, { strata, rankAt, ticketAt }: Ranked): boolean =>
  strata.every(({ stratum, own }) => own.subarray(0, stratum.k + reserve).every((place) => rankOf(ticketAt(place)) === rankAt(place)));

/** The k first of each stratum are drawn, the next ones are its reserve. */
const targetsOf = (hasher: Hasher, item: DrawItem, { strata, ticketAt, idAt }: Ranked): Targets => {
  const drawn = strata.map(({ stratum, own }) => own.subarray(0, stratum.k));
  return {
    strata: strata.map(({ stratum: { code, eligible, k }, own }) => ({ code, eligible, k, tau: k === 0 || own.length < k ? null : ticketAt(own[k - 1] ?? 0) })),
    drawn: drawn.flatMap((places) => Array.from(places, idAt)),
    reserve: strata.map(({ stratum, own }) => ({ stratum: stratum.code, ids: Array.from(own.subarray(stratum.k, stratum.k + item.reserve), idAt) })),
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
  const gather = (pass: Pass): readonly Candidates[] => input.shards.map((shard) => shardCandidates(hasher, { ...input, shard, excluded, pass }));
  return mergeLow(hasher, input, gather('low-by-kernel')) ?? mergeLow(hasher, input, gather('low')) ?? mergeAll(hasher, input, gather('all'));
};
