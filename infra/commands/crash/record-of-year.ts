import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { DynamoDBClient, ListTablesCommand } from '@aws-sdk/client-dynamodb';
import { GetObjectCommand, ListBucketsCommand, paginateListObjectsV2, S3Client } from '@aws-sdk/client-s3';
import { DynamoDBDocumentClient, paginateScan } from '@aws-sdk/lib-dynamodb';
import type { AuditEntry } from '../../../shared/audit/entry.ts';
import { headKey, type Head } from '../../../shared/audit/trail.ts';
import { ADMINISTRATOR_KEY } from '../../local/machine/access-keys.ts';

type Item = Readonly<Record<string, unknown>> & { readonly pk: string; readonly sk: string };

/** All that a served machine holds of its year, read as its administrator. */
export interface RecordOfYear {
  /** `rehearsal/summary.json` as it lies there. */
  readonly summary: string;
  /** SHA-256 of every published file, snapshot and piece of evidence, by bucket and key. */
  readonly objects: ReadonlyMap<string, string>;
  /** Key of every item, by table. */
  readonly keys: readonly string[];
  readonly trails: ReadonlyMap<string, { readonly entries: readonly AuditEntry[]; readonly head: Head | undefined }>;
}

/** Reads the year that lies in `dir` and is served at `url`. */
export const recordOfYear = async (dir: string, url: string): Promise<RecordOfYear> => {
  const items = await allItems(url);
  return {
    summary: readFileSync(path.join(dir, 'rehearsal/summary.json'), 'utf8'),
    objects: await objectsOf(url),
    keys: items.map(({ table, item }) => `${table} ${item.pk} ${item.sk}`).sort(),
    trails: trailsIn(items.map(({ item }) => item)),
  };
};

const connection = (url: string) => ({ endpoint: url, region: 'us-east-1', credentials: ADMINISTRATOR_KEY });

/** Every item of every table, unparsed. */
export const allItems = async (url: string): Promise<readonly { readonly table: string; readonly item: Item }[]> => {
  const client = DynamoDBDocumentClient.from(new DynamoDBClient(connection(url)));
  const { TableNames = [] } = await client.send(new ListTablesCommand({}));
  const items: { table: string; item: Item }[] = [];
  for (const table of TableNames) {
    for await (const { Items = [] } of paginateScan({ client }, { TableName: table, ConsistentRead: true })) items.push(...Items.map((item) => ({ table, item: item as Item })));
  }
  return items;
};

/** The audit entries among items, by stream in the order of their numbers, each with the head of its stream. */
export const trailsIn = (items: readonly Item[]): RecordOfYear['trails'] => {
  const ofTrails = items.filter(({ pk }) => pk.startsWith('AUDIT#')).sort((a, b) => (a.sk < b.sk ? -1 : 1));
  const byKey = new Map(items.map((item) => [`${item.pk} ${item.sk}`, item]));
  return new Map(
    [...Map.groupBy(ofTrails, ({ pk }) => pk.slice('AUDIT#'.length))].map(([stream, own]) => {
      const { pk, sk } = headKey(stream);
      const entries = own.map(({ pk: _pk, sk: _sk, ...entry }) => entry as unknown as AuditEntry);
      return [stream, { entries, head: byKey.get(`${pk} ${sk}`) as unknown as Head | undefined }] as const;
    }),
  );
};

/** The objects of every bucket but the one for passing uploads, by bucket and key, as SHA-256 of their bytes. */
const objectsOf = async (url: string): Promise<RecordOfYear['objects']> => {
  const client = new S3Client({ ...connection(url), forcePathStyle: true });
  const { Buckets = [] } = await client.send(new ListBucketsCommand({}));
  const objects = new Map<string, string>();
  for (const { Name: Bucket = '' } of Buckets) {
    if (Bucket.includes('uploads')) continue;
    for await (const { Contents = [] } of paginateListObjectsV2({ client }, { Bucket })) {
      for (const { Key = '' } of Contents) {
        const { Body } = await client.send(new GetObjectCommand({ Bucket, Key }));
        objects.set(`${Bucket}/${Key}`, createHash('sha256').update((await Body?.transformToByteArray()) ?? '').digest('hex'));
      }
    }
  }
  return objects;
};
