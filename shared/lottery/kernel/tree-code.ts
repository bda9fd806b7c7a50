import { gather, load, newFunction, splatOf, type CodeWriter } from './code-writer.ts';
import type { Constants } from './constants.ts';
import { and, known, or, type Lanes } from './lanes.ts';
import { addStates, INITIAL_STATE, playRounds } from './sha256-rounds.ts';
import { transpose, turnBytes, type Four } from './transpose.ts';
import type { WasmFunction } from './wasm-encoding.ts';

const MESSAGE = 64;
const DIGEST = 32;
const IN = 0;
const OUT = 1;
const END = 2;
const TAG = 3;
const END_OF_MESSAGE = known(0x0080_0000);
const NEWLINE_AND_END = known(0x0a80_0000);

/** Words `offset / 4` to `offset / 4 + 3` of four messages, read from `offset`. */
const fourWords = (f: CodeWriter, offset: number): readonly Lanes[] => {
  const of = (message: number): Lanes => f.keep(load(IN, offset + message * MESSAGE));
  return transpose(f, [of(0), of(1), of(2), of(3)]).map((word) => turnBytes(f, word));
};

const storeFour = (f: CodeWriter, offset: number, words: Four): void => {
  const turned = words.map((word) => turnBytes(f, word)) as readonly Lanes[] as Four;
  for (const [message, lanes] of transpose(f, turned).entries()) f.store(OUT, offset + message * DIGEST, lanes);
};

/**
 * `tree(in, out, end, tag)`: H(tag ‖ 64 bytes) for messages of 64 bytes from behind `in` to `end`, four at a time, 32 bytes each to `out`;
 * `tag` stands in the highest byte. "In" is one byte before the first message: the tag takes that byte's place and moves everything by one,
 * so that 65 bytes make two blocks, of which the second holds the last byte and otherwise only what is known.
 */
export const treeFunction = (constants: Constants): WasmFunction => twoBlocks(constants, 'tree', (f) => f.keep(or(and(gather(IN, [0, 1, 2, 3].map((message) => message * MESSAGE + 61)), known(0xff00_0000)), END_OF_MESSAGE)));

/** `lines(in, out, end, tag)`: the same for messages that all end in a newline, as rows do: then all of the second block is known. */
export const linesFunction = (constants: Constants): WasmFunction => twoBlocks(constants, 'lines', () => NEWLINE_AND_END);

const twoBlocks = (constants: Constants, name: string, lastWord: (f: CodeWriter) => Lanes): WasmFunction => {
  const f = newFunction(constants);
  const [first = known(0), ...words] = [0, 16, 32, 48].flatMap((offset) => fourWords(f, offset));
  const tagged = f.keep(or(splatOf(TAG), and(first, known(0x00ff_ffff))));
  const middle = addStates(f, INITIAL_STATE, playRounds(f, INITIAL_STATE, [tagged, ...words]));
  const zeros = Array.from({ length: 14 }, () => known(0));
  const [h0, h1, h2, h3, h4, h5, h6, h7] = addStates(f, middle, playRounds(f, middle, [lastWord(f), ...zeros, known(65 * 8)]));
  storeFour(f, 0, [h0, h1, h2, h3]);
  storeFour(f, 16, [h4, h5, h6, h7]);
  return f.finish(name, [[IN, 4 * MESSAGE], [OUT, 4 * DIGEST]], END);
};
