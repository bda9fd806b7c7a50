import { randomUUID } from 'node:crypto';
import {
  BatchGetItemCommand, BatchWriteItemCommand, DescribeTableCommand, GetItemCommand, PutItemCommand, QueryCommand, ScanCommand,
  TransactWriteItemsCommand, UpdateItemCommand, type AttributeValue, type DynamoDBClient, type TransactWriteItemsCommandInput,
} from '@aws-sdk/client-dynamodb';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { TableProperties } from '../../../infra/local/dynamodb/options.ts';
import { dynamoAs, openDoor, type Door } from './door.ts';

const TableName = 'lifecycle';
const ARN = `arn:aws:dynamodb:cn-north-1:000000000000:table/${TableName}`;
const PROPERTIES: TableProperties = {
  TableName,
  AttributeDefinitions: ['pk', 'sk', 'gpk', 'gsk'].map((AttributeName) => ({ AttributeName, AttributeType: 'S' as const })),
  KeySchema: [{ AttributeName: 'pk', KeyType: 'HASH' }, { AttributeName: 'sk', KeyType: 'RANGE' }],
  GlobalSecondaryIndexes: [{
    IndexName: 'byStage', KeySchema: [{ AttributeName: 'gpk', KeyType: 'HASH' }, { AttributeName: 'gsk', KeyType: 'RANGE' }], Projection: { ProjectionType: 'ALL' },
  }],
  PointInTimeRecoverySpecification: { PointInTimeRecoveryEnabled: true },
};

let door: Door;
let client: DynamoDBClient;

beforeAll(async () => {
  const tenant = { 'ForAllValues:StringEquals': { 'dynamodb:LeadingKeys': ['mine'] }, Null: { 'dynamodb:LeadingKeys': 'false' } };
  door = await openDoor({
    writer: [{ Effect: 'Allow', Action: ['dynamodb:PutItem', 'dynamodb:Query'], Resource: ARN }],
    tenant: [{ Effect: 'Allow', Action: ['dynamodb:GetItem', 'dynamodb:Query'], Resource: ARN, Condition: tenant }],
  });
  await door.dynamodb.createTable(PROPERTIES);
  client = dynamoAs(door, 'root');
});
afterAll(() => door.close());

const s = (value: string): AttributeValue => ({ S: value });
const n = (value: number): AttributeValue => ({ N: String(value) });
const put = (pk: string, sk: string, more: Record<string, AttributeValue> = {}) =>
  client.send(new PutItemCommand({ TableName, Item: { pk: s(pk), sk: s(sk), ...more } }));
const get = async (pk: string, sk: string) =>
  (await client.send(new GetItemCommand({ TableName, Key: { pk: s(pk), sk: s(sk) }, ConsistentRead: true }))).Item;
const transact = (TransactItems: TransactWriteItemsCommandInput['TransactItems'], ClientRequestToken?: string) =>
  client.send(new TransactWriteItemsCommand({ TransactItems, ClientRequestToken }));

describe('tables', () => {
  test('are made once, and show the ARN of this machine.', async () => {
    await put('table', 'stays');
    expect(await door.dynamodb.createTable(PROPERTIES)).toEqual({ name: TableName, arn: ARN });
    expect(await get('table', 'stays')).toBeDefined();
    const { Table } = await client.send(new DescribeTableCommand({ TableName }));
    expect([Table?.TableArn, Table?.GlobalSecondaryIndexes?.[0]?.IndexArn]).toEqual([ARN, `${ARN}/index/byStage`]);
  });

  test('get an index that the template has since added, filled from what is there.', async () => {
    const before = { ...PROPERTIES, TableName: 'grows', GlobalSecondaryIndexes: [] };
    await door.dynamodb.createTable({ ...before, AttributeDefinitions: PROPERTIES.AttributeDefinitions.slice(0, 2) });
    await client.send(new PutItemCommand({ TableName: 'grows', Item: { pk: s('a'), sk: s('b'), gpk: s('g'), gsk: s('1') } }));
    await door.dynamodb.createTable({ ...PROPERTIES, TableName: 'grows' });
    const { Items } = await client.send(new QueryCommand({
      TableName: 'grows', IndexName: 'byStage', KeyConditionExpression: 'gpk = :g', ExpressionAttributeValues: { ':g': s('g') },
    }));
    expect(Items).toHaveLength(1);
  });

  test('with other keys than the template says are not touched.', async () => {
    const KeySchema = [{ AttributeName: 'pk', KeyType: 'HASH' as const }];
    await expect(door.dynamodb.createTable({ ...PROPERTIES, KeySchema })).rejects.toThrow('exists with other keys');
  });
});

describe('permissions', () => {
  test('A transaction needs the permission of each of its items.', async () => {
    const Item = { pk: s('p'), sk: s('1') };
    const writer = dynamoAs(door, 'writer');
    await writer.send(new TransactWriteItemsCommand({ TransactItems: [{ Put: { TableName, Item } }] }));
    const mixed = writer.send(new TransactWriteItemsCommand({
      TransactItems: [{ Put: { TableName, Item } }, { ConditionCheck: { TableName, Key: { pk: s('p'), sk: s('2') }, ConditionExpression: 'attribute_exists(pk)' } }],
    }));
    await expect(mixed).rejects.toMatchObject({ name: 'AccessDeniedException', message: expect.stringContaining('dynamodb:ConditionCheckItem') });
  });

  test('An index is a resource of its own.', async () => {
    const query = dynamoAs(door, 'writer').send(new QueryCommand({
      TableName, IndexName: 'byStage', KeyConditionExpression: 'gpk = :g', ExpressionAttributeValues: { ':g': s('x') },
    }));
    await expect(query).rejects.toMatchObject({ message: expect.stringContaining(`dynamodb:Query on resource: ${ARN}/index/byStage`) });
  });

  test('A role may be held to partitions of its own.', async () => {
    const tenant = dynamoAs(door, 'tenant');
    const query = (pk: string) => tenant.send(new QueryCommand({
      TableName, KeyConditionExpression: '#p = :p', ExpressionAttributeNames: { '#p': 'pk' }, ExpressionAttributeValues: { ':p': s(pk) },
    }));
    await query('mine');
    await tenant.send(new GetItemCommand({ TableName, Key: { pk: s('mine'), sk: s('1') } }));
    await expect(query('yours')).rejects.toMatchObject({ name: 'AccessDeniedException' });
    await expect(tenant.send(new GetItemCommand({ TableName, Key: { pk: s('yours'), sk: s('1') } }))).rejects.toMatchObject({ name: 'AccessDeniedException' });
  });
});

describe('conditional writes', () => {
  test('A cancelled transaction gives each reason and the item that stood in the way, and changes nothing.', async () => {
    await put('t', 'a', { stage: s('issued'), version: n(3) });
    const cancelled = transact([
      { Put: { TableName, Item: { pk: s('t'), sk: s('new') } } },
      { Update: {
        TableName, Key: { pk: s('t'), sk: s('a') }, UpdateExpression: 'SET stage = :to', ConditionExpression: 'stage IN (:from, :other) AND version = :v',
        ExpressionAttributeValues: { ':to': s('drawn'), ':from': s('draft'), ':other': s('reviewed'), ':v': n(3) }, ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
      } },
    ]);
    await expect(cancelled).rejects.toMatchObject({
      name: 'TransactionCanceledException',
      CancellationReasons: [{ Code: 'None' }, { Code: 'ConditionalCheckFailed', Item: { pk: s('t'), sk: s('a'), stage: s('issued'), version: n(3) } }],
    });
    expect(await get('t', 'new')).toBeUndefined();
  });

  test('A refused single write gives the item that stood in the way.', async () => {
    await put('t', 'single', { stage: s('x') });
    const refused = client.send(new PutItemCommand({
      TableName, Item: { pk: s('t'), sk: s('single') }, ConditionExpression: 'attribute_not_exists(pk)', ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
    }));
    await expect(refused).rejects.toMatchObject({ name: 'ConditionalCheckFailedException', Item: { stage: s('x') } });
  });

  test('Conditions and updates reach into nested attributes.', async () => {
    await put('t', 'nested', { ceremony: { M: { parties: { L: [{ M: { name: s('甲') } }] }, 'attempt': n(1) } } });
    const update = (expected: number) => client.send(new UpdateItemCommand({
      TableName, Key: { pk: s('t'), sk: s('nested') }, ReturnValues: 'ALL_NEW',
      UpdateExpression: 'SET ceremony.parties[0].#r = :r, ceremony.attempt = ceremony.attempt + :one',
      ConditionExpression: 'ceremony.attempt = :n AND attribute_not_exists(ceremony.parties[0].#r) AND size(ceremony.parties) = :one',
      ExpressionAttributeNames: { '#r': 'reveal' }, ExpressionAttributeValues: { ':r': s('abc'), ':n': n(expected), ':one': n(1) },
    }));
    await expect(update(2)).rejects.toMatchObject({ name: 'ConditionalCheckFailedException' });
    const { Attributes } = await update(1);
    expect(Attributes?.ceremony).toEqual({ M: { parties: { L: [{ M: { name: s('甲'), reveal: s('abc') } }] }, attempt: n(2) } });
  });

  test('ADD, if_not_exists and list_append work on what is missing.', async () => {
    const bump = () => client.send(new UpdateItemCommand({
      TableName, Key: { pk: s('t'), sk: s('bump') }, ReturnValues: 'ALL_NEW',
      UpdateExpression: 'SET opened = if_not_exists(opened, :now), entries = list_append(if_not_exists(entries, :none), :entry) ADD times :one, parties :party',
      ExpressionAttributeValues: { ':now': s('n'), ':none': { L: [] }, ':entry': { L: [s('e')] }, ':one': n(1), ':party': { SS: ['甲'] } },
    }));
    await bump();
    const { Attributes } = await bump();
    expect(Attributes).toMatchObject({ opened: s('n'), entries: { L: [s('e'), s('e')] }, times: n(2), parties: { SS: ['甲'] } });
  });

  test('The same request token performs a transaction once; with other content it is refused.', async () => {
    const token = randomUUID();
    const count = (by: number) => transact([{ Update: {
      TableName, Key: { pk: s('t'), sk: s('token') }, UpdateExpression: 'ADD times :by', ExpressionAttributeValues: { ':by': n(by) },
    } }], token);
    await count(1);
    await count(1);
    expect((await get('t', 'token'))?.times).toEqual(n(1));
    await expect(count(2)).rejects.toMatchObject({ name: 'IdempotentParameterMismatchException' });
  });

  test('A transaction takes 100 items and no more.', async () => {
    const items = (count: number) => Array.from({ length: count }, (_, at) => ({ Put: { TableName, Item: { pk: s('bulk'), sk: s(`${at}`) } } }));
    await transact(items(100));
    await expect(transact(items(101))).rejects.toMatchObject({ name: 'ValidationException' });
  });

  test('A transaction may not touch an item twice.', async () => {
    const Key = { pk: s('t'), sk: s('twice') };
    const twice = transact([
      { Put: { TableName, Item: Key } },
      { ConditionCheck: { TableName, Key, ConditionExpression: 'attribute_not_exists(pk)' } },
    ]);
    await expect(twice).rejects.toMatchObject({ name: 'ValidationException' });
  });
});

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
    const segments = await Promise.all([0, 1].map((Segment) => client.send(new ScanCommand({ TableName: 'grows', Segment, TotalSegments: 2 }))));
    expect(segments.reduce((sum, { Count }) => sum + (Count ?? 0), 0)).toBe(1);
  });
});
