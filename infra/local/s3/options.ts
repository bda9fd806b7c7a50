import type { Authorizer, Clock, Service, ServiceRequest } from '../contract.ts';

export interface S3Options {
  /** Folder for objects and index; made if missing. */
  readonly dataDir: string;
  readonly authorizer: Authorizer;
  /** Dates objects and decides whether a retention still holds. */
  readonly clock: Clock;
  readonly region: string;
  /** `aws` if not given. */
  readonly partition?: string;
}

/** One rule of the template's `CorsConfiguration`. */
export interface CorsRule {
  readonly AllowedOrigins: readonly string[];
  readonly AllowedMethods: readonly string[];
  readonly AllowedHeaders?: readonly string[];
  readonly ExposedHeaders?: readonly string[];
  readonly MaxAge?: number;
}

export type RetentionMode = 'GOVERNANCE' | 'COMPLIANCE';

/** What is used of `AWS::S3::Bucket`; lifecycle, encryption, logging, public access block and the rest have no effect here. */
export interface BucketProperties {
  readonly VersioningConfiguration?: { readonly Status: 'Enabled' | 'Suspended' };
  readonly ObjectLockEnabled?: boolean;
  readonly ObjectLockConfiguration?: {
    readonly Rule?: { readonly DefaultRetention?: { readonly Mode: RetentionMode; readonly Days?: number; readonly Years?: number } };
  };
  readonly CorsConfiguration?: { readonly CorsRules: readonly CorsRule[] };
  readonly [ignored: string]: unknown;
}

/** S3 behind the gateway. */
export interface S3 extends Service {
  /** Makes the bucket, or gives an existing one these settings; its objects stay. Answers its ARN. */
  createBucket(name: string, properties: BucketProperties): { readonly name: string; readonly arn: string };
  describe(request: ServiceRequest): { readonly action: string; readonly resource: string };
}
