import type { ServiceResponse } from '../contract.ts';
import type { Bucket } from './buckets.ts';
import type { S3Call } from './call.ts';
import { isUnchanged } from './conditions.ts';
import { found, readAction } from './found.ts';
import type { ObjectVersion } from './object-version.ts';
import { rangeOf } from './range.ts';
import type { Operation, Room } from './room.ts';
import { versionHeader } from './store-version.ts';

/** Serves GET and, without reading the bytes, HEAD. */
export const getObject: Operation = async (room, call, bucket) => {
  room.require(call, readAction(call), bucket.name, call.key);
  const version = found(room, call, bucket);
  const headers = describing(call, bucket, version);
  if (isUnchanged(call.headers, version)) return { status: 304, headers, body: '' };
  return call.method === 'HEAD'
    ? { status: 200, headers: { ...headers, 'content-length': String(version.size) }, body: '' }
    : download(room, call, version, headers);
};

const download = async (room: Room, call: S3Call, version: ObjectVersion, headers: Record<string, string>): Promise<ServiceResponse> => {
  const range = rangeOf(call.headers.range, version.size);
  if (range === undefined) return { status: 200, headers, body: await room.blobs.read(version.blob) };
  // A checksum of the whole would be wrong for a part.
  const part = Object.fromEntries(Object.entries(headers).filter(([name]) => !name.startsWith('x-amz-checksum-')));
  return {
    status: 206,
    headers: { ...part, 'content-range': `bytes ${range.start}-${range.start + range.length - 1}/${version.size}` },
    body: await room.blobs.readPart(version.blob, range.start, range.length),
  };
};

const OVERRIDES = ['content-type', 'content-language', 'expires', 'cache-control', 'content-disposition', 'content-encoding'];

const describing = (call: S3Call, bucket: Bucket, version: ObjectVersion): Record<string, string> => ({
  'content-type': 'binary/octet-stream',
  'accept-ranges': 'bytes',
  etag: `"${version.etag}"`,
  'last-modified': new Date(version.modifiedMs).toUTCString(),
  ...version.headers,
  ...versionHeader(bucket, version),
  ...(call.headers['x-amz-checksum-mode']?.toUpperCase() === 'ENABLED' ? version.checksums : {}),
  ...Object.fromEntries(OVERRIDES.flatMap((name) => { const wish = call.query.get(`response-${name}`); return wish === null ? [] : [[name, wish]]; })),
});
