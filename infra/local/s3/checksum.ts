import { createHash } from 'node:crypto';
import { crc32 } from 'node:zlib';
import { S3Error } from './s3-error.ts';

type Headers = Readonly<Record<string, string>>;

const digest = (algorithm: string) => (body: Uint8Array): string => createHash(algorithm).update(body).digest('base64');

const base64OfWord = (word: number): string => {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32BE(word >>> 0);
  return bytes.toString('base64');
};

/** Castagnoli's polynomial, reversed. */
const CRC32C = 0x82f63b78;
const crc32cTable = Uint32Array.from({ length: 256 }, (_, byte) => {
  let word = byte;
  for (let bit = 0; bit < 8; bit += 1) word = word & 1 ? (word >>> 1) ^ CRC32C : word >>> 1;
  return word;
});
const crc32c = (body: Uint8Array): number => {
  let word = 0xffffffff;
  for (const byte of body) word = (word >>> 8) ^ (crc32cTable[(word ^ byte) & 0xff] ?? 0);
  return ~word;
};

/** NVMe's polynomial, reversed: what the command line tool uses unasked. */
const CRC64 = 0x9a6c9329ac4bc9b5n;
const ALL_ONES = 0xffffffffffffffffn;
const crc64Table = BigUint64Array.from({ length: 256 }, (_, byte) => {
  let word = BigInt(byte);
  for (let bit = 0; bit < 8; bit += 1) word = word & 1n ? (word >> 1n) ^ CRC64 : word >> 1n;
  return word;
});
const crc64 = (body: Uint8Array): string => {
  let word = ALL_ONES;
  for (const byte of body) word = (word >> 8n) ^ (crc64Table[Number(word & 0xffn) ^ byte] ?? 0n);
  const bytes = Buffer.alloc(8);
  bytes.writeBigUInt64BE(word ^ ALL_ONES);
  return bytes.toString('base64');
};

const ALGORITHMS: Readonly<Record<string, (body: Uint8Array) => string>> = {
  'x-amz-checksum-crc32': (body) => base64OfWord(crc32(body)),
  'x-amz-checksum-crc32c': (body) => base64OfWord(crc32c(body)),
  'x-amz-checksum-crc64nvme': crc64,
  'x-amz-checksum-sha1': digest('sha1'),
  'x-amz-checksum-sha256': digest('sha256'),
};

/** Hexadecimal MD5, what S3 makes entity tags of. */
export const md5Hex = (body: Uint8Array): string => createHash('md5').update(body).digest('hex');

const NAME = /^x-amz-checksum-(?!algorithm$|mode$|type$)/;

/**
 * Verifies `Content-MD5` and the `x-amz-checksum-…` headers against the body; returns the latter, to be kept with the object.
 * Throws `BadDigest` on a mismatch, `InvalidDigest` on a malformed MD5, `NotImplemented` on an algorithm not known here.
 */
export const verifiedChecksums = (headers: Headers, body: Uint8Array): Headers => {
  const md5 = headers['content-md5'];
  if (md5 !== undefined && Buffer.from(md5, 'base64').length !== 16) throw new S3Error('InvalidDigest', 'The Content-MD5 you specified is not valid.');
  if (md5 !== undefined && md5 !== digest('md5')(body)) throw new S3Error('BadDigest', 'The Content-MD5 you specified did not match what we received.');
  const stated = Object.entries(headers).filter(([name]) => NAME.test(name));
  for (const [name, value] of stated) {
    const compute = ALGORITHMS[name];
    if (compute === undefined) throw new S3Error('NotImplemented', `${name} is not supported`);
    if (compute(body) !== value)
      throw new S3Error('BadDigest', `The ${name.slice('x-amz-checksum-'.length).toUpperCase()} you specified did not match the calculated checksum.`);
  }
  return Object.fromEntries(stated);
};

/** True if the caller stated any checksum, which a bucket with retention demands. */
export const statesChecksum = (headers: Headers): boolean => 'content-md5' in headers || Object.keys(headers).some((name) => NAME.test(name));
