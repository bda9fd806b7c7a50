import type { SFNClient } from '@aws-sdk/client-sfn';
import { dynamoClient } from '../../infra/simulation/world/clients/dynamo-client.ts';
import { s3Client } from '../../infra/simulation/world/clients/s3-client.ts';
import type { Gate } from '../../infra/simulation/world/clients/sdk.ts';
import type { Fault } from '../../infra/simulation/world/fault.ts';
import type { Invocation } from '../../infra/simulation/world/invocation.ts';
import { MemoryObjects } from '../../infra/simulation/world/memory/objects.ts';
import { MemoryTables } from '../../infra/simulation/world/memory/tables.ts';
import { guangyuan } from '../../shared/profile/guangyuan.ts';
import { openStores, type Stores } from '../../shared/store/record.ts';

/** The record over the simulated world's tables and buckets, with the function that uses it. */
export interface MemoryRecord {
  readonly stores: Stores;
  readonly tables: MemoryTables;
  readonly objects: MemoryObjects;
  readonly invocation: Invocation;
  /** The next call meets it. */
  meet(fault: Fault): void;
}

const NAMES = {
  REGISTRY_TABLE: 'registry', LIFECYCLE_TABLE: 'lifecycle', PUBLICATION_TABLE: 'publication',
  UPLOADS_BUCKET: 'uploads', EVIDENCE_BUCKET: 'evidence', SNAPSHOTS_BUCKET: 'snapshots', PUBLICATION_BUCKET: 'publication-pages',
} as const;

/** An empty one. The workflow service is not there. */
export const openMemoryRecord = (nowMs: () => number = () => Date.parse('2026-03-01T01:00:00Z')): MemoryRecord => {
  const tables = new MemoryTables(['registry', 'lifecycle', 'publication']);
  const objects = new MemoryObjects(['uploads', 'evidence', 'snapshots', 'publication-pages'], nowMs);
  let next: Fault | undefined;
  const gate: Gate = {
    ask: () => {
      const fault = next;
      next = undefined;
      return { fault, turns: 0 };
    },
    crashEngine: () => undefined,
  };
  let dead = false;
  const death = Promise.withResolvers<void>();
  const invocation: Invocation = {
    function: 'test', number: 1, death: death.promise, late: [], lasting: new Map(), profile: guangyuan,
    dead: () => dead,
    die: () => {
      dead = true;
      death.resolve();
    },
    push: () => Promise.reject(new Error('no channel here')),
    onLog: () => undefined,
    get stores() {
      return stores;
    },
  };
  const same = (name: string): string => name;
  const stores = openStores(NAMES, { dynamo: dynamoClient(tables, invocation, gate, same), s3: s3Client(objects, invocation, gate, same), sfn: {} as SFNClient });
  return { stores, tables, objects, invocation, meet: (fault) => void (next = fault) };
};
