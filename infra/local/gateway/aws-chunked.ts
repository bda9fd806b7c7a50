import type { Headers } from './claim.ts';

/** A body out of its `aws-chunked` wrapping, and the headers that trailed it. */
export interface Unwrapped {
  readonly body: Uint8Array;
  readonly trailers: Headers;
}

/**
 * Takes a body with `x-amz-content-sha256: STREAMING-UNSIGNED-PAYLOAD-TRAILER` apart: chunks of `size-in-hex CRLF bytes CRLF`, the last of
 * size 0, then trailing headers. `undefined` if it is not well formed.
 */
export const unwrapChunks = (wrapped: Buffer): Unwrapped | undefined => {
  const parts: Buffer[] = [];
  for (let at = 0; ;) {
    const end = wrapped.indexOf('\r\n', at);
    const size = end < 0 ? '' : wrapped.toString('latin1', at, end).split(';')[0] ?? '';
    if (!/^[0-9a-fA-F]{1,8}$/.test(size)) return undefined;
    const [start, length] = [end + 2, Number.parseInt(size, 16)];
    if (length === 0) return { body: Buffer.concat(parts), trailers: trailersOf(wrapped.toString('latin1', start)) };
    if (wrapped.toString('latin1', start + length, start + length + 2) !== '\r\n') return undefined;
    parts.push(wrapped.subarray(start, start + length));
    at = start + length + 2;
  }
};

const trailersOf = (text: string): Headers =>
  Object.fromEntries(
    text.split(/\r?\n/).filter((line) => line.includes(':')).map((line) => {
      const at = line.indexOf(':');
      return [line.slice(0, at).trim().toLowerCase(), line.slice(at + 1).trim()];
    }),
  );
