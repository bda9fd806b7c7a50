import type { Constants } from './constants.ts';
import { integer, made, simd, type Lanes } from './lanes.ts';
import { unsigned, type WasmFunction } from './wasm-encoding.ts';

/** Writes one function. Its parameters are integers, most of them addresses, and go by their number. */
export type CodeWriter = {
  /** Computes `lanes` here, once, and keeps them in a local of their own; known ones stay known. */
  readonly keep: (lanes: Lanes) => Lanes;
  /** Writes sixteen bytes to `offset` behind the address in `parameter`. */
  readonly store: (parameter: number, offset: number, lanes: Lanes) => void;
  /** Repeats `body`, after which each step is added to its parameter, until the first of them reaches parameter `end`; at least once. */
  readonly loop: (steps: readonly (readonly [parameter: number, step: number])[], end: number, body: () => void) => void;
  readonly finish: (name: string) => WasmFunction;
};

const localGet = (local: number): readonly number[] => [0x20, ...unsigned(local)];
const localSet = (local: number): readonly number[] => [0x21, ...unsigned(local)];
const LOAD = 0x00;
const LOAD_SPLAT = 0x09;
const STORE = 0x0b;
const LOAD_ZERO = 0x5c;
const LOAD_LANE = 0x56;
const SPLAT = 0x11;
/** What stands in front of an address's offset: nothing is known of its alignment. */
const UNALIGNED = 0;

/** The integer in `parameter`, in all four lanes. */
export const splatOf = (parameter: number): Lanes => made([...localGet(parameter), ...simd(SPLAT)]);

/** The four bytes at `offset` behind the address in `parameter`, in all four lanes. */
export const loadSplat = (parameter: number, offset: number): Lanes => made([...localGet(parameter), ...simd(LOAD_SPLAT, UNALIGNED, ...unsigned(offset))]);

/** The sixteen bytes at `offset` behind the address in `parameter`. */
export const load = (parameter: number, offset: number): Lanes => made([...localGet(parameter), ...simd(LOAD, UNALIGNED, ...unsigned(offset))]);

/** Four bytes from each of four places, `stride` apart, one per lane. */
export const gather = (parameter: number, offset: number, stride: number): Lanes => {
  const place = (lane: number): readonly number[] => [UNALIGNED, ...unsigned(offset + lane * stride)];
  const lanes = [1, 2, 3].flatMap((lane) => [...localSet(SCRATCH), ...localGet(parameter), ...localGet(SCRATCH), ...simd(LOAD_LANE, ...place(lane), lane)]);
  return made([...localGet(parameter), ...simd(LOAD_ZERO, ...place(0)), ...lanes]);
};

/** Every function has four parameters; the first local behind them is for what `gather` has in hand. */
const PARAMETERS = 4;
const SCRATCH = PARAMETERS;
const CAPACITY = 2 ** 17;

/** A function of four parameters that takes its known numbers from `constants`. */
export const newFunction = (constants: Constants): CodeWriter => {
  const code = new Uint8Array(CAPACITY);
  let length = 0;
  let vectors = 1;
  const write = (bytes: readonly number[]): void => {
    for (const byte of bytes) {
      code[length] = byte;
      length += 1;
    }
  };
  const compute = (lanes: Lanes): void => {
    if ('known' in lanes) {
      write([...integer(0), ...simd(LOAD, UNALIGNED, ...unsigned(constants.addressOf(lanes.known)))]);
    } else {
      for (const operand of lanes.operands) compute(operand);
      write(lanes.instruction);
    }
  };
  return {
    keep: (lanes) => {
      if ('known' in lanes) return lanes;
      const local = PARAMETERS + vectors;
      vectors += 1;
      compute(lanes);
      write(localSet(local));
      return made(localGet(local));
    },
    store: (parameter, offset, lanes) => {
      write(localGet(parameter));
      compute(lanes);
      write(simd(STORE, UNALIGNED, ...unsigned(offset)));
    },
    loop: (steps, end, body) => {
      write([0x03, 0x40]);
      body();
      for (const [parameter, step] of steps) write([...localGet(parameter), ...integer(step), 0x6a, ...localSet(parameter)]);
      write([...localGet(steps[0]?.[0] ?? 0), ...localGet(end), 0x49, 0x0d, 0x00, 0x0b]);
    },
    finish: (name) => ({ name, parameters: PARAMETERS, vectors, code: code.slice(0, length) }),
  };
};
