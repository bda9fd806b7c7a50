import { isLocalDate, type LocalDate } from './local-date.ts';

/** A moment as Asia/Shanghai wall time with its offset, to the second: `2026-03-01T09:00:00+08:00`. Compares in time order as a string. */
export type Instant = string & { readonly __brand: 'Instant' };

const OFFSET_MS = 8 * 3_600_000;
const FORM = /^(\d{4}-\d{2}-\d{2})T([01]\d|2[0-3]):[0-5]\d:[0-5]\d\+08:00$/;

/** The moment `epochMs` milliseconds after 1970-01-01T00:00Z, cut to the second. */
export const instantOf = (epochMs: number): Instant =>
  `${new Date(Math.floor(epochMs / 1000) * 1000 + OFFSET_MS).toISOString().slice(0, 19)}+08:00` as Instant;

/** True if `text` has the form of an {@link Instant} and its day exists. */
export const isInstant = (text: string): text is Instant => {
  const match = FORM.exec(text);
  return match !== null && isLocalDate(match[1] ?? '');
};

/** Parses any ISO 8601 time with an offset; throws a `RangeError` on anything else. */
export const instant = (text: string): Instant => {
  const ms = /(?:Z|[+-]\d{2}:\d{2})$/.test(text) ? Date.parse(text) : Number.NaN;
  if (!Number.isFinite(ms)) throw new RangeError(`not a time with an offset: ${text}`);
  return instantOf(ms);
};

/** Milliseconds since 1970-01-01T00:00Z. */
export const epochMs = (at: Instant): number => Date.parse(at);

/** The day it is in Asia/Shanghai. */
export const dateOf = (at: Instant): LocalDate => at.slice(0, 10) as LocalDate;

/** The moment of `time` (`HH:mm` or `HH:mm:ss`) on `date`. */
export const atTime = (date: LocalDate, time: string): Instant =>
  instant(`${date}T${time.length === 5 ? `${time}:00` : time}+08:00`);

/** The first moment after `date` has ended: a deadline "by `date`" is kept strictly before it. */
export const endOf = (date: LocalDate): Instant => instantOf(Date.parse(`${date}T24:00:00+08:00`));

/** The moment `seconds` later. */
export const addSeconds = (at: Instant, seconds: number): Instant => instantOf(epochMs(at) + seconds * 1000);
