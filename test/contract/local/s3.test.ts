import { createHash } from 'node:crypto';
import {
  CompleteMultipartUploadCommand, CopyObjectCommand, CreateMultipartUploadCommand, DeleteObjectCommand, DeleteObjectsCommand, GetBucketLocationCommand,
  GetObjectCommand, GetObjectRetentionCommand, HeadObjectCommand, ListObjectVersionsCommand, ListObjectsV2Command, PutObjectCommand,
  PutObjectRetentionCommand, UploadPartCommand, type PutObjectCommandInput, type S3Client,
} from '@aws-sdk/client-s3';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openDoor, s3As, START_MS, type Door } from './door.ts';

let door: Door;
let client: S3Client;

beforeAll(async () => {
  door = await openDoor({ blind: [{ Effect: 'Allow', Action: ['s3:GetObject'], Resource: 'arn:aws:s3:::kept/*' }] });
  door.s3.createBucket('plain', {});
  door.s3.createBucket('kept', { VersioningConfiguration: { Status: 'Enabled' } });
  door.s3.createBucket('locked', {
    ObjectLockEnabled: true,
    ObjectLockConfiguration: { Rule: { DefaultRetention: { Mode: 'GOVERNANCE', Days: 30 } } },
  });
  client = s3As(door, 'root');
});
afterAll(() => door.close());

const put = (Bucket: string, Key: string, Body: string, more: Partial<PutObjectCommandInput> = {}) =>
  client.send(new PutObjectCommand({ Bucket, Key, Body, ...more }));
const read = async (Bucket: string, Key: string, VersionId?: string) =>
  (await client.send(new GetObjectCommand({ Bucket, Key, VersionId }))).Body?.transformToString();

describe('an object', () => {
  test('comes back as it was put, with its headers, metadata and checksum.', async () => {
    await put('plain', '甲/乙 +&%.txt', '你好', { ContentType: 'text/plain; charset=utf-8', CacheControl: 'no-cache', Metadata: { origin: 'test' }, ChecksumAlgorithm: 'SHA256' });
    const answer = await client.send(new GetObjectCommand({ Bucket: 'plain', Key: '甲/乙 +&%.txt', ChecksumMode: 'ENABLED' }));
    expect(await answer.Body?.transformToString()).toBe('你好');
    expect(answer).toMatchObject({
      ContentType: 'text/plain; charset=utf-8', CacheControl: 'no-cache', Metadata: { origin: 'test' }, ContentLength: 6,
      ETag: `"${createHash('md5').update('你好').digest('hex')}"`, ChecksumSHA256: createHash('sha256').update('你好').digest('base64'),
    });
    expect(answer.LastModified?.getTime()).toBe(START_MS);
  });

  test('can be read in part and is not sent again unchanged.', async () => {
    const { ETag } = await put('plain', 'range', '0123456789');
    const part = await client.send(new GetObjectCommand({ Bucket: 'plain', Key: 'range', Range: 'bytes=2-4' }));
    expect([await part.Body?.transformToString(), part.ContentRange]).toEqual(['234', 'bytes 2-4/10']);
    const tail = await client.send(new GetObjectCommand({ Bucket: 'plain', Key: 'range', Range: 'bytes=-3' }));
    expect(await tail.Body?.transformToString()).toBe('789');
    await expect(client.send(new GetObjectCommand({ Bucket: 'plain', Key: 'range', Range: 'bytes=10-' }))).rejects.toMatchObject({ name: 'InvalidRange' });
    await expect(client.send(new GetObjectCommand({ Bucket: 'plain', Key: 'range', IfNoneMatch: ETag }))).rejects.toMatchObject({ $metadata: { httpStatusCode: 304 } });
  });

  test('is refused when its checksum or MD5 is not that of the body.', async () => {
    const ChecksumSHA256 = createHash('sha256').update('other').digest('base64');
    await expect(put('plain', 'bad', 'this', { ChecksumSHA256 })).rejects.toMatchObject({ name: 'BadDigest' });
    await expect(put('plain', 'bad', 'this', { ContentMD5: createHash('md5').update('other').digest('base64') })).rejects.toMatchObject({ name: 'BadDigest' });
    await expect(read('plain', 'bad')).rejects.toMatchObject({ name: 'NoSuchKey' });
  });

  test('is written only if the condition holds, also when many try at once.', async () => {
    const tries = await Promise.allSettled(Array.from({ length: 8 }, (_, at) => put('kept', 'once', `writer ${at}`, { IfNoneMatch: '*' })));
    expect(tries.filter((attempt) => attempt.status === 'fulfilled')).toHaveLength(1);
    for (const attempt of tries) if (attempt.status === 'rejected') expect(attempt.reason).toMatchObject({ name: 'PreconditionFailed', $metadata: { httpStatusCode: 412 } });
    const { ETag } = await client.send(new HeadObjectCommand({ Bucket: 'kept', Key: 'once' }));
    await put('kept', 'once', 'second', { IfMatch: ETag });
    await expect(put('kept', 'once', 'third', { IfMatch: ETag })).rejects.toMatchObject({ name: 'PreconditionFailed' });
    await expect(put('kept', 'never', 'x', { IfMatch: ETag })).rejects.toMatchObject({ name: 'NoSuchKey' });
  });

  test('can be copied, by version and with new metadata.', async () => {
    const { VersionId } = await put('kept', 'source', 'first', { ContentType: 'text/x' });
    await put('kept', 'source', 'second');
    await client.send(new CopyObjectCommand({ Bucket: 'plain', Key: 'copy', CopySource: `kept/source?versionId=${VersionId}` }));
    expect(await read('plain', 'copy')).toBe('first');
    expect((await client.send(new HeadObjectCommand({ Bucket: 'plain', Key: 'copy' }))).ContentType).toBe('text/x');
  });

  test('that is missing is told only to those who may list the bucket.', async () => {
    await expect(read('kept', 'nowhere')).rejects.toMatchObject({ name: 'NoSuchKey' });
    const asked = s3As(door, 'blind').send(new GetObjectCommand({ Bucket: 'kept', Key: 'nowhere' }));
    await expect(asked).rejects.toMatchObject({ name: 'AccessDenied', message: expect.stringContaining('s3:ListBucket') });
    await expect(client.send(new HeadObjectCommand({ Bucket: 'kept', Key: 'nowhere' }))).rejects.toMatchObject({ $metadata: { httpStatusCode: 404 } });
    await expect(read('no-such-bucket', 'x')).rejects.toMatchObject({ name: 'NoSuchBucket' });
  });

  test('can be uploaded in parts.', async () => {
    const target = { Bucket: 'kept', Key: 'large' };
    const { UploadId } = await client.send(new CreateMultipartUploadCommand({ ...target, ContentType: 'text/plain' }));
    const bodies = ['a'.repeat(5 * 1024 * 1024), 'end'];
    const Parts = [];
    for (const [at, Body] of bodies.entries()) {
      const { ETag } = await client.send(new UploadPartCommand({ ...target, UploadId, PartNumber: at + 1, Body }));
      Parts.push({ PartNumber: at + 1, ETag });
    }
    const done = await client.send(new CompleteMultipartUploadCommand({ ...target, UploadId, MultipartUpload: { Parts } }));
    expect(done.ETag).toMatch(/^"[0-9a-f]{32}-2"$/);
    expect(await read('kept', 'large')).toBe(bodies.join(''));
    await expect(client.send(new UploadPartCommand({ ...target, UploadId, PartNumber: 1, Body: 'x' }))).rejects.toMatchObject({ name: 'NoSuchUpload' });
  });
});

describe('versions', () => {
  test('stay when an object is overwritten or deleted, and go by name.', async () => {
    const first = await put('kept', 'v/doc', 'one');
    const second = await put('kept', 'v/doc', 'two');
    expect(first.VersionId).not.toBe(second.VersionId);
    const marker = await client.send(new DeleteObjectCommand({ Bucket: 'kept', Key: 'v/doc' }));
    expect(marker.DeleteMarker).toBe(true);
    await expect(read('kept', 'v/doc')).rejects.toMatchObject({ name: 'NoSuchKey' });
    expect(await read('kept', 'v/doc', first.VersionId)).toBe('one');
    const { Versions, DeleteMarkers } = await client.send(new ListObjectVersionsCommand({ Bucket: 'kept', Prefix: 'v/' }));
    expect(Versions?.map((version) => version.VersionId)).toEqual([second.VersionId, first.VersionId]);
    expect(DeleteMarkers?.map((entry) => [entry.VersionId, entry.IsLatest])).toEqual([[marker.VersionId, true]]);
    await client.send(new DeleteObjectCommand({ Bucket: 'kept', Key: 'v/doc', VersionId: marker.VersionId }));
    expect(await read('kept', 'v/doc')).toBe('two');
  });

  test('are listed page by page.', async () => {
    for (const body of ['1', '2', '3']) await put('kept', 'w/a', body);
    await put('kept', 'w/b', '4');
    const seen: (string | undefined)[] = [];
    let marker: { KeyMarker?: string; VersionIdMarker?: string } = {};
    do {
      const page = await client.send(new ListObjectVersionsCommand({ Bucket: 'kept', Prefix: 'w/', MaxKeys: 2, ...marker }));
      seen.push(...(page.Versions ?? []).map((version) => version.Key));
      marker = { KeyMarker: page.NextKeyMarker, VersionIdMarker: page.NextVersionIdMarker };
    } while (marker.KeyMarker);
    expect(seen).toEqual(['w/a', 'w/a', 'w/a', 'w/b']);
  });

  test('bear the same ids wherever the same is written.', async () => {
    const { VersionId } = await put('kept', 'stable', 'x');
    expect(VersionId).toBe(createHash('sha256').update('kept\0stable\x001').digest('base64url').slice(0, 32));
  });
});

describe('Object Lock', () => {
  test('holds a version until its time is over on the clock.', async () => {
    const { VersionId } = await put('locked', 'record', 'final');
    const remove = () => client.send(new DeleteObjectCommand({ Bucket: 'locked', Key: 'record', VersionId }));
    await expect(remove()).rejects.toMatchObject({ name: 'AccessDenied', message: expect.stringContaining('object lock') });
    const { Retention } = await client.send(new GetObjectRetentionCommand({ Bucket: 'locked', Key: 'record' }));
    expect(Retention).toEqual({ Mode: 'GOVERNANCE', RetainUntilDate: new Date(START_MS + 30 * 86_400_000) });
    door.clock.set(START_MS + 31 * 86_400_000);
    await remove();
    door.clock.set(START_MS);
    await expect(read('locked', 'record', VersionId)).rejects.toMatchObject({ name: 'NoSuchVersion' });
  });

  test('can be extended freely, shortened only by passing over it, and under COMPLIANCE not at all.', async () => {
    const target = { Bucket: 'locked', Key: 'terms', VersionId: (await put('locked', 'terms', 'x')).VersionId };
    const until = (days: number) => new Date(START_MS + days * 86_400_000);
    const retain = (Mode: 'GOVERNANCE' | 'COMPLIANCE', days: number, BypassGovernanceRetention?: boolean) =>
      client.send(new PutObjectRetentionCommand({ ...target, Retention: { Mode, RetainUntilDate: until(days) }, BypassGovernanceRetention }));
    await retain('GOVERNANCE', 60);
    await expect(retain('GOVERNANCE', 10)).rejects.toMatchObject({ name: 'AccessDenied' });
    await retain('GOVERNANCE', 10, true);
    await retain('COMPLIANCE', 20);
    await expect(client.send(new DeleteObjectCommand({ ...target, BypassGovernanceRetention: true }))).rejects.toMatchObject({ name: 'AccessDenied' });
  });

  test('demands a checksum of each upload.', async () => {
    const bare = s3As(door, 'root');
    bare.config.requestChecksumCalculation = async () => 'WHEN_REQUIRED';
    await expect(bare.send(new PutObjectCommand({ Bucket: 'locked', Key: 'bare', Body: 'x' }))).rejects.toMatchObject({ name: 'InvalidRequest' });
  });
});

describe('listing', () => {
  test('goes by prefix, groups by delimiter and pages by token.', async () => {
    for (const key of ['l/a', 'l/b/1', 'l/b/2', 'l/c', 'l/d/1', 'm']) await put('plain', key, key);
    const seen: (string | undefined)[] = [];
    let ContinuationToken: string | undefined;
    do {
      const page = await client.send(new ListObjectsV2Command({ Bucket: 'plain', Prefix: 'l/', Delimiter: '/', MaxKeys: 2, ContinuationToken }));
      seen.push(...(page.Contents ?? []).map((object) => object.Key), ...(page.CommonPrefixes ?? []).map((common) => common.Prefix));
      ContinuationToken = page.NextContinuationToken;
    } while (ContinuationToken !== undefined);
    expect(seen).toEqual(['l/a', 'l/b/', 'l/c', 'l/d/']);
    const flat = await client.send(new ListObjectsV2Command({ Bucket: 'plain', Prefix: 'l/', StartAfter: 'l/b/1' }));
    expect(flat.Contents?.map((object) => object.Key)).toEqual(['l/b/2', 'l/c', 'l/d/1']);
  });

  test('many can be deleted at once.', async () => {
    const Objects = [{ Key: 'x/1' }, { Key: 'x/2' }];
    for (const { Key } of Objects) await put('plain', Key, 'x');
    const { Deleted, Errors } = await client.send(new DeleteObjectsCommand({ Bucket: 'plain', Delete: { Objects } }));
    expect([Deleted?.length, Errors]).toEqual([2, undefined]);
    expect((await client.send(new ListObjectsV2Command({ Bucket: 'plain', Prefix: 'x/' }))).KeyCount).toBe(0);
  });

  test('the bucket tells its region.', async () => {
    expect((await client.send(new GetBucketLocationCommand({ Bucket: 'plain' }))).LocationConstraint).toBe('cn-north-1');
  });
});
