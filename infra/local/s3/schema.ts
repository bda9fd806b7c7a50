/** Tables of the index. Names compare by their UTF-8 bytes, which is S3's order of listing. */
export const SCHEMA = `
  PRAGMA journal_mode = WAL;
  PRAGMA synchronous = NORMAL;
  CREATE TABLE IF NOT EXISTS buckets (name TEXT PRIMARY KEY, settings TEXT NOT NULL, created_ms INTEGER NOT NULL) STRICT;
  CREATE TABLE IF NOT EXISTS versions (
    seq INTEGER PRIMARY KEY AUTOINCREMENT,
    bucket TEXT NOT NULL, key TEXT NOT NULL, version_id TEXT NOT NULL, latest INTEGER NOT NULL,
    delete_marker INTEGER NOT NULL, size INTEGER NOT NULL, etag TEXT NOT NULL, blob TEXT NOT NULL,
    headers TEXT NOT NULL, checksums TEXT NOT NULL, modified_ms INTEGER NOT NULL,
    retain_mode TEXT, retain_until_ms INTEGER
  ) STRICT;
  CREATE UNIQUE INDEX IF NOT EXISTS by_version ON versions (bucket, key, version_id);
  CREATE UNIQUE INDEX IF NOT EXISTS by_latest ON versions (bucket, key) WHERE latest = 1;
  CREATE TABLE IF NOT EXISTS counters (bucket TEXT NOT NULL, key TEXT NOT NULL, versions INTEGER NOT NULL, PRIMARY KEY (bucket, key)) STRICT;
  CREATE TABLE IF NOT EXISTS uploads (id TEXT PRIMARY KEY, bucket TEXT NOT NULL, key TEXT NOT NULL, headers TEXT NOT NULL) STRICT;
  CREATE TABLE IF NOT EXISTS parts (
    upload TEXT NOT NULL, number INTEGER NOT NULL, size INTEGER NOT NULL, etag TEXT NOT NULL, blob TEXT NOT NULL,
    PRIMARY KEY (upload, number)
  ) STRICT;
`;
