import { randomUUID } from 'node:crypto';
import { DescribeTableCommand, GetItemCommand, PutItemCommand, QueryCommand, TransactWriteItemsCommand, UpdateItemCommand, type DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { dynamoAs, type Door } from './door.ts';
import { ARN, n, openTable, PROPERTIES, s, TableName, type OpenTable } from './table-scene.ts';

let door: Door;
let client: DynamoDBClient;
let put: OpenTable['put'];
let get: OpenTable['get'];
let transact: OpenTable['transact'];
beforeAll(async () => void ({ door, client, put, get, transact } = await openTable()));
afterAll(() => door.close());

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
