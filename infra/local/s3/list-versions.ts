import { listingOf, nameCoder } from './list-objects.ts';
import type { ObjectVersion } from './object-version.ts';
import type { Operation } from './room.ts';
import { S3Error } from './s3-error.ts';
import { element, optional, xmlAnswer, type Xml } from './xml.ts';

/** All versions and delete markers, by key and newest first. A delimiter is refused. */
export const listVersions: Operation = (room, call, bucket) => {
  const { prefix, delimiter, limit } = listingOf(call);
  room.require(call, 's3:ListBucketVersions', bucket.name, '', { 's3:prefix': prefix });
  if (delimiter !== '') throw new S3Error('NotImplemented', 'Versions are not listed by delimiter here.');
  const keyMarker = call.query.get('key-marker') ?? '';
  const versionMarker = call.query.get('version-id-marker') ?? '';
  const afterSeq = keyMarker === '' ? undefined : (room.index.version(bucket.name, keyMarker, versionMarker)?.seq ?? 0);
  const [from, after] = keyMarker >= prefix && keyMarker !== '' ? [keyMarker, afterSeq] : [prefix, undefined];
  const rows = room.index.listVersions(bucket.name, from, after, limit + 1).filter((row) => row.key.startsWith(prefix));
  const page = rows.slice(0, limit);
  const last = rows.length > limit ? page.at(-1) : undefined;
  const name = nameCoder(call);
  return xmlAnswer(element(
    'ListVersionsResult',
    element('Name', bucket.name), element('Prefix', name(prefix)), element('KeyMarker', name(keyMarker)), element('VersionIdMarker', versionMarker),
    optional('EncodingType', call.query.get('encoding-type') ?? undefined), element('MaxKeys', limit), element('IsTruncated', last !== undefined),
    optional('NextKeyMarker', last && name(last.key)), optional('NextVersionIdMarker', last?.versionId),
    page.map((version) => entry(version, name)),
  ));
};

const entry = (version: ObjectVersion, name: (key: string) => string): Xml => {
  const common = [
    element('Key', name(version.key)), element('VersionId', version.versionId), element('IsLatest', version.latest),
    element('LastModified', new Date(version.modifiedMs).toISOString()),
  ];
  return version.deleteMarker
    ? element('DeleteMarker', common)
    : element('Version', common, element('ETag', `"${version.etag}"`), element('Size', version.size), element('StorageClass', 'STANDARD'));
};
