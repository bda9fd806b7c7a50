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

/** The message schedule. What is asked for is computed where it is first asked for: before a loop, or inside. */
export type Schedule = {
  readonly word: (t: number) => Lanes;
  /** The part of word t, from 16, that the words t − 16 and t − 15 make. */
  readonly base: (t: number) => Lanes;
};

/** The schedule of a block of 16 words; `ready` are bases from word 16 on that were computed before. */
export const newSchedule = (f: CodeWriter, block: readonly Lanes[], ready: readonly Lanes[] = []): Schedule => {
  const words = [...block];
  const bases = new Map(ready.map((lanes, i) => [16 + i, lanes]));
  const base = (t: number): Lanes => {
    const made = bases.get(t) ?? f.keep(add(word(t - 16), smallSigma0(word(t - 15))));
    bases.set(t, made);
    return made;
  };
  const word = (t: number): Lanes => (words[t] ??= f.keep(add(base(t), word(t - 7), smallSigma1(word(t - 2)))));
  return { word, base };
};

/** What round t begins with; b ^ c is the round's before a ^ b. */
export type Round = { readonly state: State; readonly t: number; readonly bXorC: Lanes };

/** Before round 0. */
export const firstRound = (f: CodeWriter, state: State): Round => ({ state, t: 0, bXorC: f.keep(xor(state[1], state[2])) });

/** T1 and T2 of a round (FIPS 180-4, 6.2.2), with Maj(a, b, c) = b ^ ((a ^ b) & (b ^ c)), which is one instruction less. */
const sumsOf = (f: CodeWriter, { state: [a, b, , , e, f_, g, h], t, bXorC }: Round, word: Lanes): { readonly t1: Lanes; readonly t2: Lanes; readonly aXorB: Lanes } => {
  const t1 = f.keep(add(h, add(known(ROUND_CONSTANTS[t] ?? 0), word), select(e, f_, g), bigSigma1(e)));
  const aXorB = f.keep(xor(a, b));
  return { t1, t2: add(xor(b, and(aXorB, bXorC)), bigSigma0(a)), aXorB };
};

const nextRound = ({ state: [a, b, c, , e, f_, g], t }: Round, newA: Lanes, newE: Lanes, bXorC: Lanes): Round =>
  ({ state: [newA, a, b, c, newE, e, f_, g], t: t + 1, bXorC });

/** Plays rounds up to before `to`. */
export const playRounds = (f: CodeWriter, start: Round, schedule: Schedule, to = 64): Round => {
  let round = start;
  while (round.t < to) {
    const { t1, t2, aXorB } = sumsOf(f, round, schedule.word(round.t));
    round = nextRound(round, f.keep(add(t1, t2)), f.keep(add(round.state[3], t1)), aXorB);
  }
  return round;
};

/** Plays one round as far as it can be without its word, which a loop may bring later; then only two sums are left. */
export const prepareRound = (f: CodeWriter, round: Round): ((word: Lanes) => Round) => {
  const { t1, t2, aXorB } = sumsOf(f, round, known(0));
  const [forA, forE] = [f.keep(add(t1, t2)), f.keep(add(round.state[3], t1))];
  return (word) => nextRound(round, f.keep(add(forA, word)), f.keep(add(forE, word)), aXorB);
};

/** The sums that end a block. */
export const addStates = (f: CodeWriter, before: State, after: State): State =>
  after.map((lanes, i) => f.keep(add(lanes, before[i] ?? known(0)))) as readonly Lanes[] as State;
