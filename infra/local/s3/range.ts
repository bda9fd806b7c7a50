import { S3Error } from './s3-error.ts';

/** A stretch of bytes. */
export interface ByteRange {
  readonly start: number;
  readonly length: number;
}

/** The one range that a `Range` header asks of `size` bytes; `undefined` for the whole. Throws `InvalidRange` if it lies outside. */
export const rangeOf = (header: string | undefined, size: number): ByteRange | undefined => {
  const [, first, last] = /^bytes=(\d*)-(\d*)$/.exec(header ?? '') ?? [];
  if (first === undefined || last === undefined || (first === '' && last === '')) return undefined;
  const start = first === '' ? Math.max(0, size - Number(last)) : Number(first);
  const end = first === '' || last === '' ? size - 1 : Math.min(Number(last), size - 1);
  if (start > end) throw new S3Error('InvalidRange', 'The requested range is not satisfiable', { 'content-range': `bytes */${size}` });
  return { start, length: end - start + 1 };
};
