import { signed, unsigned } from './wasm-encoding.ts';

/**
 * Four 32-bit numbers side by side, one per message: the same `known` number in all four while generating, what a `local` of the function
 * holds, or what an instruction makes of its operands. Sums and rotations of known numbers are worked out here and cost nothing later;
 * what does not vary from one turn of the loop to the next is computed once, before it. A `pair` is of eight messages: whatever is done to
 * it is done to both its halves, so that an engine that can may do it to both at once.
 */
export type Lanes = { readonly known: number } | Computed | { readonly pair: readonly [Lanes, Lanes] };
export type Computed = { readonly varies: boolean } & ({ readonly local: number } | { readonly instruction: readonly number[]; readonly operands: readonly Lanes[] });

/** The bytes of a 128-bit instruction. */
export const simd = (operation: number, ...immediates: readonly number[]): readonly number[] => [0xfd, ...unsigned(operation), ...immediates];

/** The bytes that put an i32 on the stack. */
export const integer = (value: number): readonly number[] => [0x41, ...signed(value | 0)];

export const known = (value: number): Lanes => ({ known: value >>> 0 });

/** True if `lanes` are others at each turn of the loop. */
export const varying = (lanes: Lanes): boolean => ('pair' in lanes ? lanes.pair.some(varying) : 'varies' in lanes && lanes.varies);

/** The vector of each four messages: one, or two of a pair. */
export const vectorsOf = (lanes: Lanes): readonly Lanes[] => ('pair' in lanes ? lanes.pair : [lanes]);

/** What `instruction` leaves on the stack by itself. */
export const read = (instruction: readonly number[], varies: boolean): Lanes => ({ instruction, operands: [], varies });

/** What `instruction` leaves on the stack after its operands. */
export const made = (instruction: readonly number[], ...operands: readonly Lanes[]): Lanes => {
  if (!operands.some((operand) => 'pair' in operand)) return { instruction, operands, varies: operands.some(varying) };
  const half = (which: 0 | 1): Lanes => made(instruction, ...operands.map((operand) => ('pair' in operand ? operand.pair[which] : operand)));
  return { pair: [half(0), half(1)] };
};

const AND = simd(0x4e);
const OR = simd(0x50);
const XOR = simd(0x51);
const SELECT = simd(0x52);
const ADD = simd(0xae);
const shifts = (operation: number): readonly (readonly number[])[] => Array.from({ length: 32 }, (_, bits) => [...integer(bits), ...simd(operation)]);
const LEFT = shifts(0xab);
const RIGHT = shifts(0xad);

/** The sum of all terms modulo 2^32; known ones are added up beforehand, and those that do not vary before those that do. */
export const add = (...terms: readonly Lanes[]): Lanes => {
  const constant = terms.reduce((sum, term) => ('known' in term ? (sum + term.known) >>> 0 : sum), 0);
  const rest = terms.filter((term) => !('known' in term)).sort((a, b) => Number(varying(a)) - Number(varying(b)));
  const all: readonly Lanes[] = constant === 0 && rest.length > 0 ? rest : [known(constant), ...rest];
  return all.reduce((sum, term) => made(ADD, sum, term));
};

export const and = (a: Lanes, b: Lanes): Lanes => ('known' in a && 'known' in b ? known(a.known & b.known) : made(AND, a, b));
export const or = (a: Lanes, b: Lanes): Lanes => ('known' in a && 'known' in b ? known(a.known | b.known) : made(OR, a, b));
export const xor = (a: Lanes, b: Lanes): Lanes => ('known' in a && 'known' in b ? known(a.known ^ b.known) : made(XOR, a, b));

/** The bits of `a` where `mask` has ones, those of `b` elsewhere. */
export const select = (mask: Lanes, a: Lanes, b: Lanes): Lanes => {
  if ('known' in mask && 'known' in a && 'known' in b) return known((a.known & mask.known) | (b.known & ~mask.known));
  // Of two that stand still the difference is there before the loop, which leaves two instructions of the three that a selection takes.
  return varying(a) || varying(b) ? made(SELECT, a, b, mask) : xor(b, and(mask, xor(a, b)));
};

export const shiftRight = (a: Lanes, bits: number): Lanes => ('known' in a ? known(a.known >>> bits) : made(RIGHT[bits] ?? [], a));

/** Rotation by 1 to 31 `bits` to the right; `a` is used twice, so it should be kept. */
export const rotateRight = (a: Lanes, bits: number): Lanes =>
  'known' in a ? known((a.known >>> bits) | (a.known << (32 - bits))) : or(made(RIGHT[bits] ?? [], a), made(LEFT[32 - bits] ?? [], a));
