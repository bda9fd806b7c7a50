import { gather, load, loadSplat, newFunction } from './code-writer.ts';
import type { Constants } from './constants.ts';
import { add, known, type Lanes } from './lanes.ts';
import { firstRound, INITIAL_STATE, newSchedule, playRounds, prepareRound } from './sha256-rounds.ts';
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

/**
 * `tickets(rows, out, end, seed)`: for the rows of 64 bytes from `rows` to `end`, four at a time, the first 64 bits of
 * H(seed ‖ first 18 bytes of the row), as two 32-bit numbers, the higher first. The message's 50 bytes fit one block, whose first eight
 * words are the seed's: these eight rounds, most of the ninth, and what the schedule needs of the seed alone are done before the loop.
 */
export const ticketFunction = (constants: Constants): WasmFunction => {
  const f = newFunction(constants);
  const seed = Array.from({ length: 8 }, (_, i) => turnBytes(f, loadSplat(SEED, i * 4)));
  const early = newSchedule(f, seed);
  const bases = [16, 17, 18, 19, 20, 21, 22].map(early.base);
  const ninth = prepareRound(f, playRounds(f, firstRound(f, INITIAL_STATE), early, 8));
  f.loop([[ROWS, 4 * ROW], [OUT, 4 * 8]], END, () => {
    const row = (n: number): Lanes => f.keep(load(ROWS, n * ROW));
    const words = transpose(f, [row(0), row(1), row(2), row(3)]).map((word) => turnBytes(f, word));
    const last = f.keep(lastWord(gather(ROWS, 16, ROW)));
    const schedule = newSchedule(f, [...seed, ...words, last, known(0), known(0), known(50 * 8)], bases);
    const { state: [a, b] } = playRounds(f, ninth(schedule.word(8)), schedule);
    const [first, second] = interleave(f, f.keep(add(a, INITIAL_STATE[0])), f.keep(add(b, INITIAL_STATE[1])));
    f.store(OUT, 0, first);
    f.store(OUT, 16, second);
  });
  return f.finish('tickets');
};
