import type { CodeWriter } from './code-writer.ts';
import { made, read, simd, type Lanes } from './lanes.ts';

/** Four vectors. */
export type Four = readonly [Lanes, Lanes, Lanes, Lanes];

const SHUFFLE = 0x0d;
const SWIZZLE = simd(0x0e);
const TURNED = read(simd(0x0c, 3, 2, 1, 0, 7, 6, 5, 4, 11, 10, 9, 8, 15, 14, 13, 12), false);

/** Each lane with its bytes turned round, because SHA-256 counts them from the highest and WebAssembly from the lowest. */
export const turnBytes = (f: CodeWriter, a: Lanes): Lanes => f.keep(made(SWIZZLE, a, TURNED));

/** Sixteen bytes chosen by their place among the 32 of `a` and `b`. */
export const shuffleBytes = (a: Lanes, b: Lanes, bytes: readonly number[]): Lanes => made(simd(SHUFFLE, ...bytes), a, b);

const shuffle = (f: CodeWriter, a: Lanes, b: Lanes, lanes: readonly number[]): Lanes =>
  f.keep(shuffleBytes(a, b, lanes.flatMap((lane) => [0, 1, 2, 3].map((byte) => lane * 4 + byte))));

/** Lanes of two vectors alternating: a0 b0 a1 b1, and a2 b2 a3 b3. */
export const interleave = (f: CodeWriter, a: Lanes, b: Lanes): readonly [Lanes, Lanes] => [shuffle(f, a, b, [0, 4, 1, 5]), shuffle(f, a, b, [2, 6, 3, 7])];

/** Lane n of vector m becomes lane m of vector n: four messages' words become words of four messages, and back. */
export const transpose = (f: CodeWriter, [a, b, c, d]: Four): Four => {
  const [lowAB, highAB] = interleave(f, a, b);
  const [lowCD, highCD] = interleave(f, c, d);
  return [
    shuffle(f, lowAB, lowCD, [0, 1, 4, 5]),
    shuffle(f, lowAB, lowCD, [2, 3, 6, 7]),
    shuffle(f, highAB, highCD, [0, 1, 4, 5]),
    shuffle(f, highAB, highCD, [2, 3, 6, 7]),
  ];
};
