import { utf8 } from '../encoding/bytes.ts';
import type { Frame } from '../types.ts';

/** A test of the row whose 64 bytes start at `at`. */
export type RowTest = (bytes: Uint8Array, at: number) => boolean;

const REGION = 19;
const INDUSTRY = 26;
const LAST_INSPECTED = 34;
const TAGS = 43;
const STATUS = 60;
const NEVER = utf8('00000000');

/** Below 0, 0 or above 0 as the bytes at `at` are before, equal to or after `text`. A plain loop: it runs for every row of a directory. */
const compareAt = (bytes: Uint8Array, at: number, text: Uint8Array): number => {
  for (let i = 0; i < text.length; i += 1) {
    const difference = (bytes[at + i] ?? 0) - (text[i] ?? 0);
    if (difference !== 0) return difference;
  }
  return 0;
};

const startsWithOneOf = (prefixes: readonly string[], offset: number): RowTest => {
  const wanted = prefixes.map(utf8);
  return (bytes, at) => {
    for (const prefix of wanted) if (compareAt(bytes, at + offset, prefix) === 0) return true;
    return false;
  };
};

const nibble = (code: number): number => (code < 58 ? code - 48 : code - 87);

const tagBits = (mask: string, wanted: 'all' | 'none'): RowTest => {
  const bits = [...mask].map((digit) => Number.parseInt(digit, 16));
  return (bytes, at) => {
    for (const [i, bit] of bits.entries()) {
      if (bit !== 0 && (nibble(bytes[at + TAGS + i] ?? 0) & bit) !== (wanted === 'all' ? bit : 0)) return false;
    }
    return true;
  };
};

const isSmallerOrNever = (day: string): RowTest => {
  const limit = utf8(day);
  return (bytes, at) => compareAt(bytes, at + LAST_INSPECTED, NEVER) === 0 || compareAt(bytes, at + LAST_INSPECTED, limit) < 0;
};

/** The frame as one test over row bytes; all of its predicates must hold. */
export const frameTest = (frame: Frame): RowTest => {
  const tests: RowTest[] = [];
  if (frame.status !== undefined) tests.push(startsWithOneOf(frame.status, STATUS));
  if (frame.regions !== undefined) tests.push(startsWithOneOf(frame.regions, REGION));
  if (frame.industries !== undefined) tests.push(startsWithOneOf(frame.industries, INDUSTRY));
  if (frame.tagsAll !== undefined) tests.push(tagBits(frame.tagsAll, 'all'));
  if (frame.tagsNone !== undefined) tests.push(tagBits(frame.tagsNone, 'none'));
  if (frame.inspectedBefore !== undefined) tests.push(isSmallerOrNever(frame.inspectedBefore));
  return (bytes, at) => {
    for (const test of tests) if (!test(bytes, at)) return false;
    return true;
  };
};

/** The frame that counts `capBase`: without `inspectedBefore`, so that past inspections do not shrink the cap. */
export const capBaseFrame = (frame: Frame): Frame => {
  const { inspectedBefore: _, ...base } = frame;
  return base;
};

/** True if the row of 64 characters is in the frame. */
export const isInFrame = (frame: Frame, row: string): boolean => frameTest(frame)(utf8(row), 0);
