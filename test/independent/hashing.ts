import { hash } from 'node:crypto';

export type Suite = 'SHA-256' | 'SM3';

/** H of section 0: the hash of all parts one after the other, strings as UTF-8. */
export type Hash = (...parts: readonly (Uint8Array | string)[]) => Buffer;

/** The suite's H. */
export function hashOf(suite: Suite): Hash {
  const name = suite === 'SM3' ? 'sm3' : 'sha256';
  return (...parts) => hash(name, Buffer.concat(parts.map(bytesOf)), 'buffer');
}

const bytesOf = (part: Uint8Array | string): Uint8Array => (typeof part === 'string' ? Buffer.from(part) : part);

/** A tag: ASCII, ended by one zero byte. */
export const tag = (name: string): Buffer => Buffer.from(`${name}\0`, 'ascii');

/** An unsigned number as so many bytes, the highest first. */
export function unsigned(value: number, bytes: number): Buffer {
  const out = Buffer.alloc(bytes);
  out.writeUIntBE(value, 0, bytes);
  return out;
}

/** Length-prefixed bytes: u32 of the length, then the bytes. */
export function prefixed(value: Uint8Array | string): Buffer {
  const bytes = bytesOf(value);
  return Buffer.concat([unsigned(bytes.length, 4), bytes]);
}

/** The bytes that hexadecimal text spells. */
export const unhex = (text: string): Buffer => Buffer.from(text, 'hex');
