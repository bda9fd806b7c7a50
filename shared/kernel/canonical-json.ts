/** A JSON value. */
export type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json | undefined };

/**
 * RFC 8785 canonical JSON (JCS) without a final newline. Members that are `undefined` are left out.
 * Throws a `TypeError` on anything JSON cannot carry, and on numbers that are not integers within ±(2^53−1):
 * the records of this system hold no other numbers, so that every reader prints the same bytes.
 */
export const canonicalJson = (value: Json): string => {
  if (value === null || typeof value === 'boolean') return String(value);
  if (typeof value === 'string') return canonicalString(value);
  if (typeof value === 'number') return canonicalInteger(value);
  if (isArray(value)) return `[${value.map(canonicalJson).join(',')}]`;
  const members = Object.keys(value)
    .filter((key) => value[key] !== undefined)
    .sort(byUtf16)
    .map((key) => `${canonicalString(key)}:${canonicalJson(value[key] as Json)}`);
  return `{${members.join(',')}}`;
};

const isArray = (value: Json): value is readonly Json[] => Array.isArray(value);

const byUtf16 = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

const canonicalString = (text: string): string => {
  if (!text.isWellFormed()) throw new TypeError('a lone surrogate has no canonical form');
  return JSON.stringify(text);
};

const canonicalInteger = (value: number): string => {
  if (!Number.isSafeInteger(value)) throw new TypeError(`not an integer within ±(2^53−1): ${value}`);
  return String(value === 0 ? 0 : value);
};
