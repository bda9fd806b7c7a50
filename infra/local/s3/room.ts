import type { ServiceResponse } from '../contract.ts';
import type { Blobs } from './blobs.ts';
import type { Bucket, Buckets } from './buckets.ts';
import type { S3Call } from './call.ts';
import type { ObjectIndex } from './object-index.ts';
import type { Uploads } from './uploads.ts';

/** What every operation works with. */
export interface Room {
  readonly index: ObjectIndex;
  readonly blobs: Blobs;
  readonly buckets: Buckets;
  readonly uploads: Uploads;
  readonly region: string;
  now(): number;
  /** Throws `AccessDenied` unless the caller may do `action` on the object, or on the bucket if `key` is empty. */
  require(call: S3Call, action: string, bucket: string, key: string, context?: Readonly<Record<string, string>>): void;
}

/** Performs one operation; throws `S3Error` or `AccessDenied`. */
export type Operation = (room: Room, call: S3Call, bucket: Bucket) => ServiceResponse | Promise<ServiceResponse>;
