import { closeSync, openSync, writeSync } from 'node:fs';
import { ROW_BYTES } from '../../shared/lottery/directory/row.ts';
import type { DrawItem } from '../../shared/lottery/types.ts';

const LETTERS = '0123456789ABCDEFGHJKLMNPQRTUWXY';
const REGIONS = 16;
const STRATA = ['A', 'B', 'C', 'D'] as const;
const ROWS_AT_ONCE = 16_384;

/** Rows of a made-up province in the file, and what a manifest would say of any beginning of it. */
export type RowsFile = { readonly file: string; readonly rows: number };

/** The stratum and status of row `n`; both follow from n, so that a beginning of the file can be counted without reading it. */
const mixed = (n: number): number => {
  let x = Math.imul(n ^ (n >>> 16), 0x21f0aaad);
  x = Math.imul(x ^ (x >>> 15), 0x735a2d97);
  return (x ^ (x >>> 15)) >>> 0;
};
const stratumOf = (n: number): number => mixed(n) % 4;
const isInBusiness = (n: number): boolean => (mixed(n) >>> 8) % 16 !== 0;

const writeRow = (bytes: Buffer, at: number, n: number, rows: number): void => {
  const region = Math.floor((n * REGIONS) / rows);
  const code = String(310101 + region);
  const status = isInBusiness(n) ? '001' : '003';
  bytes.write(`91${code}MA00000000,${code},F5211,${STRATA[stratumOf(n)]},00000000,0000000000000004,${status}\n`, at, 'latin1');
  // Eight digits of base 31 that ascend by steps of different size.
  let digits = n * 64 + (mixed(n + 1) % 64);
  for (let place = 17; place >= 10; place -= 1) {
    bytes[at + place] = LETTERS.charCodeAt(digits % 31);
    digits = Math.floor(digits / 31);
  }
};

/** `count` rows of a directory of `rows` from row `from` on. */
export const someRows = (from: number, count: number, rows: number): Buffer => {
  const bytes = Buffer.alloc(count * ROW_BYTES);
  for (let i = 0; i < count; i += 1) writeRow(bytes, i * ROW_BYTES, from + i, rows);
  return bytes;
};

/** Writes `rows` ascending rows into `file`. */
export const writeRows = (file: string, rows: number): RowsFile => {
  const descriptor = openSync(file, 'w');
  for (let from = 0; from < rows; from += ROWS_AT_ONCE) writeSync(descriptor, someRows(from, Math.min(ROWS_AT_ONCE, rows - from), rows));
  closeSync(descriptor);
  return { file, rows };
};

/** What a manifest says of the first `rows` rows: firms in business, `drawn` of them in all, a quarter from each of four strata. */
export const itemOf = (rows: number, drawn: number): DrawItem => {
  const eligible = STRATA.map(() => 0);
  for (let n = 0; n < rows; n += 1) if (isInBusiness(n)) eligible[stratumOf(n)] = (eligible[stratumOf(n)] ?? 0) + 1;
  const strata = STRATA.map((code, h) => ({ code, eligible: eligible[h] ?? 0, ratio: '1/1', mandatory: false, k: Math.floor(drawn / 4) }));
  return { itemId: 'bench', frame: { status: ['001'] }, excluded: { root: '', count: 0 }, strata, reserve: 10, capBp: 0, floorBp: 0, capBase: 0, capUsed: 0 };
};
