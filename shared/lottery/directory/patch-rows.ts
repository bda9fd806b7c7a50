import { utf8 } from '../encoding/bytes.ts';
import { compareIds } from './row-bytes.ts';
import { ROW_BYTES } from './row.ts';

/** `rows` with each of `changed` in place of the row of the same id, or where it belongs if there was none. Both strictly ascending by id; `rows` stays as it is. */
export const patchRows = (rows: Uint8Array, changed: readonly string[]): Uint8Array => {
  const out = new Uint8Array(rows.length + changed.length * ROW_BYTES);
  let [from, to] = [0, 0];
  const copyUpTo = (end: number): void => {
    out.set(rows.subarray(from, end), to);
    to += end - from;
    from = end;
  };
  for (const text of changed) {
    const row = utf8(text);
    const place = placeOf(row, rows, from);
    copyUpTo(place);
    out.set(row, to);
    to += ROW_BYTES;
    if (place < rows.length && compareIds(rows, place, row, 0) === 0) from += ROW_BYTES;
  }
  copyUpTo(rows.length);
  return out.subarray(0, to);
};

/** Where the first row from `from` on begins whose id is not before that of `row`. */
const placeOf = (row: Uint8Array, rows: Uint8Array, from: number): number => {
  let [low, high] = [from / ROW_BYTES, rows.length / ROW_BYTES];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (compareIds(rows, middle * ROW_BYTES, row, 0) < 0) low = middle + 1;
    else high = middle;
  }
  return low * ROW_BYTES;
};
