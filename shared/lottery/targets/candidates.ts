import { textOf } from '../encoding/bytes.ts';
import { ID_BYTES } from '../directory/row.ts';

/**
 * Rows that may be drawn, in the order in which they were found, as numbers side by side: a province's draw has hundreds of thousands, for which
 * objects and texts would cost more than their hashes. `strata` holds the stratum's letter as a byte, `ranks` a ticket's first 52 bits as a
 * number, which orders almost all candidates, `ids` 18 bytes each. It passes between threads as it is.
 */
export type Candidates = { readonly strata: Uint8Array; readonly ranks: Float64Array; readonly ids: Uint8Array };

const RANK_DIGITS = 13;
const FIRST_ROOM = 64;

/** The rank that a ticket begins with. */
export const rankOf = (ticket: string): number => Number.parseInt(ticket.slice(0, RANK_DIGITS), 16);

/** The same of the ticket's first two numbers of 32 bits. */
export const rankOfBits = (first: number, second: number): number => first * 2 ** 20 + (second >>> 12);

/** The first 32 bits of the ticket. */
export const topBits = (rank: number): number => Math.floor(rank / 2 ** 20);

/** Gathers candidates; `add` takes the id from the row's bytes at `at`. */
export const gatherCandidates = (): { readonly add: (stratum: number, rank: number, row: Uint8Array, at: number) => void; readonly all: () => Candidates } => {
  let count = 0;
  let room = roomFor(FIRST_ROOM);
  return {
    add: (stratum, rank, row, at) => {
      if (count === room.ranks.length) room = laidInto(roomFor(count * 2), [room]);
      room.strata[count] = stratum;
      room.ranks[count] = rank;
      for (let i = 0; i < ID_BYTES; i += 1) room.ids[count * ID_BYTES + i] = row[at + i] ?? 0;
      count += 1;
    },
    all: () => ({ strata: room.strata.slice(0, count), ranks: room.ranks.slice(0, count), ids: room.ids.slice(0, count * ID_BYTES) }),
  };
};

/** All parts in a row. */
export const joinedCandidates = (parts: readonly Candidates[]): Candidates =>
  laidInto(roomFor(parts.reduce((sum, { ranks }) => sum + ranks.length, 0)), parts);

/** The ids of candidates by their place, cut from one text. */
export const idReader = ({ ids }: Candidates): ((index: number) => string) => {
  const text = textOf(ids);
  return (index) => text.slice(index * ID_BYTES, (index + 1) * ID_BYTES);
};

/** How many candidates there are of each stratum, by its letter. */
export const countByStratum = (parts: readonly Candidates[]): ReadonlyMap<string, number> => {
  const counts = new Uint32Array(256);
  for (const { strata } of parts) for (const stratum of strata) counts[stratum] = (counts[stratum] ?? 0) + 1;
  return new Map([...counts].flatMap((count, letter) => (count === 0 ? [] : [[String.fromCharCode(letter), count]])));
};

const roomFor = (count: number): Candidates => ({ strata: new Uint8Array(count), ranks: new Float64Array(count), ids: new Uint8Array(count * ID_BYTES) });

const laidInto = (room: Candidates, parts: readonly Candidates[]): Candidates => {
  let at = 0;
  for (const { strata, ranks, ids } of parts) {
    room.strata.set(strata, at);
    room.ranks.set(ranks, at);
    room.ids.set(ids, at * ID_BYTES);
    at += ranks.length;
  }
  return room;
};
