import type { DatabaseSync } from 'node:sqlite';
import type { BucketProperties } from './options.ts';
import { S3Error } from './s3-error.ts';

export interface Bucket {
  readonly name: string;
  readonly settings: BucketProperties;
  readonly createdMs: number;
}

/** The buckets that exist, held in memory: they change only when the machine is set up. */
export interface Buckets {
  put(name: string, settings: BucketProperties, nowMs: number): void;
  /** Throws `NoSuchBucket`. */
  get(name: string): Bucket;
  all(): readonly Bucket[];
}

/** The buckets in an opened database. */
export const openBuckets = (db: DatabaseSync): Buckets => {
  const read = (): Map<string, Bucket> =>
    new Map(
      db.prepare('SELECT * FROM buckets ORDER BY name').all().map((row) => {
        const name = String(row.name);
        return [name, { name, settings: JSON.parse(String(row.settings)) as BucketProperties, createdMs: Number(row.created_ms) }];
      }),
    );
  let buckets = read();
  return {
    put: (name, settings, nowMs) => {
      db.prepare('INSERT INTO buckets VALUES (?, ?, ?) ON CONFLICT DO UPDATE SET settings = excluded.settings').run(name, JSON.stringify(settings), nowMs);
      buckets = read();
    },
    get: (name) => {
      const bucket = buckets.get(name);
      if (bucket === undefined) throw new S3Error('NoSuchBucket', `The specified bucket does not exist: ${name}`);
      return bucket;
    },
    all: () => [...buckets.values()],
  };
};

export const isVersioned = ({ settings }: Bucket): boolean =>
  settings.VersioningConfiguration?.Status === 'Enabled' || isLocked({ settings });

/** True if the bucket can hold retentions; S3 then versions it whatever else is said. */
export const isLocked = ({ settings }: Pick<Bucket, 'settings'>): boolean => settings.ObjectLockEnabled === true;
