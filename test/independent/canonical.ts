/** A value as JSON can say it. */
export type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json };

/** The RFC 8785 text of a value without final newline; throws on a number the page does not allow. */
export function jcs(value: Json): string {
  if (typeof value === 'number') {
    if (!Number.isSafeInteger(value)) throw new Error(`${value} is not an integer within ±(2^53−1)`);
    return String(value);
  }
  if (value === null || typeof value !== 'object') return JSON.stringify(value);
  if (isList(value)) return `[${value.map(jcs).join(',')}]`;
  // The default order of strings is by UTF-16 code units, as the RFC wants it.
  const keys = Object.keys(value).sort();
  return `{${keys.map((key) => `${JSON.stringify(key)}:${jcs(value[key] ?? null)}`).join(',')}}`;
}

/** The value that the bytes spell; throws unless they are exactly its canonical text (so no key comes twice either). */
export function parseCanonical(bytes: Uint8Array, name: string): Json {
  const text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  const value = JSON.parse(text) as Json;
  if (jcs(value) !== text) throw new Error(`${name} is not canonical JSON`);
  return value;
}

/** The lines of a text, each with its newline; throws if the last one has none. */
export function linesOf(bytes: Uint8Array, name: string): readonly string[] {
  const text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  if (text === '') return [];
  if (!text.endsWith('\n')) throw new Error(`${name} does not end with a newline`);
  return text.slice(0, -1).split('\n').map((line) => `${line}\n`);
}

function isList(value: object): value is readonly Json[] {
  return Array.isArray(value);
}
