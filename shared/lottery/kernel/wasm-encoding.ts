import { concat } from '../encoding/bytes.ts';

/** An unsigned number as WebAssembly writes it: LEB128, seven bits a byte, lowest first. */
export const unsigned = (value: number): readonly number[] => (value < 0x80 ? [value] : [(value & 0x7f) | 0x80, ...unsigned(value >>> 7)]);

/** A signed 32-bit number in LEB128. */
export const signed = (value: number): readonly number[] => {
  const rest = value >> 7;
  const isLast = (rest === 0 && (value & 0x40) === 0) || (rest === -1 && (value & 0x40) !== 0);
  return isLast ? [value & 0x7f] : [(value & 0x7f) | 0x80, ...signed(rest)];
};

/** A function of `parameters` 32-bit integers that returns nothing and keeps `vectors` 128-bit values in locals. */
export type WasmFunction = { readonly name: string; readonly parameters: number; readonly vectors: number; readonly code: Uint8Array };

const I32 = 0x7f;
const V128 = 0x7b;
const FUNCTION = 0x60;
const END = 0x0b;

const bytesOf = (...bytes: readonly number[]): Uint8Array => Uint8Array.from(bytes);
const sized = (...parts: readonly Uint8Array[]): Uint8Array => {
  const content = concat(...parts);
  return concat(bytesOf(...unsigned(content.length)), content);
};
const listOf = (entries: readonly Uint8Array[]): Uint8Array => concat(bytesOf(...unsigned(entries.length)), ...entries);
const section = (id: number, entries: readonly Uint8Array[]): Uint8Array => concat(bytesOf(id), sized(listOf(entries)));
const exported = (name: string, kind: number, index: number): Uint8Array =>
  concat(sized(bytesOf(...[...name].map((letter) => letter.charCodeAt(0)))), bytesOf(kind, index));

const typeOf = ({ parameters }: WasmFunction): Uint8Array => bytesOf(FUNCTION, parameters, ...Array.from({ length: parameters }, () => I32), 0);
const bodyOf = ({ vectors, code }: WasmFunction): Uint8Array => sized(bytesOf(1, ...unsigned(vectors), V128), code, bytesOf(END));

/** The bytes of a module that exports `functions` and a `memory` of `pages` times 64 KiB, which begins with `data`. */
export const encodeModule = (functions: readonly WasmFunction[], pages: number, data: Uint8Array): Uint8Array<ArrayBuffer> =>
  new Uint8Array(concat(
    bytesOf(0x00, 0x61, 0x73, 0x6d, 0x01, 0x00, 0x00, 0x00),
    section(1, functions.map(typeOf)),
    section(3, functions.map((_, index) => bytesOf(index))),
    section(5, [bytesOf(0x00, ...unsigned(pages))]),
    section(7, [...functions.map(({ name }, index) => exported(name, 0x00, index)), exported('memory', 0x02, 0)]),
    section(10, functions.map(bodyOf)),
    section(11, [concat(bytesOf(0x00, 0x41, 0x00, END), sized(data))]),
  ));
