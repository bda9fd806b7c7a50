import { CopyObjectCommand, GetObjectCommand, HeadObjectCommand, NoSuchKey, NotFound, PutObjectCommand, type S3Client } from '@aws-sdk/client-s3';
import { getSignedUrl } from '@aws-sdk/s3-request-presigner';
import { epochMs, type Instant } from '../kernel/instant.ts';

/** What a signed upload must carry. `sha256` is base64, as S3 takes checksums. */
export interface UploadTerms {
  readonly key: string;
  readonly sha256: string;
  readonly contentType: string;
  readonly now: Instant;
}

/** One bucket of documents. */
export interface Documents {
  readonly bucket: string;
  /** Writes `body` at `key` once. Writing the same bytes again is no error; other bytes throw. */
  putOnce(key: string, body: Uint8Array | string, contentType: string): Promise<void>;
  /** Writes `body` at `key` if nothing lies there; false if something does, which stays as it is. */
  putFirst(key: string, body: Uint8Array | string, contentType: string): Promise<boolean>;
  /** Writes `body` at `key` in place of what lies there (projections, pages). */
  put(key: string, body: Uint8Array | string, contentType: string): Promise<void>;
  get(key: string): Promise<Uint8Array | undefined>;
  /** `length` bytes of what lies at `key`, from byte `from` on; fewer at its end. */
  part(key: string, from: number, length: number): Promise<Uint8Array | undefined>;
  /** Size in bytes and checksum (base64) of what lies at `key`. */
  head(key: string): Promise<{ readonly size: number; readonly sha256?: string; readonly contentType?: string } | undefined>;
  /** Copies from another bucket; the destination's grant and the source's read grant are both needed. */
  copyFrom(source: Documents, sourceKey: string, key: string): Promise<void>;
  /** A URL to which a client may PUT exactly the bytes with that checksum within `seconds`. The client sends the returned headers. */
  uploadUrl(terms: UploadTerms, seconds: number): Promise<{ readonly url: string; readonly headers: Readonly<Record<string, string>> }>;
  /** A URL from which anyone may GET `key` within `seconds` of `now`. */
  downloadUrl(key: string, now: Instant, seconds: number): Promise<string>;
}

/** Opens `bucket`. */
export const openDocuments = (client: S3Client, bucket: string): Documents => {
  const get = async (key: string, range?: string): Promise<Uint8Array | undefined> => {
    try {
      const answer = await client.send(new GetObjectCommand({ Bucket: bucket, Key: key, ...(range === undefined ? {} : { Range: range }) }));
      return await answer.Body?.transformToByteArray();
    } catch (error) {
      if (error instanceof NoSuchKey) return undefined;
      throw error;
    }
  };
  const put = async (key: string, body: Uint8Array | string, contentType: string): Promise<void> => {
    await client.send(new PutObjectCommand({ Bucket: bucket, Key: key, Body: body, ContentType: contentType, ChecksumAlgorithm: 'SHA256' }));
  };
  const putFirst = async (key: string, body: Uint8Array | string, contentType: string): Promise<boolean> => {
    try {
      await client.send(
        new PutObjectCommand({ Bucket: bucket, Key: key, Body: body, ContentType: contentType, ChecksumAlgorithm: 'SHA256', IfNoneMatch: '*' }),
      );
      return true;
    } catch (error) {
      if ((error as { name?: string }).name !== 'PreconditionFailed') throw error;
      return false;
    }
  };
  return {
    bucket,
    putFirst,
    get: (key) => get(key),
    part: (key, from, length) => get(key, `bytes=${from}-${from + length - 1}`),
    put,
    putOnce: async (key, body, contentType) => {
      if (await putFirst(key, body, contentType)) return;
      const stored = await get(key);
      if (stored === undefined || !Buffer.from(stored).equals(Buffer.from(body as Uint8Array))) {
        throw new Error(`other bytes already lie at ${bucket}/${key}`);
      }
    },
    head: async (key) => {
      try {
        const answer = await client.send(new HeadObjectCommand({ Bucket: bucket, Key: key, ChecksumMode: 'ENABLED' }));
        return {
          size: answer.ContentLength ?? 0,
          ...(answer.ChecksumSHA256 === undefined ? {} : { sha256: answer.ChecksumSHA256 }),
          ...(answer.ContentType === undefined ? {} : { contentType: answer.ContentType }),
        };
      } catch (error) {
        if (error instanceof NotFound) return undefined;
        throw error;
      }
    },
    copyFrom: async (source, sourceKey, key) => {
      await client.send(
        new CopyObjectCommand({ Bucket: bucket, Key: key, CopySource: `${source.bucket}/${sourceKey.split('/').map(encodeURIComponent).join('/')}` }),
      );
    },
    uploadUrl: async ({ key, sha256, contentType, now }, seconds) => {
      const headers = { 'content-type': contentType, 'x-amz-checksum-sha256': sha256 };
      const url = await getSignedUrl(
        client,
        new PutObjectCommand({ Bucket: bucket, Key: key, ContentType: contentType, ChecksumSHA256: sha256 }),
        {
          expiresIn: seconds,
          signingDate: new Date(epochMs(now)),
          signableHeaders: new Set(['content-type', 'host']),
          unhoistableHeaders: new Set(['x-amz-checksum-sha256']),
        },
      );
      return { url, headers };
    },
    downloadUrl: (key, now, seconds) =>
      getSignedUrl(client, new GetObjectCommand({ Bucket: bucket, Key: key }), { expiresIn: seconds, signingDate: new Date(epochMs(now)) }),
  };
};
