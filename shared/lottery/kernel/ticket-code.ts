import { abreast, messagesOf, type Abreast } from './abreast.ts';
import { gather, load, loadSplat, newFunction, VECTOR_BYTES } from './code-writer.ts';
import type { Constants } from './constants.ts';
import { add, known, or, xor, type Lanes } from './lanes.ts';
import { INITIAL_STATE, playRounds } from './sha256-rounds.ts';
import { interleave, shuffleBytes, transpose, turnBytes, type Four } from './transpose.ts';
import type { WasmFunction } from './wasm-encoding.ts';

const ROW = 64;
const SEED_WORDS = 8;
const PREFIX = 8;
const ROWS = 0;
const OUT = 1;
const END = 2;
const WORK = 3;

/**
 * What a function works with, by offsets behind `work`: the words it is given, as numbers of this machine; in what its rows differed that
 * should not, sixteen bytes, all zero if in nothing; and room for five pairs on their way into one.
 */
export const GIVEN = 0;
export const DIFFERENCES = 48;
const ROOM = 64;
const PAIR_BYTES = 2 * VECTOR_BYTES;
export const WORK_BYTES = ROOM + 5 * PAIR_BYTES;

/** The last two bytes of the id, then the bit that ends every message. */
const lastWord = (bytes: Lanes): Lanes =>
  shuffleBytes(known(0x0000_8000), bytes, [0, 1, 2, 3].flatMap((lane) => [0, 1, lane * 4 + 17, lane * 4 + 16]));

/**
 * `tickets0(rows, out, end, work)`: for the rows of 64 bytes from `rows` to `end`, four or eight at a time, the first 64 bits of
 * H(seed ‖ first 18 bytes of the row), as two 32-bit numbers, the higher first. The message's 50 bytes fit one block, whose first eight
 * words are the seed's. They are given, and behind them what the first row begins with: `tickets2` and `tickets3` are for rows that all begin
 * with so many words of it, whose part is then done before the loop. Rows that do not get wrong tickets; they are told by `DIFFERENCES`.
 */
export const ticketFunction = (constants: Constants, atOnce: Abreast, shared: number): WasmFunction => {
  const f = newFunction(constants);
  const given = (_: unknown, word: number): Lanes => f.keep(loadSplat(WORK, GIVEN + word * 4));
  const rowsOf = messagesOf(atOnce);
  const words = rowsOf.map((rows) => transpose(f, rows.map((row) => f.keep(load(ROWS, row * ROW))) as readonly Lanes[] as Four));
  const own = [0, 1, 2, 3].slice(shared).map((word) => abreast(f, WORK, ROOM + word * PAIR_BYTES, words.map((four) => turnBytes(f, four[word] as Lanes))));
  const last = abreast(f, WORK, ROOM + 4 * PAIR_BYTES, rowsOf.map((rows) => f.keep(lastWord(gather(ROWS, rows.map((row) => row * ROW + 16))))));
  const first = Array.from({ length: SEED_WORDS + shared }, given);
  const [a, b] = playRounds(f, INITIAL_STATE, [...first, ...own, last, known(0), known(0), known(50 * 8)]);
  const [low, high] = interleave(f, f.keep(add(a, INITIAL_STATE[0])), f.keep(add(b, INITIAL_STATE[1])));
  f.store(OUT, 0, low);
  f.store(OUT, rowsOf.length * VECTOR_BYTES, high);
  if (shared > 0) f.store(WORK, DIFFERENCES, words.flatMap((four) => four.slice(0, shared).map((word, i) => xor(word, loadSplat(ROWS, i * 4)))).reduce(or, load(WORK, DIFFERENCES)));
  return f.finish(`tickets${shared}`, [[ROWS, atOnce * ROW], [OUT, atOnce * PREFIX]], END);
};
