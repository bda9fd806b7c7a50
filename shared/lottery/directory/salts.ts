import { fromHex, toHex } from '../encoding/bytes.ts';
import { linesToText, textToLines } from '../encoding/list-text.ts';

/** Bytes of a row's salt. */
export const SALT_BYTES = 16;

/** Salts, 16 bytes each, as their file: a line of 32 hex digits for each row, in the order of the rows. */
export const saltsText = (salts: Uint8Array): string =>
  linesToText(Array.from({ length: salts.length / SALT_BYTES }, (_, at) => toHex(salts.subarray(at * SALT_BYTES, (at + 1) * SALT_BYTES))));

/** Salts from their file, 16 bytes each; null if it is not one of {@link saltsText}. */
export const readSalts = (text: string): Uint8Array | null => {
  const lines = textToLines(text);
  return lines !== null && lines.every((line) => /^[0-9a-f]{32}$/.test(line)) ? fromHex(lines.join('')) : null;
};
