import { DynamoDBClient, GetItemCommand, ListTablesCommand, PutItemCommand } from '@aws-sdk/client-dynamodb';
import { GetObjectCommand, PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { Readable } from 'node:stream';
import { setTimeout as delay } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { createGateway } from '../../../infra/local/gateway/gateway.ts';
import { dynamoAs, openDoor, s3As, type Door } from './door.ts';

const TABLE = 'arn:aws:dynamodb:cn-north-1:000000000000:table/things';
let door: Door;

beforeAll(async () => {
  door = await openDoor({
    reader: [
      { Effect: 'Allow', Action: 'dynamodb:GetItem', Resource: TABLE },
      { Effect: 'Allow', Action: 's3:GetObject', Resource: 'arn:aws:s3:::shelf/*' },
    ],
  });
  door.s3.createBucket('shelf', {});
  await door.dynamodb.createTable({
    TableName: 'things', AttributeDefinitions: [{ AttributeName: 'pk', AttributeType: 'S' }], KeySchema: [{ AttributeName: 'pk', KeyType: 'HASH' }],
  });
});
afterAll(() => door.close());
afterEach(() => door.fault(() => undefined));

const put = (who: string) => dynamoAs(door, who).send(new PutItemCommand({ TableName: 'things', Item: { pk: { S: 'a' } } }));

describe('who calls', () => {
  test('A call signed with the right secret is performed as the owner of the key.', async () => {
    await put('root');
    const { Item } = await dynamoAs(door, 'reader').send(new GetItemCommand({ TableName: 'things', Key: { pk: { S: 'a' } } }));
    expect(Item).toEqual({ pk: { S: 'a' } });
    expect(door.calls.at(-1)).toMatchObject({ action: 'dynamodb:GetItem', resource: TABLE, service: 'dynamodb', status: 200 });
  });

  test('A wrong secret is refused by DynamoDB and by S3, each in its own words.', async () => {
    const settings = { ...door.as('root'), credentials: { accessKeyId: 'root', secretAccessKey: 'guess' } };
    await expect(new DynamoDBClient(settings).send(new ListTablesCommand({}))).rejects.toMatchObject({ name: 'InvalidSignatureException' });
    await expect(new S3Client(settings).send(new GetObjectCommand({ Bucket: 'shelf', Key: 'x' }))).rejects.toMatchObject({
      name: 'SignatureDoesNotMatch', $metadata: { httpStatusCode: 403 },
    });
  });

  test('A body other than the signed one is refused.', async () => {
    const client = s3As(door, 'root');
    client.middlewareStack.add(
      (next) => (args) => next({ ...args, request: Object.assign(args.request as object, { body: 'other' }) }),
      { step: 'finalizeRequest', priority: 'low', name: 'tamper' },
    );
    await expect(client.send(new PutObjectCommand({ Bucket: 'shelf', Key: 'x', Body: 'truth' }))).rejects.toMatchObject({ name: 'XAmzContentSHA256Mismatch' });
  });

  test('What bears no AWS signature goes to the fallback.', async () => {
    const answer = await fetch(`${door.gateway.url}/v1/items?x=1`, { headers: { authorization: 'Bearer abc' } });
    expect([answer.status, await answer.text()]).toEqual([418, 'fallback /v1/items?x=1']);
  });

  test('A streamed upload arrives without its wrapping.', async () => {
    const client = s3As(door, 'root');
    const text = '乙'.repeat(100_000);
    await client.send(new PutObjectCommand({ Bucket: 'shelf', Key: 'stream', Body: Readable.from([Buffer.from(text)]), ContentLength: Buffer.byteLength(text) }));
    const { Body } = await client.send(new GetObjectCommand({ Bucket: 'shelf', Key: 'stream' }));
    expect(await Body?.transformToString()).toBe(text);
  });
});

describe('what the role allows', () => {
  test('A missing grant is refused and the action named, in JSON.', async () => {
    await expect(put('reader')).rejects.toMatchObject({
      name: 'AccessDeniedException', message: expect.stringContaining(`not authorized to perform: dynamodb:PutItem on resource: ${TABLE}`),
    });
    expect(door.denied.at(-1)).toBe(`dynamodb:PutItem ${TABLE}`);
  });

  test('A missing grant is refused and the action named, in XML.', async () => {
    const write = s3As(door, 'reader').send(new PutObjectCommand({ Bucket: 'shelf', Key: 'a b', Body: 'x' }));
    await expect(write).rejects.toMatchObject({ name: 'AccessDenied', message: expect.stringContaining('s3:PutObject on resource: arn:aws:s3:::shelf/a b') });
  });
});

describe('the clock', () => {
  test('counts each request until its answer has left.', async () => {
    const { track, tracked } = counting();
    const gateway = await createGateway({
      port: 0, services: {}, credentials: () => undefined, clock: { ...door.clock, track },
      fallback: async (_, response) => {
        await delay(10);
        response.end(`in flight: ${tracked.inFlight}`);
      },
    });
    expect(await (await fetch(gateway.url)).text()).toBe('in flight: 1');
    await expect.poll(() => tracked.inFlight).toBe(0);
    await gateway.close();
  });

  const counting = () => {
    const tracked = { inFlight: 0 };
    const track = <T>(work: Promise<T>): Promise<T> => {
      tracked.inFlight += 1;
      return work.finally(() => void (tracked.inFlight -= 1));
    };
    return { track, tracked };
  };
});

test('The gateway closes while a client is still being answered, once that has ended.', async () => {
  const gateway = await createGateway({
    port: 0, services: {}, credentials: () => undefined, clock: door.clock,
    fallback: async (_, response) => {
      await delay(100);
      response.end('still');
    },
  });
  const answer = fetch(gateway.url);
  await delay(30);
  await gateway.close();
  expect(await (await answer).text()).toBe('still');
});

describe('faults', () => {
  const once = (fault: 'throttle' | 'timeout' | 'error500-before' | 'error500-after' | 'drop-but-acknowledge') => {
    let left = 1;
    door.fault((call) => (call.action === 'dynamodb:PutItem' && left-- > 0 ? fault : undefined));
  };

  test.each(['throttle', 'timeout', 'error500-before', 'error500-after'] as const)('The SDK overcomes one %s by trying again.', async (fault) => {
    once(fault);
    const { $metadata } = await put('root');
    expect($metadata.attempts).toBe(2);
  });

  test('A call dropped but acknowledged looks well and changes nothing.', async () => {
    door.fault((call) => (Buffer.from(call.request.body).includes('lost') ? 'drop-but-acknowledge' : undefined));
    const client = dynamoAs(door, 'root');
    await client.send(new PutItemCommand({ TableName: 'things', Item: { pk: { S: 'lost' } } }));
    door.fault(() => undefined);
    expect((await client.send(new GetItemCommand({ TableName: 'things', Key: { pk: { S: 'lost' } } }))).Item).toBeUndefined();
  });
});
