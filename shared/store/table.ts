import { QueryCommand, type DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { coalescedGet } from './coalesced-get.ts';
import type { Key, StoredItem } from './item.ts';

/** One page of a query; `cursor`, if present, continues it. */
export interface Page {
  readonly items: readonly StoredItem[];
  readonly cursor?: string;
}

/** What to read of one partition, ascending by sort key unless `reverse`. */
export interface PartitionQuery {
  readonly pk: string;
  /** Only sort keys that begin with it. */
  readonly prefix?: string;
  /** Items a page at most; the service also ends a page at 1 MB. */
  readonly limit?: number;
  readonly reverse?: boolean;
  /** Only these attributes of each item, beside its key: for reading whole directories. */
  readonly attributes?: readonly string[];
  readonly cursor?: string;
}

/** One table of the record, read consistently. Writes go through `transact`, each with its audit entry. */
export interface Table {
  readonly name: string;
  get(key: Key): Promise<StoredItem | undefined>;
  page(query: PartitionQuery): Promise<Page>;
  /** The whole partition (or its prefix), all pages. */
  all(query: Omit<PartitionQuery, 'limit' | 'cursor'>): Promise<readonly StoredItem[]>;
}

/** Opens the table `name`. */
export const openTable = (client: DynamoDBDocumentClient, name: string): Table => {
  const page = async (query: PartitionQuery): Promise<Page> => {
    const answer = await client.send(
      new QueryCommand({
        TableName: name,
        ConsistentRead: true,
        KeyConditionExpression: query.prefix === undefined ? 'pk = :pk' : 'pk = :pk AND begins_with(sk, :prefix)',
        ExpressionAttributeValues: { ':pk': query.pk, ...(query.prefix === undefined ? {} : { ':prefix': query.prefix }) },
        ScanIndexForward: query.reverse !== true,
        ...projection(query.attributes),
        ...(query.limit === undefined ? {} : { Limit: query.limit }),
        ...(query.cursor === undefined ? {} : { ExclusiveStartKey: { pk: query.pk, sk: fromCursor(query.cursor) } }),
      }),
    );
    const last = answer.LastEvaluatedKey?.['sk'] as string | undefined;
    return { items: (answer.Items ?? []) as StoredItem[], ...(last === undefined ? {} : { cursor: cursorAfter(last) }) };
  };

  return {
    name,
    page,
    get: coalescedGet(client, name),
    all: async (query) => {
      const items: StoredItem[] = [];
      let cursor: string | undefined;
      do {
        const next = await page({ ...query, ...(cursor === undefined ? {} : { cursor }) });
        items.push(...next.items);
        cursor = next.cursor;
      } while (cursor !== undefined);
      return items;
    },
  };
};

const projection = (attributes: readonly string[] | undefined) =>
  attributes === undefined
    ? {}
    : {
        ProjectionExpression: ['pk', 'sk', ...attributes.map((_, i) => `#a${i}`)].join(', '),
        ExpressionAttributeNames: Object.fromEntries(attributes.map((name, i) => [`#a${i}`, name])),
      };

/** The cursor that continues after sort key `sk`. */
export const cursorAfter = (sk: string): string => Buffer.from(sk, 'utf8').toString('base64url');
const fromCursor = (cursor: string): string => Buffer.from(cursor, 'base64url').toString('utf8');
