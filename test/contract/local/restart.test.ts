import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { GetItemCommand, PutItemCommand } from '@aws-sdk/client-dynamodb';
import { GetObjectCommand, PutObjectCommand } from '@aws-sdk/client-s3';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { startEngine } from '../../../infra/local/dynamodb/engine.ts';
import { dynamoAs, openDoor, s3As } from './door.ts';

const TABLE = {
  TableName: 'things', AttributeDefinitions: [{ AttributeName: 'pk', AttributeType: 'S' as const }], KeySchema: [{ AttributeName: 'pk', KeyType: 'HASH' as const }],
};
let dataDir: string;
beforeEach(() => void (dataDir = mkdtempSync(join(tmpdir(), 'restart-'))));
afterEach(() => rmSync(dataDir, { recursive: true, force: true }));

const pidIn = (folder: string): number => Number(readFileSync(join(folder, 'dynamodb.pid'), 'utf8'));
const runs = (pid: number): boolean => existsSync(`/proc/${pid}`) && !/^State:\s+Z/m.test(readFileSync(`/proc/${pid}/status`, 'utf8'));
const gone = async (pid: number): Promise<boolean> => {
  for (let waited = 0; waited < 100 && runs(pid); waited += 1) await delay(20);
  return !runs(pid);
};

test('When the engine is killed, callers notice nothing but a retry, and nothing is lost.', async () => {
  const door = await openDoor({}, dataDir);
  await door.dynamodb.createTable(TABLE);
  const client = dynamoAs(door, 'root');
  await client.send(new PutItemCommand({ TableName: 'things', Item: { pk: { S: 'a' } } }));
  process.kill(pidIn(join(dataDir, 'dynamodb')), 'SIGKILL');
  const { Item } = await client.send(new GetItemCommand({ TableName: 'things', Key: { pk: { S: 'a' } } }));
  expect(Item).toBeDefined();
  await door.close();
});

test('Closed and opened again over the same folder, it holds what it held.', async () => {
  const first = await openDoor({}, dataDir);
  await first.dynamodb.createTable(TABLE);
  first.s3.createBucket('shelf', {});
  await dynamoAs(first, 'root').send(new PutItemCommand({ TableName: 'things', Item: { pk: { S: 'a' } } }));
  await s3As(first, 'root').send(new PutObjectCommand({ Bucket: 'shelf', Key: 'a', Body: 'kept' }));
  await first.close();
  const second = await openDoor({}, dataDir);
  expect((await dynamoAs(second, 'root').send(new GetItemCommand({ TableName: 'things', Key: { pk: { S: 'a' } } }))).Item).toBeDefined();
  expect(await (await s3As(second, 'root').send(new GetObjectCommand({ Bucket: 'shelf', Key: 'a' }))).Body?.transformToString()).toBe('kept');
  await second.close();
});

/** A process that opens the engine over `dataDir` and says so. */
const parent = async () => {
  const engine = new URL('../../../infra/local/dynamodb/engine.ts', import.meta.url).href;
  const code = `const { startEngine } = await import(${JSON.stringify(engine)}); await startEngine(${JSON.stringify(dataDir)}); console.log('up'); setInterval(() => {}, 1000);`;
  const child = spawn(process.execPath, ['--input-type=module', '-e', code], { stdio: ['ignore', 'pipe', 'inherit'] });
  await once(child.stdout, 'data');
  return child;
};

test('When its parent is killed, the engine dies too.', async () => {
  const child = await parent();
  const pid = pidIn(dataDir);
  expect(runs(pid)).toBe(true);
  child.kill('SIGKILL');
  expect(await gone(pid)).toBe(true);
});

test('An engine left behind is ended at the next start, another process with its number is not.', async () => {
  const orphan = await startEngine(dataDir);
  const next = await startEngine(dataDir);
  await orphan.ended;
  expect(next.port).not.toBe(orphan.port);
  await next.stop();
  const stranger = spawn('sleep', ['30'], { stdio: 'ignore' });
  writeFileSync(join(dataDir, 'dynamodb.pid'), String(stranger.pid));
  await (await startEngine(dataDir)).stop();
  expect(stranger.exitCode).toBeNull();
  stranger.kill();
});
