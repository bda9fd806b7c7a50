import { closeSync, openSync, readSync } from 'node:fs';
import { ROW_BYTES } from '../../shared/lottery/directory/row.ts';

/** Reads the rows `from` to below `to` part by part into one buffer, which the next part overwrites. */
export function* readRows(file: string, from: number, to: number, rowsAtOnce = 16_384): Generator<Uint8Array> {
  const descriptor = openSync(file, 'r');
  const bytes = new Uint8Array(rowsAtOnce * ROW_BYTES);
  try {
    for (let row = from; row < to; row += rowsAtOnce) {
      const wanted = Math.min(rowsAtOnce, to - row) * ROW_BYTES;
      const read = readSync(descriptor, bytes, 0, wanted, row * ROW_BYTES);
      if (read !== wanted) throw new Error(`${file} ends within row ${row + Math.floor(read / ROW_BYTES)}`);
      yield bytes.subarray(0, wanted);
    }
  } finally {
    closeSync(descriptor);
  }
}
