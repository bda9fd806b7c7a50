import { gather, load, loadSplat, newFunction } from './code-writer.ts';
import type { Constants } from './constants.ts';
import { add, known, or, xor, type Lanes } from './lanes.ts';
import { INITIAL_STATE, playRounds } from './sha256-rounds.ts';
import { interleave, shuffleBytes, transpose, turnBytes } from './transpose.ts';
import type { WasmFunction } from './wasm-encoding.ts';

const ROW = 64;
const ROWS = 0;
const OUT = 1;
const END = 2;
const SEED = 3;

/** The last two bytes of the id, then the bit that ends every message. */
const lastWord = (bytes: Lanes): Lanes =>
  shuffleBytes(known(0x0000_8000), bytes, [0, 1, 2, 3].flatMap((lane) => [0, 1, lane * 4 + 17, lane * 4 + 16]));

/** Where a function leaves in what its rows differed that should not, behind the seed: sixteen bytes, all zero if in nothing. */
export const DIFFERENCES = 32;

/**
 * `tickets0(rows, out, end, seed)`: for the rows of 64 bytes from `rows` to `end`, four at a time, the first 64 bits of
 * H(seed ‖ first 18 bytes of the row), as two 32-bit numbers, the higher first. The message's 50 bytes fit one block, whose first eight
 * words are the seed's. `tickets2`, `tickets3`: the same for rows that all begin with so many words of the first, whose part is then done
 * before the loop. Rows that do not get wrong tickets; they are told by `DIFFERENCES`, to which theirs are added.
 */
export const ticketFunction = (constants: Constants, shared: number): WasmFunction => {
  const f = newFunction(constants);
  const turned = (parameter: number) => (_: unknown, word: number): Lanes => turnBytes(f, loadSplat(parameter, word * 4));
  const seed = Array.from({ length: 8 }, turned(SEED));
  const row = (n: number): Lanes => f.keep(load(ROWS, n * ROW));
  const words = transpose(f, [row(0), row(1), row(2), row(3)]);
  const same = words.slice(0, shared);
  const message = [...seed, ...same.map(turned(ROWS)), ...words.slice(shared).map((word) => turnBytes(f, word)), f.keep(lastWord(gather(ROWS, 16, ROW)))];
  const [a, b] = playRounds(f, INITIAL_STATE, [...message, known(0), known(0), known(50 * 8)]);
  const [low, high] = interleave(f, f.keep(add(a, INITIAL_STATE[0])), f.keep(add(b, INITIAL_STATE[1])));
  f.store(OUT, 0, low);
  f.store(OUT, 16, high);
  if (shared > 0) f.store(SEED, DIFFERENCES, same.reduce((sum, word, i) => or(sum, xor(word, loadSplat(ROWS, i * 4))), load(SEED, DIFFERENCES)));
  return f.finish(`tickets${shared}`, [[ROWS, 4 * ROW], [OUT, 4 * 8]], END);
};
