import { DynamoDBClient, ListTablesCommand } from '@aws-sdk/client-dynamodb';
import { GetObjectCommand, ListBucketsCommand, paginateListObjectsV2, S3Client } from '@aws-sdk/client-s3';
import { BatchGetCommand, DynamoDBDocumentClient, paginateQuery, paginateScan } from '@aws-sdk/lib-dynamodb';
import { ADMINISTRATOR_KEY } from '../../local/machine/access-keys.ts';

/** An item as it is stored, unparsed. */
export type Item = Readonly<Record<string, unknown>> & { readonly pk: string; readonly sk: string };
type Key = Pick<Item, 'pk' | 'sk'>;

/** What lies in the tables and buckets of a machine, read as its administrator past all application code. */
export interface ServedRecord {
  /** Every item of every table. */
  items(): Promise<readonly { readonly table: string; readonly item: Item }[]>;
  /** Every object of every bucket but the one for passing uploads, by bucket and key. */
  objects(): AsyncIterable<readonly [name: string, content: Uint8Array]>;
  /** Which of `keys` the table of the year's course has, each once: a command that was repeated after a kill was acknowledged twice. */
  present(keys: readonly Key[]): Promise<readonly Key[]>;
  /** The items of a partition of that table. */
  partition(pk: string): Promise<readonly Item[]>;
  /** The items of a partition of that table from one sort key to another, both included, in order. */
  range(pk: string, from: string, to: string): Promise<readonly Item[]>;
}

const A_BATCH = 100;

interface Connection {
  readonly endpoint: string;
  readonly region: string;
  readonly credentials: typeof ADMINISTRATOR_KEY;
}

/** The record of the machine at `url`. */
export const servedRecord = async (url: string): Promise<ServedRecord> => {
  const connection: Connection = { endpoint: url, region: 'us-east-1', credentials: ADMINISTRATOR_KEY };
  const client = DynamoDBDocumentClient.from(new DynamoDBClient(connection));
  const { TableNames = [] } = await client.send(new ListTablesCommand({}));
  const TableName = TableNames.find((name) => /lifecycle/i.test(name)) ?? '';
  const itemsOf = async (pages: AsyncIterable<{ readonly Items?: Record<string, unknown>[] }>): Promise<Item[]> => {
    const all: Item[] = [];
    for await (const { Items = [] } of pages) all.push(...(Items as Item[]));
    return all;
  };
  const someOf = async (keys: readonly Key[]): Promise<Item[]> => {
    const { Responses = {}, UnprocessedKeys = {} } = await client.send(new BatchGetCommand({ RequestItems: { [TableName]: { Keys: keys.map(({ pk, sk }) => ({ pk, sk })), ConsistentRead: true, ProjectionExpression: 'pk, sk' } } }));
    const left = (UnprocessedKeys[TableName]?.Keys ?? []) as Key[];
    return [...((Responses[TableName] ?? []) as Item[]), ...(left.length === 0 ? [] : await someOf(left))];
  };
  return {
    items: async () => (await Promise.all(TableNames.map(async (table) => (await itemsOf(paginateScan({ client }, { TableName: table, ConsistentRead: true }))).map((item) => ({ table, item }))))).flat(),
    objects: () => objectsAt(connection),
    present: async (keys) => {
      const distinct = [...new Map(keys.map((key) => [`${key.pk} ${key.sk}`, key])).values()];
      const found: Item[] = [];
      for (let at = 0; at < distinct.length; at += A_BATCH) found.push(...(await someOf(distinct.slice(at, at + A_BATCH))));
      return found;
    },
    partition: (pk) => itemsOf(paginateQuery({ client }, { TableName, ConsistentRead: true, KeyConditionExpression: 'pk = :pk', ExpressionAttributeValues: { ':pk': pk } })),
    range: (pk, from, to) =>
      itemsOf(paginateQuery({ client }, { TableName, ConsistentRead: true, KeyConditionExpression: 'pk = :pk and sk between :from and :to', ExpressionAttributeValues: { ':pk': pk, ':from': from, ':to': to } })),
  };
};

const objectsAt = async function* (connection: Connection): AsyncGenerator<readonly [string, Uint8Array]> {
  const client = new S3Client({ ...connection, forcePathStyle: true });
  const { Buckets = [] } = await client.send(new ListBucketsCommand({}));
  for (const { Name: Bucket = '' } of Buckets) {
    if (Bucket.includes('uploads')) continue;
    for await (const { Contents = [] } of paginateListObjectsV2({ client }, { Bucket })) {
      for (const { Key = '' } of Contents) {
        const { Body } = await client.send(new GetObjectCommand({ Bucket, Key }));
        yield [`${Bucket}/${Key}`, (await Body?.transformToByteArray()) ?? new Uint8Array()];
      }
    }
  }
};
