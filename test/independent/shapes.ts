import type { Json } from './canonical.ts';

/** Gives the value back with its type, or throws naming the place where it is not of that shape. */
export type Shape<T> = (value: Json | undefined, at: string) => T;
export type Shaped<S> = S extends Shape<infer T> ? T : never;
type Fields = Readonly<Record<string, Shape<unknown>>>;
type Required<F extends Fields> = { readonly [K in keyof F]: Shaped<F[K]> };
type Optional<F extends Fields> = { readonly [K in keyof F]?: Shaped<F[K]> };

const refuse = (at: string, what: string): never => {
  throw new Error(`${at} is not ${what}`);
};

export const text: Shape<string> = (value, at) => (typeof value === 'string' ? value : refuse(at, 'a string'));
export const flag: Shape<boolean> = (value, at) => (typeof value === 'boolean' ? value : refuse(at, 'true or false'));
export const anything: Shape<Json> = (value, at) => value ?? refuse(at, 'there');

export const matching = (pattern: RegExp): Shape<string> => (value, at) =>
  typeof value === 'string' && pattern.test(value) ? value : refuse(at, `of the form ${pattern}`);

export const whole = (least: number): Shape<number> => (value, at) =>
  typeof value === 'number' && Number.isSafeInteger(value) && value >= least ? value : refuse(at, `an integer from ${least}`);

export const oneOf = <const T extends string | number>(...allowed: readonly T[]): Shape<T> => (value, at) =>
  allowed.find((each) => each === value) ?? refuse(at, allowed.join(' or '));

export const listOf = <T>(shape: Shape<T>): Shape<readonly T[]> => (value, at) =>
  Array.isArray(value) ? value.map((each: Json, index) => shape(each, `${at}[${index}]`)) : refuse(at, 'a list');

export const orNull = <T>(shape: Shape<T>): Shape<T | null> => (value, at) => (value === null ? null : shape(value, at));

/** An object with exactly these fields; those of the second group may be missing. */
export const fields = <R extends Fields, O extends Fields = Record<never, never>>(required: R, optional?: O): Shape<Required<R> & Optional<O>> => (value, at) => {
  if (value === undefined || value === null || typeof value !== 'object' || Array.isArray(value)) return refuse(at, 'an object');
  const given = value as { readonly [key: string]: Json };
  for (const key of Object.keys(given)) if (!Object.hasOwn(required, key) && !Object.hasOwn(optional ?? {}, key)) refuse(`${at}.${key}`, 'a known field');
  for (const [key, shape] of Object.entries(required)) shape(given[key], `${at}.${key}`);
  for (const [key, shape] of Object.entries(optional ?? {})) if (Object.hasOwn(given, key)) shape(given[key], `${at}.${key}`);
  return given as Required<R> & Optional<O>;
};

export const hex = (bytes: number): Shape<string> => matching(new RegExp(`^[0-9a-f]{${bytes * 2}}$`));
export const hash32 = hex(32);
export const targetId = matching(/^[0-9A-HJ-NPQRTUWXY]{18}$/);

/** A calendar day YYYYMMDD that exists. */
export const day: Shape<string> = (value, at) => {
  const given = matching(/^\d{8}$/)(value, at);
  return isDay(given) ? given : refuse(at, 'a day that exists');
};

/** A moment in the page's one form; such moments compare as strings. */
export const moment: Shape<string> = (value, at) => {
  const given = matching(/^\d{4}-\d\d-\d\dT([01]\d|2[0-3]):[0-5]\d:[0-5]\d\+08:00$/)(value, at);
  return isDay(given.slice(0, 10).replaceAll('-', '')) ? given : refuse(at, 'a moment that exists');
};

/** Whether YYYYMMDD names a day of the calendar. */
export function isDay(given: string): boolean {
  const [year, month, date] = [Number(given.slice(0, 4)), Number(given.slice(4, 6)), Number(given.slice(6, 8))];
  const lengths = [31, year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0) ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];
  return year > 0 && date >= 1 && date <= (lengths[month - 1] ?? 0);
}
