import { createHash } from 'node:crypto';
import type { DatabaseSync, SQLOutputValue } from 'node:sqlite';
import type { NewVersion, ObjectVersion, Retention } from './object-version.ts';
import type { RetentionMode } from './options.ts';

/** What is stored under which name. Every change is one transaction. */
export interface ObjectIndex {
  /** The latest version, a delete marker included. */
  latest(bucket: string, key: string): ObjectVersion | undefined;
  version(bucket: string, key: string, versionId: string): ObjectVersion | undefined;
  /**
   * Adds a version as the latest. `check` sees the latest before it and may throw, which changes nothing. Without `versioned` it takes
   * the place of the version `null`, whose blob name is returned as `replaced`.
   */
  add(version: NewVersion, versioned: boolean, check: (latest: ObjectVersion | undefined) => void): { readonly version: ObjectVersion; readonly replaced: string | undefined };
  /** Removes a version for good; the one before it becomes the latest. */
  remove(version: ObjectVersion): void;
  retain(version: ObjectVersion, retention: Retention): void;
  /** Latest versions that are no delete markers, keys from `from` on, in order. */
  listLatest(bucket: string, from: string, limit: number): ObjectVersion[];
  /** All versions, by key and newest first, after the given place. */
  listVersions(bucket: string, from: string, afterSeq: number | undefined, limit: number): ObjectVersion[];
}

type Row = Record<string, SQLOutputValue>;

/** The index over an opened database with the tables of `SCHEMA`. */
export const objectIndex = (db: DatabaseSync): ObjectIndex => {
  const latestOf = db.prepare('SELECT * FROM versions WHERE bucket = ? AND key = ? AND latest = 1');
  const versionOf = db.prepare('SELECT * FROM versions WHERE bucket = ? AND key = ? AND version_id = ?');
  const count = db.prepare('INSERT INTO counters VALUES (?, ?, 1) ON CONFLICT DO UPDATE SET versions = versions + 1 RETURNING versions');
  const outdate = db.prepare('UPDATE versions SET latest = 0 WHERE bucket = ? AND key = ? AND latest = 1');
  const promote = db.prepare(
    'UPDATE versions SET latest = 1 WHERE seq = (SELECT max(seq) FROM versions WHERE bucket = ? AND key = ?)',
  );
  const erase = db.prepare('DELETE FROM versions WHERE bucket = ? AND key = ? AND version_id = ? RETURNING blob');
  const insert = db.prepare(`
    INSERT INTO versions (bucket, key, version_id, latest, delete_marker, size, etag, blob, headers, checksums, modified_ms, retain_mode, retain_until_ms)
    VALUES (?, ?, ?, 1, ?, ?, ?, ?, ?, ?, ?, ?, ?) RETURNING *`);
  const setRetention = db.prepare('UPDATE versions SET retain_mode = ?, retain_until_ms = ? WHERE seq = ?');
  const pageOfLatest = db.prepare(
    'SELECT * FROM versions WHERE bucket = ? AND key >= ? AND latest = 1 AND delete_marker = 0 ORDER BY key LIMIT ?',
  );
  const pageOfVersions = db.prepare(
    'SELECT * FROM versions WHERE bucket = ? AND key >= ? AND (key > ? OR seq < ?) ORDER BY key, seq DESC LIMIT ?',
  );

  return {
    latest: (bucket, key) => versionFrom(latestOf.get(bucket, key)),
    version: (bucket, key, versionId) => versionFrom(versionOf.get(bucket, key, versionId)),
    add: (version, versioned, check) =>
      transaction(db, () => {
        const { bucket, key } = version;
        check(versionFrom(latestOf.get(bucket, key)));
        const versionId = versioned ? nextId(bucket, key, Number(count.get(bucket, key)?.versions)) : 'null';
        const replaced = erase.get(bucket, key, versionId);
        outdate.run(bucket, key);
        const row = insert.get(
          bucket, key, versionId, version.deleteMarker ? 1 : 0, version.size, version.etag, version.blob,
          JSON.stringify(version.headers), JSON.stringify(version.checksums), version.modifiedMs,
          version.retention?.mode ?? null, version.retention?.untilMs ?? null,
        );
        return { version: versionFrom(row) as ObjectVersion, replaced: replaced === undefined ? undefined : String(replaced.blob) };
      }),
    remove: ({ bucket, key, versionId }) =>
      transaction(db, () => {
        erase.run(bucket, key, versionId);
        if (latestOf.get(bucket, key) === undefined) promote.run(bucket, key);
      }),
    retain: ({ seq }, { mode, untilMs }) => void setRetention.run(mode, untilMs, seq),
    listLatest: (bucket, from, limit) => pageOfLatest.all(bucket, from, limit).map((row) => versionFrom(row) as ObjectVersion),
    listVersions: (bucket, from, afterSeq, limit) =>
      pageOfVersions.all(bucket, from, from, afterSeq ?? Number.MAX_SAFE_INTEGER, limit).map((row) => versionFrom(row) as ObjectVersion),
  };
};

/** The n-th version of a key has the same id on every machine, so that a year played twice gives the same record. */
const nextId = (bucket: string, key: string, ordinal: number): string =>
  createHash('sha256').update(`${bucket}\0${key}\0${ordinal}`).digest('base64url').slice(0, 32);

/** Runs `work` as a whole or not at all. */
const transaction = <T>(db: DatabaseSync, work: () => T): T => {
  db.exec('BEGIN IMMEDIATE');
  try {
    const result = work();
    db.exec('COMMIT');
    return result;
  } catch (error) {
    db.exec('ROLLBACK');
    throw error;
  }
};

const versionFrom = (row: Row | undefined): ObjectVersion | undefined =>
  row === undefined
    ? undefined
    : {
        seq: Number(row.seq),
        bucket: String(row.bucket),
        key: String(row.key),
        versionId: String(row.version_id),
        latest: row.latest === 1,
        deleteMarker: row.delete_marker === 1,
        size: Number(row.size),
        etag: String(row.etag),
        blob: String(row.blob),
        headers: JSON.parse(String(row.headers)) as Record<string, string>,
        checksums: JSON.parse(String(row.checksums)) as Record<string, string>,
        modifiedMs: Number(row.modified_ms),
        retention: row.retain_mode === null ? undefined : { mode: String(row.retain_mode) as RetentionMode, untilMs: Number(row.retain_until_ms) },
      };
