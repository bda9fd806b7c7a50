import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Clock, TaskIntegration } from '../../../infra/local/contract.ts';
import { createDynamoDb } from '../../../infra/local/dynamodb/dynamodb.ts';
import { createAuthorizer } from '../../../infra/local/iam/authorizer.ts';
import { taskIntegrations } from '../../../infra/local/machine/task-integrations.ts';
import { createS3 } from '../../../infra/local/s3/s3.ts';
import { scratchFolder } from '../../support/scratch-folder.ts';

const principal = { arn: 'arn:aws:iam::000000000000:root' };
const clock: Clock = { now: () => Date.parse('2026-03-01T01:00:00Z'), at: () => () => undefined, track: (work) => work };
const dataDir = scratchFolder('task-integrations-');
let integrations: Readonly<Record<string, TaskIntegration>>;
let close: () => Promise<unknown>;

beforeAll(async () => {
  const authorizer = createAuthorizer({ roles: {} });
  const dynamodb = await createDynamoDb({ dataDir, authorizer, region: 'us-east-1', accountId: '000000000000' });
  const s3 = createS3({ dataDir, authorizer, clock, region: 'us-east-1' });
  await dynamodb.createTable({ TableName: 'things', AttributeDefinitions: [{ AttributeName: 'pk', AttributeType: 'S' }], KeySchema: [{ AttributeName: 'pk', KeyType: 'HASH' }] });
  s3.createBucket('b', {});
  integrations = taskIntegrations({ dynamodb, s3 });
  close = () => Promise.all([dynamodb.close(), s3.close()]);
});
afterAll(() => close());

const call = (name: string, input: unknown): Promise<unknown> => {
  const integration = integrations[name];
  if (integration === undefined) throw new Error(`no ${name}`);
  return integration.call({ arguments: input, principal, executionArn: 'arn:aws:states:us-east-1:000000000000:execution:m:e' });
};
const put = { TableName: 'things', Item: { pk: { S: 'a' } }, ConditionExpression: 'attribute_not_exists(pk)' };

describe('what a state machine calls by itself', () => {
  test('DynamoDB’s errors go by its own name in upper case where the service is integrated, in mixed case through the SDK', async () => {
    expect(await call('dynamodb:putItem', put)).toMatchObject({ SdkHttpMetadata: { HttpStatusCode: 200 } });
    expect(await call('aws-sdk:dynamodb:getItem', { TableName: 'things', Key: put.Item })).toEqual({ Item: put.Item });
    await expect(call('dynamodb:putItem', put)).rejects.toMatchObject({ error: 'DynamoDB.ConditionalCheckFailedException' });
    await expect(call('aws-sdk:dynamodb:putItem', put)).rejects.toMatchObject({ error: 'DynamoDb.ConditionalCheckFailedException' });
    await expect(call('dynamodb:getItem', { TableName: 'things', Key: { no: { S: 'a' } } })).rejects.toMatchObject({ error: 'DynamoDB.AmazonDynamoDBException' });
    await expect(call('aws-sdk:dynamodb:getItem', { TableName: 'things', Key: { no: { S: 'a' } } })).rejects.toMatchObject({ error: 'DynamoDb.DynamoDbException' });
  });

  test('S3 objects are written and read, and what is missing has its name', async () => {
    await call('aws-sdk:s3:putObject', { Bucket: 'b', Key: 'one/ü 1.json', Body: '[1,2]', ContentType: 'application/json' });
    expect(await call('s3:getObject', { Bucket: 'b', Key: 'one/ü 1.json' })).toMatchObject({ Body: '[1,2]', ContentType: 'application/json' });
    await expect(call('aws-sdk:s3:getObject', { Bucket: 'b', Key: 'none' })).rejects.toMatchObject({ error: 'S3.NoSuchKeyException' });
    await expect(call('aws-sdk:s3:getObject', { Bucket: 'none', Key: 'none' })).rejects.toMatchObject({ error: 'S3.NoSuchBucketException' });
  });

  test('A Map lists a bucket to its end, a task one page of it', async () => {
    for (const n of [1, 2, 3, 4, 5]) await call('s3:putObject', { Bucket: 'b', Key: `list/${n}`, Body: String(n) });
    const keys = (answer: unknown) => (answer as { Contents: { Key: string; Size: number }[] }).Contents.map(({ Key }) => Key);
    expect(keys(await call('s3:listObjectsV2', { Bucket: 'b', Prefix: 'list/', MaxKeys: 2 }))).toEqual(['list/1', 'list/2', 'list/3', 'list/4', 'list/5']);
    expect(await call('aws-sdk:s3:listObjectsV2', { Bucket: 'b', Prefix: 'list/', MaxKeys: 2 })).toMatchObject({ IsTruncated: true, KeyCount: 2, Contents: [{ Key: 'list/1', Size: 1 }, { Key: 'list/2' }] });
    expect(await call('s3:listObjectsV2', { Bucket: 'b', Prefix: 'nothing/' })).toMatchObject({ Contents: [], IsTruncated: false });
  });
});
