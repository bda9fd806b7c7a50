import { BatchGetItemCommand, BatchWriteItemCommand, PutItemCommand, QueryCommand, ScanCommand, UpdateItemCommand, type AttributeValue, type DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Door } from './door.ts';
import { n, openTable, PROPERTIES, s, TableName, type OpenTable } from './table-scene.ts';

let door: Door;
let client: DynamoDBClient;
let put: OpenTable['put'];
let get: OpenTable['get'];
beforeAll(async () => void ({ door, client, put, get } = await openTable()));
afterAll(() => door.close());

describe('reads', () => {
  test('A query goes backwards, page by page, over one prefix.', async () => {
    for (let at = 0; at < 7; at += 1) await put('q', `audit#${at}`);
    await put('q', 'other');
    const seen: (string | undefined)[] = [];
    let ExclusiveStartKey: Record<string, AttributeValue> | undefined;
    let pages = 0;
    do {
      const page = await client.send(new QueryCommand({
        TableName, KeyConditionExpression: 'pk = :p AND begins_with(sk, :prefix)', ScanIndexForward: false, Limit: 3, ExclusiveStartKey,
        ExpressionAttributeValues: { ':p': s('q'), ':prefix': s('audit#') },
      }));
      seen.push(...(page.Items ?? []).map((item) => item.sk?.S));
      ExclusiveStartKey = page.LastEvaluatedKey;
      pages += 1;
    } while (ExclusiveStartKey !== undefined);
    expect([seen, pages]).toEqual([[6, 5, 4, 3, 2, 1, 0].map((at) => `audit#${at}`), 3]);
  });

  test('An index is sparse, holds all attributes, pages with four keys and follows updates at once.', async () => {
    for (let at = 0; at < 3; at += 1) await put('g', `${at}`, { gpk: s('open'), gsk: s('same'), extra: n(at) });
    await put('g', 'unindexed', { gpk: s('open') });
    const query = (ExclusiveStartKey?: Record<string, AttributeValue>) => client.send(new QueryCommand({
      TableName, IndexName: 'byStage', KeyConditionExpression: 'gpk = :g', ExpressionAttributeValues: { ':g': s('open') }, Limit: 2, ExclusiveStartKey,
    }));
    const first = await query();
    expect(Object.keys(first.LastEvaluatedKey ?? {}).sort()).toEqual(['gpk', 'gsk', 'pk', 'sk']);
    const second = await query(first.LastEvaluatedKey);
    expect([...(first.Items ?? []), ...(second.Items ?? [])].map((item) => item.extra?.N).sort()).toEqual(['0', '1', '2']);
    await client.send(new UpdateItemCommand({ TableName, Key: { pk: s('g'), sk: s('0') }, UpdateExpression: 'REMOVE gpk, gsk' }));
    expect((await query()).Items).toHaveLength(2);
  });

  test('An item of just under 400 KB is kept, a larger one refused.', async () => {
    const body = (bytes: number) => ({ body: s('x'.repeat(bytes)) });
    await put('big', '1', body(400 * 1024 - 100));
    expect((await get('big', '1'))?.body?.S).toHaveLength(400 * 1024 - 100);
    await expect(put('big', '2', body(400 * 1024))).rejects.toMatchObject({ name: 'ValidationException' });
  });

  test('A query stops at 1 MB and tells where to go on.', async () => {
    for (let at = 0; at < 4; at += 1) await put('mega', `${at}`, { body: s('x'.repeat(390 * 1024)) });
    const page = await client.send(new QueryCommand({ TableName, KeyConditionExpression: 'pk = :p', ExpressionAttributeValues: { ':p': s('mega') } }));
    expect(page.Items?.length).toBeLessThan(4);
    expect(page.LastEvaluatedKey?.sk).toEqual(page.Items?.at(-1)?.sk);
  });

  test('Batches write 25 and read 100 items.', async () => {
    const keys = Array.from({ length: 25 }, (_, at) => ({ pk: s('batch'), sk: s(`${at}`) }));
    await client.send(new BatchWriteItemCommand({ RequestItems: { [TableName]: keys.map((Item) => ({ PutRequest: { Item } })) } }));
    const { Responses } = await client.send(new BatchGetItemCommand({ RequestItems: { [TableName]: { Keys: keys } } }));
    expect(Responses?.[TableName]).toHaveLength(25);
    await door.dynamodb.createTable({ ...PROPERTIES, TableName: 'scanned' });
    await client.send(new PutItemCommand({ TableName: 'scanned', Item: { pk: s('a'), sk: s('b') } }));
    const segments = await Promise.all([0, 1].map((Segment) => client.send(new ScanCommand({ TableName: 'scanned', Segment, TotalSegments: 2 }))));
    expect(segments.reduce((sum, { Count }) => sum + (Count ?? 0), 0)).toBe(1);
  });
});
