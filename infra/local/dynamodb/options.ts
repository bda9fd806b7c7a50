import type { Authorizer, Service, ServiceRequest } from '../contract.ts';

export interface DynamoDbOptions {
  /** Folder for the database file and the process's pid file; made if missing. */
  readonly dataDir: string;
  readonly authorizer: Authorizer;
  readonly region: string;
  readonly accountId: string;
  /** `aws` if not given. */
  readonly partition?: string;
  /** Another DynamoDB-compatible endpoint to use instead of the bundled one. Default: environment `DYNAMODB_ENDPOINT`. */
  readonly endpoint?: string;
}

interface KeyElement {
  readonly AttributeName: string;
  readonly KeyType: 'HASH' | 'RANGE';
}

interface IndexProperties {
  readonly IndexName: string;
  readonly KeySchema: readonly KeyElement[];
  readonly Projection: { readonly ProjectionType?: string; readonly NonKeyAttributes?: readonly string[] };
}

/** What is used of `AWS::DynamoDB::Table` or `AWS::DynamoDB::GlobalTable`; capacity, encryption, backups and tags have no effect here. */
export interface TableProperties {
  /** At least 3 characters. */
  readonly TableName: string;
  readonly AttributeDefinitions: readonly { readonly AttributeName: string; readonly AttributeType: 'S' | 'N' | 'B' }[];
  readonly KeySchema: readonly KeyElement[];
  readonly GlobalSecondaryIndexes?: readonly IndexProperties[];
  readonly LocalSecondaryIndexes?: readonly IndexProperties[];
  readonly [ignored: string]: unknown;
}

/** DynamoDB behind the gateway. */
export interface DynamoDb extends Service {
  /** Makes the table unless it exists, adds indexes that are new; answers its name and ARN. Throws if an existing table has other keys. */
  createTable(properties: TableProperties): Promise<{ readonly name: string; readonly arn: string }>;
  describe(request: ServiceRequest): { readonly action: string; readonly resource: string };
}
