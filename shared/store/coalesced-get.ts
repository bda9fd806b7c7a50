import { BatchGetCommand, GetCommand, type DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import type { Key, StoredItem } from './item.ts';

interface Waiting {
  readonly key: Key;
  readonly resolve: (item: StoredItem | undefined) => void;
  readonly reject: (error: unknown) => void;
}

const MOST = 100;
const ATTEMPTS = 8;

/**
 * Consistent reads of `table` by key. Those asked for in one breath travel in one request: a wait is judged by three items, looked at every
 * day, and a request costs far more than an item.
 */
export const coalescedGet = (client: DynamoDBDocumentClient, table: string): ((key: Key) => Promise<StoredItem | undefined>) => {
  let waiting: Waiting[] = [];

  const send = async (): Promise<void> => {
    const batch = waiting;
    waiting = [];
    for (let from = 0; from < batch.length; from += MOST) {
      const part = batch.slice(from, from + MOST);
      try {
        const found = part.length === 1 ? await one(client, table, part) : await many(client, table, part);
        for (const { key, resolve } of part) resolve(found.get(nameOf(key)));
      } catch (error) {
        for (const { reject } of part) reject(error);
      }
    }
  };

  return ({ pk, sk }) =>
    new Promise((resolve, reject) => {
      if (waiting.length === 0) setImmediate(() => void send());
      waiting.push({ key: { pk, sk }, resolve, reject });
    });
};

const nameOf = ({ pk, sk }: Key): string => `${pk}\u0000${sk}`;

const one = async (client: DynamoDBDocumentClient, table: string, [only]: readonly Waiting[]): Promise<Map<string, StoredItem>> => {
  const { Item } = await client.send(new GetCommand({ TableName: table, Key: only?.key, ConsistentRead: true }));
  return byName(Item === undefined ? [] : [Item as StoredItem]);
};

const many = async (client: DynamoDBDocumentClient, table: string, asked: readonly Waiting[]): Promise<Map<string, StoredItem>> => {
  const items: StoredItem[] = [];
  // The service refuses the same key twice in one request.
  let keys: Record<string, unknown>[] = [...new Map(asked.map(({ key }) => [nameOf(key), { ...key }])).values()];
  for (let attempt = 1; keys.length > 0; attempt++) {
    if (attempt > ATTEMPTS) throw new Error(`${table} left ${keys.length} keys unread ${ATTEMPTS} times`);
    const { Responses, UnprocessedKeys } = await client.send(new BatchGetCommand({ RequestItems: { [table]: { Keys: keys, ConsistentRead: true } } }));
    items.push(...((Responses?.[table] ?? []) as StoredItem[]));
    keys = UnprocessedKeys?.[table]?.Keys ?? [];
  }
  return byName(items);
};

const byName = (items: readonly StoredItem[]): Map<string, StoredItem> => new Map(items.map((item) => [nameOf(item), item]));
