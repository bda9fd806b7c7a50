import { AccessDenied } from '../contract.ts';
import { isVersioned, type Bucket } from './buckets.ts';
import type { S3Call } from './call.ts';
import { verifiedChecksums } from './checksum.ts';
import { requireUnheld } from './retention.ts';
import type { Operation, Room } from './room.ts';
import { S3Error } from './s3-error.ts';
import { element, optional, parseXml, xmlAnswer, type Xml } from './xml.ts';

/** What a deletion did. */
interface Deletion {
  /** The version removed, or the marker set. */
  readonly versionId: string | undefined;
  readonly marker: boolean;
}

/** Sets a delete marker, or removes the version named. */
export const deleteObject: Operation = async (room, call, bucket) => {
  const { versionId, marker } = await deleteOne(room, call, bucket, call.key, call.query.get('versionId') ?? undefined);
  const headers: Record<string, string> = {};
  if (versionId !== undefined) headers['x-amz-version-id'] = versionId;
  if (marker) headers['x-amz-delete-marker'] = 'true';
  return { status: 204, headers, body: '' };
};

const deleteOne = async (room: Room, call: S3Call, bucket: Bucket, key: string, versionId: string | undefined): Promise<Deletion> => {
  room.require(call, versionId === undefined ? 's3:DeleteObject' : 's3:DeleteObjectVersion', bucket.name, key);
  if (versionId === undefined && isVersioned(bucket)) return { versionId: mark(room, bucket, key), marker: true };
  const version = room.index.version(bucket.name, key, versionId ?? 'null');
  if (version === undefined) return { versionId, marker: false };
  requireUnheld(room, call, version);
  room.index.remove(version);
  if (!version.deleteMarker) await room.blobs.remove(version.blob);
  return { versionId, marker: version.deleteMarker };
};

const mark = (room: Room, bucket: Bucket, key: string): string => {
  const marker = {
    bucket: bucket.name, key, deleteMarker: true, size: 0, etag: '', blob: '', headers: {}, checksums: {}, modifiedMs: room.now(), retention: undefined,
  };
  return room.index.add(marker, true, () => undefined).version.versionId;
};

/** Deletes up to 1000 objects; each succeeds or fails by itself, a missing permission included. */
export const deleteObjects: Operation = async (room, call, bucket) => {
  verifiedChecksums(call.headers, call.body);
  const wish = parseXml(call.body, 'Delete');
  const objects = wish?.Object as readonly { readonly Key?: string; readonly VersionId?: string }[] | undefined;
  if (objects === undefined || objects.length > 1000) throw new S3Error('MalformedXML', 'The XML you provided was not well-formed.');
  const results: Xml[] = [];
  for (const { Key = '', VersionId } of objects) {
    const result = await deleteOne(room, call, bucket, Key, VersionId).then((done) => deleted(Key, VersionId, done), (error: unknown) => failed(Key, error));
    if (wish?.Quiet !== 'true' || result.xml.startsWith('<Error>')) results.push(result);
  }
  return xmlAnswer(element('DeleteResult', results));
};

const deleted = (key: string, asked: string | undefined, { versionId, marker }: Deletion): Xml =>
  element(
    'Deleted', element('Key', key), optional('VersionId', asked),
    marker ? [element('DeleteMarker', true), element('DeleteMarkerVersionId', versionId)] : [],
  );

const failed = (key: string, error: unknown): Xml => {
  if (!(error instanceof S3Error) && !(error instanceof AccessDenied)) throw error;
  return element('Error', element('Key', key), element('Code', error instanceof S3Error ? error.code : 'AccessDenied'), element('Message', error.message));
};
