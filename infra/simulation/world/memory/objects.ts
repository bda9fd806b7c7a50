import { hash } from 'node:crypto';
import { NoSuchBucket, NoSuchKey, NotFound, S3ServiceException } from '@aws-sdk/client-s3';
import { instantOf } from '../../../../shared/kernel/instant.ts';
import type { BucketView, ObjectVersion } from '../record.ts';

/** A version with what S3 knows of it beside the bytes. */
export interface HeldVersion extends ObjectVersion {
  /** True if its checksum was given or asked for when it was written. */
  readonly checksummed: boolean;
}

/** What is to be written. `sha256`: base64, checked against the bytes. */
export interface Upload {
  readonly key: string;
  readonly body: Uint8Array | string;
  readonly contentType: string;
  readonly checksummed: boolean;
  readonly sha256?: string | undefined;
  readonly onlyIfAbsent?: boolean;
}

class MemoryBucket implements BucketView {
  readonly held = new Map<string, HeldVersion[]>();

  get(key: string): HeldVersion | undefined {
    const newest = this.held.get(key)?.at(-1);
    return newest?.deleted === false ? newest : undefined;
  }

  versions(key: string): readonly HeldVersion[] {
    return this.held.get(key) ?? [];
  }

  keys(prefix = ''): readonly string[] {
    return [...this.held.keys()].filter((key) => key.startsWith(prefix)).sort();
  }
}

/** S3 in memory, as far as the record uses it: versioned buckets, writes only where nothing lies yet, checksums. Nothing can be deleted. */
export class MemoryObjects {
  private readonly buckets: ReadonlyMap<string, MemoryBucket>;
  private readonly nowMs: () => number;
  private readonly onWritten: (bucket: string, version: HeldVersion) => void;
  private count = 0;

  constructor(names: readonly string[], nowMs: () => number, onWritten: (bucket: string, version: HeldVersion) => void = () => undefined) {
    this.buckets = new Map(names.map((name) => [name, new MemoryBucket()]));
    this.nowMs = nowMs;
    this.onWritten = onWritten;
  }

  /** Throws `NoSuchBucket`. */
  bucket(name: string | undefined): MemoryBucket {
    const bucket = this.buckets.get(name ?? '');
    if (bucket === undefined) throw new NoSuchBucket({ message: 'The specified bucket does not exist', $metadata: { httpStatusCode: 404 } });
    return bucket;
  }

  /** Throws `PreconditionFailed` where something lies and nothing may, `BadDigest` for bytes that have another checksum. */
  put(bucketName: string | undefined, { key, body, contentType, checksummed, sha256, onlyIfAbsent = false }: Upload): HeldVersion {
    const bucket = this.bucket(bucketName);
    const bytes = typeof body === 'string' ? Buffer.from(body) : Uint8Array.from(body);
    if (sha256 !== undefined && sha256 !== sha256Of(bytes)) throw s3Error('BadDigest', 400, 'The SHA256 you specified did not match the calculated checksum.');
    if (onlyIfAbsent && bucket.get(key) !== undefined) throw s3Error('PreconditionFailed', 412, 'At least one of the pre-conditions you specified did not hold');
    this.count += 1;
    const version: HeldVersion = Object.freeze({
      key, versionId: `v${this.count}`, at: instantOf(this.nowMs()), body: bytes, contentType, deleted: false, checksummed: checksummed || sha256 !== undefined,
    });
    bucket.held.set(key, [...bucket.versions(key), version]);
    this.onWritten(String(bucketName), version);
    return version;
  }

  /** Throws `NoSuchKey`. */
  get(bucketName: string | undefined, key: string): HeldVersion {
    const found = this.bucket(bucketName).get(key);
    if (found === undefined) throw new NoSuchKey({ message: 'The specified key does not exist.', $metadata: { httpStatusCode: 404 } });
    return found;
  }

  /** Throws `NotFound`. */
  head(bucketName: string | undefined, key: string): { readonly ContentLength: number; readonly ContentType: string; readonly ChecksumSHA256?: string } {
    const found = this.bucket(bucketName).get(key);
    if (found === undefined) throw new NotFound({ message: 'NotFound', $metadata: { httpStatusCode: 404 } });
    const { body, contentType, checksummed } = found;
    return { ContentLength: body.byteLength, ContentType: contentType, ...(checksummed ? { ChecksumSHA256: sha256Of(body) } : {}) };
  }

  /** `source`: bucket and percent-encoded key. Throws `NoSuchKey`. */
  copy(bucketName: string | undefined, key: string, source: string): HeldVersion {
    const cut = source.indexOf('/');
    const { body, contentType, checksummed } = this.get(source.slice(0, cut), decodeURIComponent(source.slice(cut + 1)));
    return this.put(bucketName, { key, body, contentType, checksummed });
  }
}

const sha256Of = (bytes: Uint8Array): string => hash('sha256', bytes, 'base64');

/** An error of S3 by its code. */
export const s3Error = (name: string, status: number, message: string): S3ServiceException =>
  new S3ServiceException({ name, $fault: status >= 500 ? 'server' : 'client', message, $metadata: { httpStatusCode: status } });
