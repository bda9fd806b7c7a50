import { abreast, apart, END, GIVEN, IN, messagesOf, OUT, WORK, type Abreast } from './abreast.ts';
import { gather, load, loadSplat, newFunction, type CodeWriter } from './code-writer.ts';
import type { Constants } from './constants.ts';
import { and, known, or, type Lanes } from './lanes.ts';
import { addStates, INITIAL_STATE, playRounds } from './sha256-rounds.ts';
import { transpose, turnBytes, type Four } from './transpose.ts';
import type { WasmFunction } from './wasm-encoding.ts';

const MESSAGE = 64;
const DIGEST = 32;
const END_OF_MESSAGE = known(0x0080_0000);
const NEWLINE_AND_END = known(0x0a80_0000);

/** Words `offset / 4` to `offset / 4 + 3` of all messages of the turn, read from `offset`. */
const fourWords = (f: CodeWriter, atOnce: Abreast, offset: number): readonly Lanes[] => {
  const words = messagesOf(atOnce).map((messages) => transpose(f, messages.map((message) => f.keep(load(IN, offset + message * MESSAGE))) as readonly Lanes[] as Four));
  return [0, 1, 2, 3].map((word) => abreast(f, offset / 4 + word, words.map((four) => turnBytes(f, four[word] as Lanes))));
};

const storeDigests = (f: CodeWriter, atOnce: Abreast, state: readonly Lanes[]): void => {
  const words = state.map((word, place) => apart(f, place, word).map((vector) => turnBytes(f, vector)));
  for (const [at, messages] of messagesOf(atOnce).entries()) {
    for (const half of [0, 4]) {
      const four = words.slice(half, half + 4).map((vectors) => vectors[at]) as readonly Lanes[] as Four;
      for (const [lane, lanes] of transpose(f, four).entries()) f.store(OUT, (messages[lane] as number) * DIGEST + half * 4, lanes);
    }
  }
};

/**
 * `tree(in, out, end, work)`: H(tag ‖ 64 bytes) for messages of 64 bytes from behind `in` to `end`, four or eight at a time, 32 bytes each to
 * `out`; the word that is given has the tag in its highest byte. "In" is one byte before the first message: the tag takes that byte's place and
 * moves everything by one, so that 65 bytes make two blocks, of which the second holds the last byte and otherwise only what is known.
 */
export const treeFunction = (constants: Constants, atOnce: Abreast): WasmFunction =>
  twoBlocks(constants, atOnce, 'tree', (f) => {
    const lastBytes = messagesOf(atOnce).map((messages) => f.keep(and(gather(IN, messages.map((message) => message * MESSAGE + 61)), known(0xff00_0000))));
    return f.keep(or(abreast(f, 0, lastBytes), END_OF_MESSAGE));
  });

/** `lines(in, out, end, work)`: the same for messages that all end in a newline, as rows do: then all of the second block is known. */
export const linesFunction = (constants: Constants, atOnce: Abreast): WasmFunction => twoBlocks(constants, atOnce, 'lines', () => NEWLINE_AND_END);

const twoBlocks = (constants: Constants, atOnce: Abreast, name: string, lastWord: (f: CodeWriter) => Lanes): WasmFunction => {
  const f = newFunction(constants);
  const [first = known(0), ...words] = [0, 16, 32, 48].flatMap((offset) => fourWords(f, atOnce, offset));
  const tagged = f.keep(or(loadSplat(WORK, GIVEN), and(first, known(0x00ff_ffff))));
  const middle = addStates(f, INITIAL_STATE, playRounds(f, INITIAL_STATE, [tagged, ...words]));
  const zeros = Array.from({ length: 14 }, () => known(0));
  storeDigests(f, atOnce, addStates(f, middle, playRounds(f, middle, [lastWord(f), ...zeros, known(65 * 8)])));
  return f.finish(name, [[IN, atOnce * MESSAGE], [OUT, atOnce * DIGEST]], END);
};
