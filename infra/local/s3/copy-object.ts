import { writeCondition } from './conditions.ts';
import type { S3Call } from './call.ts';
import { found, readAction } from './found.ts';
import { retentionFor } from './retention.ts';
import type { Operation } from './room.ts';
import { S3Error } from './s3-error.ts';
import { keptHeaders, storeVersion, versionHeader } from './store-version.ts';
import { element, xmlAnswer } from './xml.ts';

/** Takes the right to read the source and to write the copy. */
export const copyObject: Operation = async (room, call, bucket) => {
  const source = sourceOf(call);
  const from = room.buckets.get(source.bucket);
  room.require(source, readAction(source), source.bucket, source.key);
  room.require(call, 's3:PutObject', bucket.name, call.key);
  const original = found(room, source, from);
  const match = call.headers['x-amz-copy-source-if-match'];
  if (match !== undefined && match.replaceAll('"', '') !== original.etag)
    throw new S3Error('PreconditionFailed', 'At least one of the pre-conditions you specified did not hold: x-amz-copy-source-if-match');
  const headers = call.headers['x-amz-metadata-directive'] === 'REPLACE' ? keptHeaders(call.headers) : original.headers;
  const { size, etag, checksums } = original;
  const version = { key: call.key, size, etag, headers, checksums, retention: retentionFor(room, call, bucket) };
  const stored = await storeVersion(room, bucket, version, writeCondition(call.headers), () => room.blobs.copy(original.blob));
  const result = element('CopyObjectResult', element('LastModified', new Date(stored.modifiedMs).toISOString()), element('ETag', `"${etag}"`));
  return xmlAnswer(result, 200, { ...versionHeader(bucket, stored), 'x-amz-copy-source-version-id': original.versionId });
};

/** The request as if it read the source. */
const sourceOf = (call: S3Call): S3Call => {
  const [path = '', search] = (call.headers['x-amz-copy-source'] ?? '').split('?');
  const [, bucket, key] = /^\/?([^/]+)\/(.+)$/s.exec(path) ?? [];
  if (bucket === undefined || key === undefined) throw new S3Error('InvalidArgument', 'Copy Source must mention the source bucket and key: sourcebucket/sourcekey');
  return { ...call, bucket: decodeURIComponent(bucket), key: decodeURIComponent(key), query: new URLSearchParams(search) };
};
