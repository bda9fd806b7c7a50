import type { Bucket } from './buckets.ts';
import type { S3Call } from './call.ts';
import type { ObjectVersion } from './object-version.ts';
import type { Room } from './room.ts';
import { S3Error } from './s3-error.ts';

/**
 * The version a request reads: the one it names, else the latest. Throws `NoSuchKey`, `NoSuchVersion`, or `MethodNotAllowed` for a
 * delete marker by name. As on AWS, whoever may not list the bucket is not told that a key is missing: that is `AccessDenied`.
 */
export const found = (room: Room, call: S3Call, bucket: Bucket): ObjectVersion => {
  const versionId = call.query.get('versionId');
  return versionId === null ? latest(room, call, bucket) : named(room, bucket, call.key, versionId);
};

const latest = (room: Room, call: S3Call, bucket: Bucket): ObjectVersion => {
  const version = room.index.latest(bucket.name, call.key);
  if (version !== undefined && !version.deleteMarker) return version;
  room.require(call, 's3:ListBucket', bucket.name, '');
  const marker: Record<string, string> = version === undefined ? {} : { 'x-amz-delete-marker': 'true', 'x-amz-version-id': version.versionId };
  throw new S3Error('NoSuchKey', `The specified key does not exist: ${call.key}`, marker);
};

/** A version by its id; throws as {@link found}. */
export const named = (room: Room, bucket: Bucket, key: string, versionId: string): ObjectVersion => {
  const version = room.index.version(bucket.name, key, versionId);
  if (version === undefined) throw new S3Error('NoSuchVersion', 'The specified version does not exist.');
  if (version.deleteMarker)
    throw new S3Error('MethodNotAllowed', 'The specified method is not allowed against this resource.', { 'x-amz-delete-marker': 'true', allow: 'DELETE' });
  return version;
};

/** The action that reading takes: a version by name is another permission than the latest. */
export const readAction = (call: S3Call): string => (call.query.has('versionId') ? 's3:GetObjectVersion' : 's3:GetObject');
