import { Duration, Stack, type StackProps } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import type { Deployment } from '../constructs/deployment.ts';
import { RecordBucket } from '../constructs/record-bucket.ts';
import { RecordTable } from '../constructs/record-table.ts';

/** The record: three tables and four buckets. Nothing else lies anywhere. */
export class DataStack extends Stack {
  readonly registry: RecordTable;
  readonly lifecycle: RecordTable;
  readonly publication: RecordTable;
  readonly uploads: RecordBucket;
  readonly evidence: RecordBucket;
  readonly snapshots: RecordBucket;
  readonly published: RecordBucket;

  constructor(scope: Construct, id: string, props: StackProps & { readonly deployment: Deployment }) {
    super(scope, id, props);
    const { deployment } = props;
    this.registry = new RecordTable(this, 'Registry', { deployment, name: 'registry', variable: 'REGISTRY_TABLE' });
    this.lifecycle = new RecordTable(this, 'Lifecycle', { deployment, name: 'lifecycle', variable: 'LIFECYCLE_TABLE', timeToLive: 'expiresAt' });
    this.publication = new RecordTable(this, 'Publication', { deployment, name: 'publication', variable: 'PUBLICATION_TABLE' });
    this.uploads = new RecordBucket(this, 'Uploads', { deployment, name: 'uploads', variable: 'UPLOADS_BUCKET', keeping: { expiresAfter: Duration.days(7) } });
    this.evidence = new RecordBucket(this, 'Evidence', { deployment, name: 'evidence', variable: 'EVIDENCE_BUCKET', keeping: 'locked' });
    this.snapshots = new RecordBucket(this, 'Snapshots', { deployment, name: 'snapshots', variable: 'SNAPSHOTS_BUCKET', keeping: 'locked' });
    this.published = new RecordBucket(this, 'Published', { deployment, name: 'publication', variable: 'PUBLICATION_BUCKET', keeping: 'versioned' });
  }
}
