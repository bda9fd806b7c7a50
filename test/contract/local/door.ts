import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { S3Client } from '@aws-sdk/client-s3';
import type { Clock } from '../../../infra/local/contract.ts';
import { createDynamoDb } from '../../../infra/local/dynamodb/dynamodb.ts';
import type { DynamoDb } from '../../../infra/local/dynamodb/options.ts';
import { createGateway } from '../../../infra/local/gateway/gateway.ts';
import type { Call, Fault, FinishedCall, Gateway } from '../../../infra/local/gateway/options.ts';
import { createAuthorizer } from '../../../infra/local/iam/authorizer.ts';
import type { PolicyStatement } from '../../../infra/local/iam/policy.ts';
import type { S3 } from '../../../infra/local/s3/options.ts';
import { createS3 } from '../../../infra/local/s3/s3.ts';

/** A clock whose time the test sets. */
export interface SetClock extends Clock {
  set(ms: number): void;
}

export const setClock = (startMs: number): SetClock => {
  let nowMs = startMs;
  return { now: () => nowMs, set: (ms) => void (nowMs = ms), at: () => () => undefined, track: (work) => work };
};

export const ROOT = 'arn:aws:iam::000000000000:root';
const ROLE = 'arn:aws:iam::000000000000:role/';

/** The real gateway with the real services, opened over a new folder. */
export interface Door {
  readonly dataDir: string;
  readonly gateway: Gateway;
  readonly dynamodb: DynamoDb;
  readonly s3: S3;
  readonly clock: SetClock;
  readonly denied: string[];
  readonly calls: FinishedCall[];
  fault(chooser: (call: Call) => Fault | undefined): void;
  /** Settings of a client that signs as `who`: `root` or a role of `openDoor`. */
  as(who: string): ClientSettings;
  close(): Promise<void>;
}

interface ClientSettings {
  readonly endpoint: string;
  readonly region: string;
  readonly credentials: { accessKeyId: string; secretAccessKey: string };
}

export const START_MS = Date.parse('2026-03-01T00:00:00Z');

/** Opens a door for these roles, over `folder` if given, which then stays. Closing it fails if a service threw anything but a refusal. */
export const openDoor = async (roles: Readonly<Record<string, readonly PolicyStatement[]>> = {}, folder?: string): Promise<Door> => {
  const dataDir = folder ?? mkdtempSync(join(tmpdir(), 'door-'));
  const clock = setClock(START_MS);
  const denied: string[] = [];
  const calls: FinishedCall[] = [];
  const bugs: unknown[] = [];
  let intercept: (call: Call) => Fault | undefined = () => undefined;
  const authorizer = createAuthorizer({
    roles: Object.fromEntries(Object.entries(roles).map(([name, Statement]) => [ROLE + name, [{ Statement }]])),
    onDenied: (_, action, resource) => void denied.push(`${action} ${resource}`),
  });
  const dynamodb = await createDynamoDb({ dataDir: join(dataDir, 'dynamodb'), authorizer, region: 'cn-north-1', accountId: '000000000000' });
  const s3 = createS3({ dataDir: join(dataDir, 's3'), authorizer, clock, region: 'cn-north-1' });
  const gateway = await createGateway({
    port: 0,
    services: { dynamodb, s3 },
    clock,
    credentials: (key) => ({ secret: `secret of ${key}`, principal: { arn: key === 'root' ? ROOT : ROLE + key } }),
    fallback: (request, response) => void response.writeHead(418).end(`fallback ${request.url}`),
    onCall: (call) => void calls.push(call),
    intercept: (call) => intercept(call),
    onError: (error) => void bugs.push(error),
  });
  return {
    dataDir, gateway, dynamodb, s3, clock, denied, calls,
    fault: (chooser) => void (intercept = chooser),
    as: (who) => ({ endpoint: gateway.url, region: 'cn-north-1', credentials: { accessKeyId: who, secretAccessKey: `secret of ${who}` } }),
    close: async () => {
      await gateway.close();
      await Promise.all([dynamodb.close(), s3.close()]);
      if (folder === undefined) rmSync(dataDir, { recursive: true, force: true });
      if (bugs.length > 0) throw new AggregateError(bugs, 'a service failed behind the door');
    },
  };
};

export const dynamoAs = (door: Door, who: string): DynamoDBClient => new DynamoDBClient(door.as(who));

/** Path style, as an IP endpoint gives by itself. */
export const s3As = (door: Door, who: string): S3Client => new S3Client(door.as(who));
