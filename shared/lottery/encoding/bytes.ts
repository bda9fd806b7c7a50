const encoder = new TextEncoder();
const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/** UTF-8 bytes of `text`. */
export const utf8 = (text: string): Uint8Array => encoder.encode(text);

/** The text of UTF-8 bytes; throws a `TypeError` on bytes that are not UTF-8. */
export const textOf = (bytes: Uint8Array): string => decoder.decode(bytes);

/** True for lower-case hex of exactly `bytes` bytes. */
export const isHex = (text: string, bytes: number): boolean => text.length === bytes * 2 && /^[0-9a-f]*$/.test(text);

const nibble = (code: number): number => (code < 58 ? code - 48 : code - 87);

/** The bytes of lower-case hex; throws a `RangeError` on anything else. */
export const fromHex = (hex: string): Uint8Array => {
  if (hex.length % 2 !== 0 || !/^[0-9a-f]*$/.test(hex)) throw new RangeError(`not lower-case hex: ${hex}`);
  const bytes = new Uint8Array(hex.length / 2);
  for (let i = 0; i < bytes.length; i += 1) bytes[i] = nibble(hex.charCodeAt(i * 2)) * 16 + nibble(hex.charCodeAt(i * 2 + 1));
  return bytes;
};

/** Lower-case hex of `bytes`. */
export const toHex = (bytes: Uint8Array): string => {
  let hex = '';
  for (const byte of bytes) hex += byte.toString(16).padStart(2, '0');
  return hex;
};

/** All parts in a row. */
export const concat = (...parts: readonly Uint8Array[]): Uint8Array => {
  const all = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  return all;
};

const bigEndian = (value: number, bytes: number): Uint8Array => {
  if (!Number.isInteger(value) || value < 0 || value >= 2 ** (bytes * 8)) throw new RangeError(`no u${bytes * 8}: ${value}`);
  return Uint8Array.from({ length: bytes }, (_, i) => Math.floor(value / 2 ** (8 * (bytes - 1 - i))) % 256);
};

/** `value` as 2 big-endian bytes. */
export const u16 = (value: number): Uint8Array => bigEndian(value, 2);
/** `value` as 3 big-endian bytes. */
export const u24 = (value: number): Uint8Array => bigEndian(value, 3);
/** `value` as 4 big-endian bytes. */
export const u32 = (value: number): Uint8Array => bigEndian(value, 4);

/** `LP(x)`: the byte length as u32, then the bytes; strings as UTF-8. */
export const lengthPrefixed = (value: string | Uint8Array): Uint8Array => {
  const bytes = typeof value === 'string' ? utf8(value) : value;
  return concat(u32(bytes.length), bytes);
};

/** Ascending by bytes. For the ASCII that every sorted list of a draw holds this is also the order of strings. */
export const byBytes = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
