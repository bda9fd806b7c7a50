import { ROW_BYTES } from './row.ts';

/** One bit per class of character that a position of a row may hold. */
const ID = 1;
const DIGIT = 2;
const INDUSTRY = 4;
const UPPER = 8;
const HEX = 16;
const COMMA = 32;
const NEWLINE = 64;

const classOf = new Uint8Array(256);
const allow = (characters: string, bit: number): void => {
  for (const character of characters) {
    const code = character.charCodeAt(0);
    classOf[code] = (classOf[code] ?? 0) | bit;
  }
};
allow('0123456789ABCDEFGHJKLMNPQRTUWXY', ID);
allow('0123456789', DIGIT);
allow('ABCDEFGHIJKLMNOPQRST', INDUSTRY);
allow('ABCDEFGHIJKLMNOPQRSTUVWXYZ', UPPER);
allow('0123456789abcdef', HEX);
allow(',', COMMA);
allow('\n', NEWLINE);

const LAYOUT = Uint8Array.from(
  [
    [18, ID], [1, COMMA], [6, DIGIT], [1, COMMA], [1, INDUSTRY], [4, DIGIT], [1, COMMA], [1, UPPER], [1, COMMA],
    [8, DIGIT], [1, COMMA], [16, HEX], [1, COMMA], [3, DIGIT], [1, NEWLINE],
  ].flatMap(([count = 0, bit = 0]) => Array.from({ length: count }, () => bit)),
);

/** 1 for every byte that a position may hold: one look for each byte of a directory. */
const allowed = Uint8Array.from({ length: ROW_BYTES * 256 }, (_, i) => (((classOf[i & 255] ?? 0) & (LAYOUT[i >> 8] ?? 0)) === 0 ? 0 : 1));

/** True if the 64 bytes at `at` have the form of a row (its date and status are looked at elsewhere); for loops over millions of rows. */
export const hasRowForm = (bytes: Uint8Array, at: number): boolean => {
  if (at + ROW_BYTES > bytes.length) return false;
  for (let i = 0; i < ROW_BYTES; i += 1) {
    if (allowed[(i << 8) | (bytes[at + i] ?? 0)] === 0) return false;
  }
  return true;
};

/** Below 0, 0 or above 0 as the id at `a` of one array is before, equal to or after the id at `b` of another. */
export const compareIds = (left: Uint8Array, a: number, right: Uint8Array, b: number): number => {
  for (let i = 0; i < 18; i += 1) {
    const difference = (left[a + i] ?? 0) - (right[b + i] ?? 0);
    if (difference !== 0) return difference;
  }
  return 0;
};

/** The number that the digits of a row write at `at`. */
export const digitsAt = (bytes: Uint8Array, at: number, count: number): number => {
  let number = 0;
  for (let i = 0; i < count; i += 1) number = number * 10 + (bytes[at + i] ?? 0) - 48;
  return number;
};
