import { signed, unsigned } from './wasm-encoding.ts';

/**
 * Four 32-bit numbers side by side, one per message: the same `known` number in all four while generating, or what an instruction makes of
 * its operands when the kernel runs. Sums and rotations of known numbers are worked out here and cost nothing later.
 */
export type Lanes = { readonly known: number } | { readonly instruction: readonly number[]; readonly operands: readonly Lanes[] };

/** The bytes of a 128-bit instruction. */
export const simd = (operation: number, ...immediates: readonly number[]): readonly number[] => [0xfd, ...unsigned(operation), ...immediates];

/** The bytes that put an i32 on the stack. */
export const integer = (value: number): readonly number[] => [0x41, ...signed(value | 0)];

/** What `instruction` leaves on the stack after its operands. */
export const made = (instruction: readonly number[], ...operands: readonly Lanes[]): Lanes => ({ instruction, operands });
export const known = (value: number): Lanes => ({ known: value >>> 0 });

const AND = simd(0x4e);
const OR = simd(0x50);
const XOR = simd(0x51);
const SELECT = simd(0x52);
const ADD = simd(0xae);
const shifts = (operation: number): readonly (readonly number[])[] => Array.from({ length: 32 }, (_, bits) => [...integer(bits), ...simd(operation)]);
const LEFT = shifts(0xab);
const RIGHT = shifts(0xad);

/** The sum of all terms modulo 2^32; known ones are added up beforehand. */
export const add = (...terms: readonly Lanes[]): Lanes => {
  const constant = terms.reduce((sum, term) => ('known' in term ? (sum + term.known) >>> 0 : sum), 0);
  const rest = terms.filter((term) => !('known' in term));
  const all: readonly Lanes[] = constant === 0 && rest.length > 0 ? rest : [known(constant), ...rest];
  return all.reduce((sum, term) => made(ADD, sum, term));
};

export const and = (a: Lanes, b: Lanes): Lanes => ('known' in a && 'known' in b ? known(a.known & b.known) : made(AND, a, b));
export const or = (a: Lanes, b: Lanes): Lanes => ('known' in a && 'known' in b ? known(a.known | b.known) : made(OR, a, b));
export const xor = (a: Lanes, b: Lanes): Lanes => ('known' in a && 'known' in b ? known(a.known ^ b.known) : made(XOR, a, b));

/** The bits of `a` where `mask` has ones, those of `b` elsewhere. */
export const select = (mask: Lanes, a: Lanes, b: Lanes): Lanes =>
  'known' in mask && 'known' in a && 'known' in b ? known((a.known & mask.known) | (b.known & ~mask.known)) : made(SELECT, a, b, mask);

export const shiftRight = (a: Lanes, bits: number): Lanes => ('known' in a ? known(a.known >>> bits) : made(RIGHT[bits] ?? [], a));

/** Rotation by 1 to 31 `bits` to the right; `a` is used twice, so it should be kept. */
export const rotateRight = (a: Lanes, bits: number): Lanes =>
  'known' in a ? known((a.known >>> bits) | (a.known << (32 - bits))) : or(made(RIGHT[bits] ?? [], a), made(LEFT[32 - bits] ?? [], a));
