import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { S3Client } from '@aws-sdk/client-s3';
import { SFNClient } from '@aws-sdk/client-sfn';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import type { Machine } from '../../../infra/local/machine.ts';
import { openStores, type Stores } from '../../../shared/store/record.ts';

/** The record of `machine` as its administrator reaches it. */
export const storesOf = ({ url, administrator }: Pick<Machine, 'url' | 'administrator'>): Stores => {
  const client = { region: 'us-east-1', endpoint: url, credentials: administrator };
  return openStores(
    { REGISTRY_TABLE: 'double-random-local-registry', LIFECYCLE_TABLE: 'double-random-local-lifecycle' },
    { dynamo: DynamoDBDocumentClient.from(new DynamoDBClient(client), { marshallOptions: { removeUndefinedValues: true } }), s3: new S3Client(client), sfn: new SFNClient(client) },
  );
};
