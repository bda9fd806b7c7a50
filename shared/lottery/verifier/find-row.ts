import { textOf } from '../encoding/bytes.ts';
import { ID_BYTES, ROW_BYTES, SHARD_ROWS } from '../directory/row.ts';
import { rowsFile } from '../directory/shard-files.ts';
import type { Source } from './published.ts';

/** Reads row `index` of a published snapshot without the rest of it. Null if its shard is not published. */
export const readRow = async (source: Source, index: number): Promise<string | null> => {
  const [file, at] = [rowsFile(Math.floor(index / SHARD_ROWS)), (index % SHARD_ROWS) * ROW_BYTES];
  if (source.part !== undefined) {
    const part = await source.part(file, at, ROW_BYTES);
    return part === null ? null : textOf(part);
  }
  const bytes = await source.read(file);
  return bytes === null ? null : textOf(bytes.subarray(at, at + ROW_BYTES));
};

/**
 * The place of the first row whose id is not below `id`, of `size` rows that ascend by id: the firm's own, or where it would stand; `size` if
 * all are below. Null if a shard is not published. Reads one row for every halving.
 */
export const findRow = async (source: Source, size: number, id: string): Promise<number | null> => {
  let low = 0;
  let high = size;
  while (low < high) {
    const middle = Math.floor((low + high) / 2);
    const row = await readRow(source, middle);
    if (row === null) return null;
    if (row.slice(0, ID_BYTES) < id) low = middle + 1;
    else high = middle;
  }
  return low;
};
