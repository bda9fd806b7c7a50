import {
  GetItemCommand, PutItemCommand, TransactWriteItemsCommand, type AttributeValue, type DynamoDBClient, type TransactWriteItemsCommandInput,
} from '@aws-sdk/client-dynamodb';
import type { TableProperties } from '../../../infra/local/dynamodb/options.ts';
import { dynamoAs, openDoor, type Door } from './door.ts';

export const TableName = 'lifecycle';
export const ARN = `arn:aws:dynamodb:cn-north-1:000000000000:table/${TableName}`;
export const PROPERTIES: TableProperties = {
  TableName,
  AttributeDefinitions: ['pk', 'sk', 'gpk', 'gsk'].map((AttributeName) => ({ AttributeName, AttributeType: 'S' as const })),
  KeySchema: [{ AttributeName: 'pk', KeyType: 'HASH' }, { AttributeName: 'sk', KeyType: 'RANGE' }],
  GlobalSecondaryIndexes: [{
    IndexName: 'byStage', KeySchema: [{ AttributeName: 'gpk', KeyType: 'HASH' }, { AttributeName: 'gsk', KeyType: 'RANGE' }], Projection: { ProjectionType: 'ALL' },
  }],
  PointInTimeRecoverySpecification: { PointInTimeRecoveryEnabled: true },
};

/** A string as the service carries it. */
export const s = (value: string): AttributeValue => ({ S: value });
/** A number as the service carries it. */
export const n = (value: number): AttributeValue => ({ N: String(value) });

/** One table behind a door, and short ways to it. */
export interface OpenTable {
  readonly door: Door;
  readonly client: DynamoDBClient;
  readonly put: (pk: string, sk: string, more?: Record<string, AttributeValue>) => Promise<unknown>;
  readonly get: (pk: string, sk: string) => Promise<Record<string, AttributeValue> | undefined>;
  readonly transact: (items: TransactWriteItemsCommandInput['TransactItems'], token?: string) => Promise<unknown>;
}

/** Opens a door with the table. Its roles: `writer` puts and queries, `tenant` reads the partition `mine`, `root` may all. */
export const openTable = async (): Promise<OpenTable> => {
  const tenant = { 'ForAllValues:StringEquals': { 'dynamodb:LeadingKeys': ['mine'] }, Null: { 'dynamodb:LeadingKeys': 'false' } };
  const door = await openDoor({
    writer: [{ Effect: 'Allow', Action: ['dynamodb:PutItem', 'dynamodb:Query'], Resource: ARN }],
    tenant: [{ Effect: 'Allow', Action: ['dynamodb:GetItem', 'dynamodb:Query'], Resource: ARN, Condition: tenant }],
  });
  await door.dynamodb.createTable(PROPERTIES);
  const client = dynamoAs(door, 'root');
  return {
    door,
    client,
    put: (pk, sk, more = {}) => client.send(new PutItemCommand({ TableName, Item: { pk: s(pk), sk: s(sk), ...more } })),
    get: async (pk, sk) => (await client.send(new GetItemCommand({ TableName, Key: { pk: s(pk), sk: s(sk) }, ConsistentRead: true }))).Item,
    transact: (TransactItems, ClientRequestToken) => client.send(new TransactWriteItemsCommand({ TransactItems, ClientRequestToken })),
  };
};
