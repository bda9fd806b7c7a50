import type { S3Call } from './call.ts';
import { md5Hex, verifiedChecksums } from './checksum.ts';
import { writeCondition } from './conditions.ts';
import { retentionFor } from './retention.ts';
import type { Operation, Room } from './room.ts';
import { S3Error } from './s3-error.ts';
import { keptHeaders, storeVersion, versionHeader } from './store-version.ts';
import type { Part } from './uploads.ts';
import { element, parseXml, xmlAnswer } from './xml.ts';

const SMALLEST_PART = 5 * 1024 * 1024;

export const createUpload: Operation = (room, call, bucket) => {
  room.require(call, 's3:PutObject', bucket.name, call.key);
  const id = room.uploads.begin(bucket.name, call.key, call.headers);
  return xmlAnswer(
    element('InitiateMultipartUploadResult', element('Bucket', bucket.name), element('Key', call.key), element('UploadId', id)),
  );
};

export const uploadPart: Operation = async (room, call, bucket) => {
  room.require(call, 's3:PutObject', bucket.name, call.key);
  if ('x-amz-copy-source' in call.headers) throw new S3Error('NotImplemented', 'Parts are not copied here.');
  const { id } = uploadOf(room, call);
  const number = Number(call.query.get('partNumber'));
  if (!(number >= 1 && number <= 10_000)) throw new S3Error('InvalidArgument', 'Part number must be an integer between 1 and 10000, inclusive');
  const checksums = verifiedChecksums(call.headers, call.body);
  const etag = md5Hex(call.body);
  const before = room.uploads.putPart(id, { number, size: call.body.length, etag, blob: await room.blobs.write(call.body) });
  if (before !== undefined) await room.blobs.remove(before);
  return { status: 200, headers: { etag: `"${etag}"`, ...checksums }, body: '' };
};

/** Joins the parts named in the body. Throws `InvalidPart`, `InvalidPartOrder`, `EntityTooSmall`; the upload then goes on. */
export const completeUpload: Operation = async (room, call, bucket) => {
  room.require(call, 's3:PutObject', bucket.name, call.key);
  const { id, headers } = uploadOf(room, call);
  const parts = chosenParts(call, room.uploads.parts(id));
  const retention = retentionFor(room, { ...call, headers: { ...headers } }, bucket);
  const etag = `${md5Hex(Buffer.concat(parts.map((part) => Buffer.from(part.etag, 'hex'))))}-${parts.length}`;
  const size = parts.reduce((sum, part) => sum + part.size, 0);
  const version = { key: call.key, size, etag, headers: keptHeaders(headers), checksums: {}, retention };
  const stored = await storeVersion(room, bucket, version, writeCondition(call.headers), async () =>
    room.blobs.write(Buffer.concat(await Promise.all(parts.map((part) => room.blobs.read(part.blob))))),
  );
  await endUpload(room, id);
  const result = element('CompleteMultipartUploadResult', element('Bucket', bucket.name), element('Key', call.key), element('ETag', `"${etag}"`));
  return xmlAnswer(result, 200, versionHeader(bucket, stored));
};

export const abortUpload: Operation = async (room, call, bucket) => {
  room.require(call, 's3:AbortMultipartUpload', bucket.name, call.key);
  await endUpload(room, uploadOf(room, call).id);
  return { status: 204, headers: {}, body: '' };
};

export const listParts: Operation = (room, call, bucket) => {
  room.require(call, 's3:ListMultipartUploadParts', bucket.name, call.key);
  const { id } = uploadOf(room, call);
  const parts = room.uploads.parts(id).map(({ number, etag, size }) =>
    element('Part', element('PartNumber', number), element('ETag', `"${etag}"`), element('Size', size)),
  );
  return xmlAnswer(element('ListPartsResult', element('Bucket', bucket.name), element('Key', call.key), element('UploadId', id), element('IsTruncated', false), parts));
};

const uploadOf = (room: Room, call: S3Call): { readonly id: string; readonly headers: Readonly<Record<string, string>> } => {
  const id = call.query.get('uploadId') ?? '';
  const headers = room.uploads.headersOf(id, call.bucket, call.key);
  if (headers === undefined) throw new S3Error('NoSuchUpload', 'The specified upload does not exist.');
  return { id, headers };
};

const endUpload = async (room: Room, id: string): Promise<void> => {
  const blobs = room.uploads.parts(id).map((part) => part.blob);
  room.uploads.end(id);
  await Promise.all(blobs.map((blob) => room.blobs.remove(blob)));
};

const chosenParts = (call: S3Call, present: readonly Part[]): Part[] => {
  const wish = parseXml(call.body, 'CompleteMultipartUpload')?.Part as readonly { readonly PartNumber: string; readonly ETag: string }[] | undefined;
  if (wish === undefined) throw new S3Error('MalformedXML', 'The XML you provided was not well-formed.');
  const chosen = wish.map(({ PartNumber, ETag }) => {
    const part = present.find(({ number, etag }) => number === Number(PartNumber) && etag === String(ETag).replaceAll('"', ''));
    if (part === undefined) throw new S3Error('InvalidPart', 'One or more of the specified parts could not be found.');
    return part;
  });
  if (chosen.some((part, at) => part.number <= (chosen[at - 1]?.number ?? 0))) throw new S3Error('InvalidPartOrder', 'The list of parts was not in ascending order.');
  if (chosen.slice(0, -1).some((part) => part.size < SMALLEST_PART)) throw new S3Error('EntityTooSmall', 'Your proposed upload is smaller than the minimum allowed size');
  return chosen;
};
