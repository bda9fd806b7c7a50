import { digitsAt } from '../directory/row-bytes.ts';
import { frameTest } from '../directory/frame.ts';
import { ROW_BYTES, rowId } from '../directory/row.ts';
import type { Frame } from '../types.ts';

/** By what the eligible and the drawn are compared. `mark` is a bit of the tags, the firm's size among them where a directory has it; `history` its last inspection. */
export const DIMENSIONS = ['region', 'industry', 'mark', 'history'] as const;
export type Dimension = (typeof DIMENSIONS)[number];

/** Rows counted by dimension, then category, then stratum. */
export type Tally = Readonly<Record<Dimension, Map<string, Map<string, number>>>>;

export const emptyTally = (): Tally => ({ region: new Map(), industry: new Map(), mark: new Map(), history: new Map() });

const [REGION, INDUSTRY, STRATUM, INSPECTED, TAGS] = [19, 26, 32, 34, 43];
const STRATA = 26;

/** Adds `rows` rows of a category and stratum. */
const add = (tally: Tally, dimension: Dimension, category: string, stratum: string, rows: number): void => {
  const own = tally[dimension].get(category) ?? new Map<string, number>();
  own.set(stratum, (own.get(stratum) ?? 0) + rows);
  tally[dimension].set(category, own);
};

/** Adds one tally to another. A shard's tally needs its rows alone, so shards may be counted apart, in any order, where they are drawn. */
export const addTally = (to: Tally, from: Tally): void => {
  for (const dimension of DIMENSIONS) for (const [category, strata] of from[dimension]) for (const [stratum, rows] of strata) add(to, dimension, category, stratum, rows);
};

/** Counts the eligible rows of a shard. One pass, and memory for the categories only. */
export const tallyShard = (shard: Uint8Array, frame: Frame, excluded: ReadonlySet<string>): Tally =>
  tallyRows(shard, (at) => inFrameOf(frame)(shard, at) && (excluded.size === 0 || !excluded.has(rowId(shard, at / ROW_BYTES))));

const frames = new WeakMap<Frame, ReturnType<typeof frameTest>>();
const inFrameOf = (frame: Frame): ReturnType<typeof frameTest> => {
  const known = frames.get(frame) ?? frameTest(frame);
  frames.set(frame, known);
  return known;
};

/** Counts the rows of `bytes` that `counts` takes, by numbers: a text for each of millions of rows takes longer than all else. */
const tallyRows = (bytes: Uint8Array, counts: (at: number) => boolean): Tally => {
  const regions = new Map<number, number>();
  const industries = new Float64Array(STRATA * STRATA);
  const marks = new Float64Array(64 * STRATA);
  const histories = new Float64Array(2 * STRATA);
  for (let at = 0; at < bytes.length; at += ROW_BYTES) {
    if (!counts(at)) continue;
    const stratum = letterAt(bytes, at + STRATUM);
    const region = digitsAt(bytes, at + REGION, 6) * STRATA + stratum;
    regions.set(region, (regions.get(region) ?? 0) + 1);
    bump(industries, letterAt(bytes, at + INDUSTRY) * STRATA + stratum);
    bump(histories, (digitsAt(bytes, at + INSPECTED, 8) === 0 ? 0 : 1) * STRATA + stratum);
    for (let digit = 0; digit < 16; digit += 1) {
      const code = bytes[at + TAGS + digit] ?? 48;
      if (code === 48) continue;
      const bits = code < 58 ? code - 48 : code - 87;
      for (let bit = 0; bit < 4; bit += 1) if ((bits >> bit) & 1) bump(marks, ((15 - digit) * 4 + bit) * STRATA + stratum);
    }
  }
  const tally = emptyTally();
  for (const [key, rows] of [...regions].sort(([a], [b]) => a - b)) add(tally, 'region', String(Math.floor(key / STRATA)).padStart(6, '0'), letter(key % STRATA), rows);
  fill(tally, 'industry', industries, letter);
  fill(tally, 'mark', marks, (bit) => String(bit).padStart(2, '0'));
  fill(tally, 'history', histories, (index) => (index === 0 ? 'never' : 'before'));
  return tally;
};

const letterAt = (bytes: Uint8Array, at: number): number => (bytes[at] ?? 65) - 65;
const letter = (index: number): string => String.fromCharCode(65 + index);
const bump = (counts: Float64Array, at: number): void => {
  counts[at] = (counts[at] ?? 0) + 1;
};

const fill = (tally: Tally, dimension: Dimension, counts: Float64Array, name: (index: number) => string): void => {
  for (const [key, rows] of counts.entries()) if (rows > 0) add(tally, dimension, name(Math.floor(key / STRATA)), letter(key % STRATA), rows);
};

/** The same counts of single rows: those that were drawn. */
export const tallyTexts = (rows: readonly string[]): Tally => {
  const bytes = new TextEncoder().encode(rows.join(''));
  return tallyRows(bytes, () => true);
};
