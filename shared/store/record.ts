import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { S3Client } from '@aws-sdk/client-s3';
import { SFNClient } from '@aws-sdk/client-sfn';
import { openDocuments, type Documents } from './documents.ts';
import { openExecutions, type Executions } from './executions.ts';
import { openTable, type Table } from './table.ts';
import { openTransact, type Transact } from './transact.ts';

/** The record: three tables, four buckets, the executions. A function holds grants only for the parts it names. */
export interface Stores {
  readonly registry: Table;
  readonly lifecycle: Table;
  readonly publication: Table;
  readonly uploads: Documents;
  readonly evidence: Documents;
  readonly snapshots: Documents;
  readonly published: Documents;
  readonly executions: Executions;
  readonly transact: Transact;
}

/** Physical names of the parts; a function that may not touch a part is given no name for it. */
export interface StoreNames {
  readonly REGISTRY_TABLE?: string | undefined;
  readonly LIFECYCLE_TABLE?: string | undefined;
  readonly PUBLICATION_TABLE?: string | undefined;
  readonly UPLOADS_BUCKET?: string | undefined;
  readonly EVIDENCE_BUCKET?: string | undefined;
  readonly SNAPSHOTS_BUCKET?: string | undefined;
  readonly PUBLICATION_BUCKET?: string | undefined;
}

/** What carries the record's calls to the services. */
export interface Clients {
  readonly dynamo: DynamoDBDocumentClient;
  readonly s3: S3Client;
  readonly sfn: SFNClient;
}

const serviceClients = (): Clients => ({
  dynamo: DynamoDBDocumentClient.from(new DynamoDBClient({}), { marshallOptions: { removeUndefinedValues: true } }),
  s3: new S3Client({ requestChecksumCalculation: 'WHEN_REQUIRED', responseChecksumValidation: 'WHEN_REQUIRED' }),
  sfn: new SFNClient({}),
});

/** Opens the record over `clients`, those of the services unless given. A part without a name is opened under `unnamed`, and the service refuses its use. */
export const openStores = (names: StoreNames, { dynamo, s3, sfn }: Clients = serviceClients()): Stores => {
  const table = (name?: string) => openTable(dynamo, name ?? 'unnamed');
  const bucket = (name?: string) => openDocuments(s3, name ?? 'unnamed');
  return {
    registry: table(names.REGISTRY_TABLE),
    lifecycle: table(names.LIFECYCLE_TABLE),
    publication: table(names.PUBLICATION_TABLE),
    uploads: bucket(names.UPLOADS_BUCKET),
    evidence: bucket(names.EVIDENCE_BUCKET),
    snapshots: bucket(names.SNAPSHOTS_BUCKET),
    published: bucket(names.PUBLICATION_BUCKET),
    executions: openExecutions(sfn),
    transact: openTransact(dynamo),
  };
};
