import { md5Hex, statesChecksum, verifiedChecksums } from './checksum.ts';
import { writeCondition } from './conditions.ts';
import { retentionFor } from './retention.ts';
import type { Operation } from './room.ts';
import { S3Error } from './s3-error.ts';
import { keptHeaders, storeVersion, versionHeader } from './store-version.ts';

/** Stores the body as a new version, if the conditions in the headers hold. */
export const putObject: Operation = async (room, call, bucket) => {
  const { headers, body, key } = call;
  room.require(call, 's3:PutObject', bucket.name, key);
  if ('x-amz-tagging' in headers) room.require(call, 's3:PutObjectTagging', bucket.name, key);
  if ('x-amz-acl' in headers) room.require(call, 's3:PutObjectAcl', bucket.name, key);
  const retention = retentionFor(room, call, bucket);
  if (retention !== undefined && !statesChecksum(headers))
    throw new S3Error('InvalidRequest', 'Content-MD5 OR x-amz-checksum- HTTP header is required for Put Object requests with Object Lock parameters');
  const checksums = verifiedChecksums(headers, body);
  const etag = md5Hex(body);
  const version = { key, size: body.length, etag, headers: keptHeaders(headers), checksums, retention };
  const stored = await storeVersion(room, bucket, version, writeCondition(headers), () => room.blobs.write(body));
  return { status: 200, headers: { etag: `"${etag}"`, ...checksums, ...versionHeader(bucket, stored) }, body: '' };
};
