import { concat } from '../encoding/bytes.ts';
import type { Constants } from './constants.ts';
import { integer, read, simd, vectorsOf, type Lanes } from './lanes.ts';
import { unsigned, type WasmFunction } from './wasm-encoding.ts';

/**
 * Writes one function: a loop over messages, and before it whatever is the same at each turn. Its parameters are integers, most of them
 * addresses, and go by their number.
 */
export type CodeWriter = {
  /** Computes `lanes` here, once, and keeps them in a local of their own; known ones stay known. */
  readonly keep: (lanes: Lanes) => Lanes;
  /** Writes sixteen bytes to `offset` behind the address in `parameter`, or thirty-two of a pair. */
  readonly store: (parameter: number, offset: number, lanes: Lanes) => void;
  /** The function: after each turn each step is added to its parameter, until the first of them reaches parameter `end`; at least one turn. */
  readonly finish: (name: string, steps: readonly (readonly [parameter: number, step: number])[], end: number) => WasmFunction;
};

const localGet = (local: number): readonly number[] => [0x20, ...unsigned(local)];
const localSet = (local: number): readonly number[] => [0x21, ...unsigned(local)];
const LOAD = 0x00;
const LOAD_SPLAT = 0x09;
const STORE = 0x0b;
const LOAD_ZERO = 0x5c;
const LOAD_LANE = 0x56;
const SPLAT = 0x11;
export const VECTOR_BYTES = 16;
/** What stands in front of an address's offset: nothing is known of its alignment. */
const UNALIGNED = 0;

/** The integer in `parameter`, in all four lanes, as it is before the loop. */
export const splatOf = (parameter: number): Lanes => read([...localGet(parameter), ...simd(SPLAT)], false);

/** The four bytes at `offset` behind the address in `parameter`, in all four lanes, as they are before the loop. */
export const loadSplat = (parameter: number, offset: number): Lanes => read([...localGet(parameter), ...simd(LOAD_SPLAT, UNALIGNED, ...unsigned(offset))], false);

/** The sixteen bytes at `offset` behind the address in `parameter`, at each turn. */
export const load = (parameter: number, offset: number): Lanes => read([...localGet(parameter), ...simd(LOAD, UNALIGNED, ...unsigned(offset))], true);

/** Four bytes from each of four places, `offsets` behind the address in `parameter`, one per lane, at each turn. */
export const gather = (parameter: number, offsets: readonly number[]): Lanes => {
  const place = (lane: number): readonly number[] => [UNALIGNED, ...unsigned(offsets[lane] ?? 0)];
  const lanes = [1, 2, 3].flatMap((lane) => [...localSet(SCRATCH), ...localGet(parameter), ...localGet(SCRATCH), ...simd(LOAD_LANE, ...place(lane), lane)]);
  return read([...localGet(parameter), ...simd(LOAD_ZERO, ...place(0)), ...lanes], true);
};

/** Every function has four parameters; the first local behind them is for what `gather` has in hand. */
const PARAMETERS = 4;
const SCRATCH = PARAMETERS;
const CAPACITY = 2 ** 17;

type Code = { readonly write: (bytes: readonly number[]) => void; readonly written: () => Uint8Array };

const newCode = (): Code => {
  const code = new Uint8Array(CAPACITY);
  let length = 0;
  return {
    write: (bytes) => {
      code.set(bytes, length);
      length += bytes.length;
    },
    written: () => code.subarray(0, length),
  };
};

/** A function of four parameters that takes its known numbers from `constants`. */
export const newFunction = (constants: Constants): CodeWriter => {
  const before = newCode();
  const turn = newCode();
  const kept = new Map<Lanes, Lanes>();
  let vectors = 1;
  const compute = (lanes: Lanes, code: Code): void => {
    if ('known' in lanes) code.write([...integer(0), ...simd(LOAD, UNALIGNED, ...unsigned(constants.addressOf(lanes.known)))]);
    else if ('pair' in lanes) throw new TypeError('two vectors do not go onto the stack as one');
    else if ('local' in lanes) code.write(localGet(lanes.local));
    else if (code === turn && !lanes.varies) compute(keep(lanes), code);
    else {
      for (const operand of lanes.operands) compute(operand, code);
      code.write(lanes.instruction);
    }
  };
  const keep = (lanes: Lanes): Lanes => {
    if ('known' in lanes || 'local' in lanes) return lanes;
    if ('pair' in lanes) return { pair: [keep(lanes.pair[0]), keep(lanes.pair[1])] };
    const already = kept.get(lanes);
    if (already !== undefined) return already;
    const local = PARAMETERS + vectors;
    vectors += 1;
    const code = lanes.varies ? turn : before;
    compute(lanes, code);
    code.write(localSet(local));
    kept.set(lanes, { local, varies: lanes.varies });
    return { local, varies: lanes.varies };
  };
  return {
    keep,
    store: (parameter, offset, lanes) => {
      for (const [at, vector] of vectorsOf(lanes).entries()) {
        turn.write(localGet(parameter));
        compute(vector, turn);
        turn.write(simd(STORE, UNALIGNED, ...unsigned(offset + at * VECTOR_BYTES)));
      }
    },
    finish: (name, steps, end) => {
      const onward = steps.flatMap(([parameter, step]) => [...localGet(parameter), ...integer(step), 0x6a, ...localSet(parameter)]);
      const again = [...localGet(steps[0]?.[0] ?? 0), ...localGet(end), 0x49, 0x0d, 0x00, 0x0b];
      const code = concat(before.written(), Uint8Array.of(0x03, 0x40), turn.written(), Uint8Array.from([...onward, ...again]));
      return { name, parameters: PARAMETERS, vectors, code };
    },
  };
};
