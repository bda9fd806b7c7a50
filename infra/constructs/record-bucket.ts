import { Duration, RemovalPolicy } from 'aws-cdk-lib';
import { BlockPublicAccess, Bucket, BucketEncryption, HttpMethods, ObjectLockRetention, ObjectOwnership } from 'aws-cdk-lib/aws-s3';
import { Construct } from 'constructs';
import { physicalName, type Deployment } from './deployment.ts';
import type { Operation } from './operation.ts';

/** How long and how firmly a bucket keeps its objects. */
export type Keeping = 'locked' | 'versioned' | { readonly expiresAfter: Duration };

export interface RecordBucketProps {
  readonly deployment: Deployment;
  readonly name: string;
  readonly variable: string;
  readonly keeping: Keeping;
}

/** One bucket of the record, with grants that give permission and name at once. */
export class RecordBucket extends Construct {
  readonly bucket: Bucket;
  readonly #variable: string;

  constructor(scope: Construct, id: string, { deployment, name, variable, keeping }: RecordBucketProps) {
    super(scope, id);
    const isLocal = deployment.stage === 'local';
    this.#variable = variable;
    this.bucket = new Bucket(this, 'Bucket', {
      bucketName: `${physicalName(deployment, name)}-${deployment.jurisdiction}`,
      versioned: true,
      encryption: BucketEncryption.S3_MANAGED,
      enforceSSL: true,
      blockPublicAccess: BlockPublicAccess.BLOCK_ALL,
      objectOwnership: ObjectOwnership.BUCKET_OWNER_ENFORCED,
      removalPolicy: isLocal ? RemovalPolicy.DESTROY : RemovalPolicy.RETAIN,
      ...(keeping === 'locked' ? { objectLockEnabled: true, objectLockDefaultRetention: retention(deployment) } : {}),
      ...(typeof keeping === 'object' ? { lifecycleRules: [{ expiration: keeping.expiresAfter, noncurrentVersionExpiration: Duration.days(1) }] } : {}),
      ...(typeof keeping === 'object' ? { cors: [{ allowedMethods: [HttpMethods.PUT], allowedOrigins: ['*'], allowedHeaders: ['*'] }] } : {}),
    });
  }

  letRead(operation: Operation): void {
    this.#let(operation, ['s3:GetObject']);
  }

  /** Writing always goes with reading back: `putOnce` compares what lies there already. */
  letWrite(operation: Operation): void {
    this.#let(operation, ['s3:PutObject', 's3:GetObject']);
  }

  /** `operation` is told that an object is not there. Without it a missing key answers 403, as it should where the record says it is there. */
  letMiss(operation: Operation): void {
    operation.allow(['s3:ListBucket'], [this.bucket.bucketArn]);
  }

  #let(operation: Operation, actions: readonly string[]): void {
    operation.allow(actions, [this.bucket.arnForObjects('*')]);
    operation.env(this.#variable, this.bucket.bucketName);
  }
}

// Ten years: archives of administrative inspections. Only production may not be shortened by anybody.
const retention = (deployment: Deployment): ObjectLockRetention =>
  deployment.stage === 'prod' ? ObjectLockRetention.compliance(Duration.days(3650)) : ObjectLockRetention.governance(Duration.days(30));
