import { load, VECTOR_BYTES, type CodeWriter } from './code-writer.ts';
import { vectorsOf, type Lanes } from './lanes.ts';

/** How many messages a turn of a function's loop hashes: four in a vector, or eight in a pair of them. */
export type Abreast = 4 | 8;

/**
 * The messages of each vector, by their number in the turn. The second vector's lie between the first one's, so that pairs of results, two
 * of the first and then two of the second, come in the order of the messages.
 */
export const messagesOf = (abreast: Abreast): readonly (readonly number[])[] => (abreast === 4 ? [[0, 1, 2, 3]] : [[0, 1, 4, 5], [2, 3, 6, 7]]);

/** The addresses that every function is given, by parameter; the last is of what it works with. */
export const IN = 0;
export const OUT = 1;
export const END = 2;
export const WORK = 3;

/**
 * What a function works with, by offsets behind WORK: words that are the same for all its messages, as numbers of this machine; in what
 * messages differed that should not, all zero if in nothing; and room for pairs on their way into one.
 */
export const GIVEN = 0;
export const DIFFERENCES = 48;
const ROOM = 64;
const PAIR_BYTES = 2 * VECTOR_BYTES;
export const WORK_BYTES = ROOM + 16 * PAIR_BYTES;

/**
 * Vectors of the same word as one: as it is, or as a pair. A pair goes through memory, at its own `place` of 0 to 15: engines do at once only
 * what they have read at once.
 */
export const abreast = (f: CodeWriter, place: number, vectors: readonly Lanes[]): Lanes => {
  const [one, two] = vectors;
  if (one === undefined || two === undefined) return one as Lanes;
  const offset = ROOM + place * PAIR_BYTES;
  for (const [at, vector] of vectors.entries()) f.store(WORK, offset + at * VECTOR_BYTES, vector);
  return f.keep({ pair: [load(WORK, offset), load(WORK, offset + VECTOR_BYTES)] });
};

/** The vectors of one word again, through memory likewise. */
export const apart = (f: CodeWriter, place: number, lanes: Lanes): readonly Lanes[] => {
  const vectors = vectorsOf(lanes);
  if (vectors.length === 1) return vectors;
  const offset = ROOM + place * PAIR_BYTES;
  f.store(WORK, offset, lanes);
  return vectors.map((_, at) => f.keep(load(WORK, offset + at * VECTOR_BYTES)));
};
