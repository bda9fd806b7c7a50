import { err, ok, type Result } from '../../kernel/result.ts';
import { textOf, utf8 } from '../encoding/bytes.ts';

/** Bytes of one row, its newline included (spec, section 1). */
export const ROW_BYTES = 64;
/** Rows of a full shard. */
export const SHARD_ROWS = 2 ** 20;
/** Bytes of the id at the start of a row. */
export const ID_BYTES = 18;

/** One enterprise as frozen for a draw. `lastInspected` is YYYYMMDD or 00000000, `tags` 16 lower hex, `status` 001 to 006. */
export type Row = {
  readonly id: string;
  readonly region: string;
  readonly industry: string;
  readonly stratum: string;
  readonly lastInspected: string;
  readonly tags: string;
  readonly status: string;
};

/** Why 64 bytes are not a row: `form` breaks the pattern, `date` names a day that does not exist, `status` is none of the six. */
export type RowRefusal = 'form' | 'date' | 'status';

const PATTERN =
  /^([0-9A-HJ-NPQRTUWXY]{18}),([0-9]{6}),([A-T][0-9]{4}),([A-Z]),([0-9]{8}),([0-9a-f]{16}),([0-9]{3})\n$/;

const MONTH_DAYS = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31] as const;

/** True if `text` is YYYYMMDD and that day exists. */
export const isCompactDay = (text: string): boolean => {
  if (!/^[0-9]{8}$/.test(text)) return false;
  const year = Number(text.slice(0, 4));
  const month = Number(text.slice(4, 6));
  const day = Number(text.slice(6));
  const leap = month === 2 && year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0) ? 1 : 0;
  return year > 0 && day >= 1 && day <= (MONTH_DAYS[month - 1] ?? 0) + leap;
};

/** Reads one row of 64 characters. */
export const parseRow = (text: string): Result<Row, RowRefusal> => {
  const match = PATTERN.exec(text);
  if (match === null) return err('form');
  const [, id = '', region = '', industry = '', stratum = '', lastInspected = '', tags = '', status = ''] = match;
  if (lastInspected !== '00000000' && !isCompactDay(lastInspected)) return err('date');
  if (!/^00[1-6]$/.test(status)) return err('status');
  return ok({ id, region, industry, stratum, lastInspected, tags, status });
};

/** The row's 64 characters, or why they would not be one. */
export const formatRow = (row: Row): Result<string, RowRefusal> => {
  const text = `${row.id},${row.region},${row.industry},${row.stratum},${row.lastInspected},${row.tags},${row.status}\n`;
  const parsed = parseRow(text);
  return parsed.ok ? ok(text) : parsed;
};

/** The text of row `index` of a shard, newline included. */
export const rowText = (shard: Uint8Array, index: number): string =>
  textOf(shard.subarray(index * ROW_BYTES, (index + 1) * ROW_BYTES));

/** The id of row `index` of a shard. */
export const rowId = (shard: Uint8Array, index: number): string => {
  const at = index * ROW_BYTES;
  const b = (i: number): number => shard[at + i] ?? 0;
  // Written out, because spreading a part of the shard takes eight times as long, and this runs for every candidate.
  return String.fromCharCode(b(0), b(1), b(2), b(3), b(4), b(5), b(6), b(7), b(8), b(9), b(10), b(11), b(12), b(13), b(14), b(15), b(16), b(17));
};

/** Rows as shards of 2^20; `rows` must already be ascending by id. */
export const packShards = (rows: readonly string[]): readonly Uint8Array[] =>
  Array.from({ length: Math.ceil(rows.length / SHARD_ROWS) }, (_, i) =>
    utf8(rows.slice(i * SHARD_ROWS, (i + 1) * SHARD_ROWS).join('')),
  );
