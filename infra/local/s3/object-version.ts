import type { RetentionMode } from './options.ts';

/** Until when a version may not be deleted. */
export interface Retention {
  readonly mode: RetentionMode;
  readonly untilMs: number;
}

/** What a version is made of, before the index has given it an id. */
export interface NewVersion {
  readonly bucket: string;
  readonly key: string;
  readonly deleteMarker: boolean;
  readonly size: number;
  /** Without quotes. */
  readonly etag: string;
  /** Name in the blob store; empty for a delete marker. */
  readonly blob: string;
  /** Headers to give back as they came: content type, caching, `x-amz-meta-…`. */
  readonly headers: Readonly<Record<string, string>>;
  /** `x-amz-checksum-…` headers as verified. */
  readonly checksums: Readonly<Record<string, string>>;
  readonly modifiedMs: number;
  readonly retention: Retention | undefined;
}

/** A version in the index. */
export interface ObjectVersion extends NewVersion {
  /** Grows with each version of the machine. */
  readonly seq: number;
  /** `null` in a bucket without versioning. */
  readonly versionId: string;
  readonly latest: boolean;
}
