import type { CodeWriter } from './code-writer.ts';
import { add, and, known, rotateRight, select, shiftRight, xor, type Lanes } from './lanes.ts';
import { INITIAL_VALUE, ROUND_CONSTANTS } from './sha256-constants.ts';

/** The working variables a to h (FIPS 180-4, 6.2.2), each for four messages. */
export type State = readonly [Lanes, Lanes, Lanes, Lanes, Lanes, Lanes, Lanes, Lanes];

/** The initial hash value, known while generating. */
export const INITIAL_STATE = INITIAL_VALUE.map(known) as readonly Lanes[] as State;

const threeWay = (a: Lanes, b: Lanes, c: Lanes): Lanes => xor(xor(a, b), c);
const bigSigma0 = (a: Lanes): Lanes => threeWay(rotateRight(a, 2), rotateRight(a, 13), rotateRight(a, 22));
const bigSigma1 = (e: Lanes): Lanes => threeWay(rotateRight(e, 6), rotateRight(e, 11), rotateRight(e, 25));
const smallSigma0 = (w: Lanes): Lanes => threeWay(rotateRight(w, 7), rotateRight(w, 18), shiftRight(w, 3));
const smallSigma1 = (w: Lanes): Lanes => threeWay(rotateRight(w, 17), rotateRight(w, 19), shiftRight(w, 10));

/** The message schedule of a block of 16 words, each word made when it is first asked for. */
const scheduleOf = (f: CodeWriter, block: readonly Lanes[]): ((t: number) => Lanes) => {
  const words = [...block];
  const word = (t: number): Lanes => (words[t] ??= f.keep(add(word(t - 16), smallSigma0(word(t - 15)), word(t - 7), smallSigma1(word(t - 2)))));
  return word;
};

/** Plays the 64 rounds of a block of 16 words, with Maj(a, b, c) = b ^ ((a ^ b) & (b ^ c)): b ^ c is the round's before a ^ b. */
export const playRounds = (f: CodeWriter, start: State, block: readonly Lanes[]): State => {
  const word = scheduleOf(f, block);
  let [a, b, c, d, e, f_, g, h] = start;
  let bXorC = f.keep(xor(b, c));
  for (const [t, constant] of ROUND_CONSTANTS.entries()) {
    const t1 = f.keep(add(h, known(constant), word(t), select(e, f_, g), bigSigma1(e)));
    const aXorB = f.keep(xor(a, b));
    const t2 = add(xor(b, and(aXorB, bXorC)), bigSigma0(a));
    [a, b, c, d, e, f_, g, h] = [f.keep(add(t1, t2)), a, b, c, f.keep(add(d, t1)), e, f_, g];
    bXorC = aXorB;
  }
  return [a, b, c, d, e, f_, g, h];
};

/** The sums that end a block. */
export const addStates = (f: CodeWriter, before: State, after: State): State =>
  after.map((lanes, i) => f.keep(add(lanes, before[i] ?? known(0)))) as readonly Lanes[] as State;
