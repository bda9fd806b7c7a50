import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createDynamoDb } from '../../infra/local/dynamodb/dynamodb.ts';
import { createGateway } from '../../infra/local/gateway/gateway.ts';
import { createAuthorizer } from '../../infra/local/iam/authorizer.ts';
import { createS3 } from '../../infra/local/s3/s3.ts';
import type { Clock } from '../../infra/local/contract.ts';
import { openStores, type Stores } from '../../shared/store/record.ts';

/** The real database and object store of one machine, empty, with the record opened over them as a function opens it. */
export interface TestRecord {
  readonly stores: Stores;
  /** `http://127.0.0.1:PORT` of the gateway, for pre-signed URLs. */
  readonly url: string;
  close(): Promise<void>;
}

const ROOT = { arn: 'arn:aws:iam::000000000000:root' };
const REGION = 'cn-north-1';
const TABLES = { REGISTRY_TABLE: 'registry', LIFECYCLE_TABLE: 'lifecycle', PUBLICATION_TABLE: 'publication' };
const BUCKETS = { UPLOADS_BUCKET: 'uploads', EVIDENCE_BUCKET: 'evidence', SNAPSHOTS_BUCKET: 'snapshots', PUBLICATION_BUCKET: 'publication-pages' };
const KEYS = {
  AttributeDefinitions: [{ AttributeName: 'pk', AttributeType: 'S' }, { AttributeName: 'sk', AttributeType: 'S' }],
  KeySchema: [{ AttributeName: 'pk', KeyType: 'HASH' }, { AttributeName: 'sk', KeyType: 'RANGE' }],
} as const;

/** `executions` stands in place of the workflow service, which is not here; without it any use of it fails. `nowMs` dates objects and signed URLs. */
export const openRecord = async (given: { readonly executions?: Stores['executions']; readonly nowMs?: () => number } = {}): Promise<TestRecord> => {
  const dataDir = mkdtempSync(join(tmpdir(), 'record-'));
  const clock: Clock = { now: given.nowMs ?? (() => Date.parse('2026-03-01T01:00:00Z')), at: () => () => undefined, track: (work) => work };
  const authorizer = createAuthorizer({ roles: {} });
  const dynamodb = await createDynamoDb({ dataDir: join(dataDir, 'dynamodb'), authorizer, region: REGION, accountId: '000000000000' });
  const s3 = createS3({ dataDir: join(dataDir, 's3'), authorizer, clock, region: REGION });
  const gateway = await createGateway({
    port: 0,
    services: { dynamodb, s3 },
    clock,
    credentials: () => ({ secret: 'secret', principal: ROOT }),
    fallback: (_, response) => void response.writeHead(404).end(),
  });
  for (const TableName of Object.values(TABLES)) await dynamodb.createTable({ TableName, ...KEYS });
  for (const name of Object.values(BUCKETS)) s3.createBucket(name, { VersioningConfiguration: { Status: 'Enabled' } });

  Object.assign(process.env, { AWS_ENDPOINT_URL: gateway.url, AWS_REGION: REGION, AWS_ACCESS_KEY_ID: 'test', AWS_SECRET_ACCESS_KEY: 'secret' });
  const opened = openStores({ ...TABLES, ...BUCKETS });
  return {
    stores: given.executions === undefined ? opened : { ...opened, executions: given.executions },
    url: gateway.url,
    close: async () => {
      await gateway.close();
      await Promise.all([dynamodb.close(), s3.close()]);
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
};
