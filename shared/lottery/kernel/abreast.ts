import { load, VECTOR_BYTES, type CodeWriter } from './code-writer.ts';
import type { Lanes } from './lanes.ts';

/** How many messages a turn of a function's loop hashes: four in a vector, or eight in a pair of them. */
export type Abreast = 4 | 8;

/**
 * The messages of each vector, by their number in the turn. The second vector's lie between the first one's, so that pairs of results, two
 * of the first and then two of the second, come in the order of the messages.
 */
export const messagesOf = (abreast: Abreast): readonly (readonly number[])[] => (abreast === 4 ? [[0, 1, 2, 3]] : [[0, 1, 4, 5], [2, 3, 6, 7]]);

/**
 * Vectors of the same word as one: as it is, or as a pair. A pair goes through memory, at `offset` behind the address in `parameter`, where it
 * takes two vectors' room: engines do at once only what they have read at once.
 */
export const abreast = (f: CodeWriter, parameter: number, offset: number, vectors: readonly Lanes[]): Lanes => {
  const [one, two] = vectors;
  if (one === undefined || two === undefined) return one as Lanes;
  f.store(parameter, offset, { pair: [one, two] });
  return f.keep({ pair: [load(parameter, offset), load(parameter, offset + VECTOR_BYTES)] });
};
