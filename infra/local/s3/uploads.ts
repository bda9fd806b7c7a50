import { randomUUID } from 'node:crypto';
import type { DatabaseSync } from 'node:sqlite';

/** One uploaded part; its entity tag without quotes. */
export interface Part {
  readonly number: number;
  readonly size: number;
  readonly etag: string;
  readonly blob: string;
}

/** Multipart uploads under way. */
export interface Uploads {
  begin(bucket: string, key: string, headers: Readonly<Record<string, string>>): string;
  /** The headers it was begun with; `undefined` if there is no such upload for this key. */
  headersOf(id: string, bucket: string, key: string): Readonly<Record<string, string>> | undefined;
  /** Answers the blob that the part had before, if any. */
  putPart(id: string, part: Part): string | undefined;
  /** In order. */
  parts(id: string): Part[];
  end(id: string): void;
}

/** The uploads in an opened database. */
export const openUploads = (db: DatabaseSync): Uploads => {
  const parts = (id: string): Part[] =>
    db.prepare('SELECT * FROM parts WHERE upload = ? ORDER BY number').all(id).map((row) => ({
      number: Number(row.number), size: Number(row.size), etag: String(row.etag), blob: String(row.blob),
    }));
  return {
    begin: (bucket, key, headers) => {
      const id = randomUUID();
      db.prepare('INSERT INTO uploads VALUES (?, ?, ?, ?)').run(id, bucket, key, JSON.stringify(headers));
      return id;
    },
    headersOf: (id, bucket, key) => {
      const row = db.prepare('SELECT headers FROM uploads WHERE id = ? AND bucket = ? AND key = ?').get(id, bucket, key);
      return row === undefined ? undefined : (JSON.parse(String(row.headers)) as Record<string, string>);
    },
    putPart: (id, { number, size, etag, blob }) => {
      const before = parts(id).find((part) => part.number === number)?.blob;
      db.prepare('INSERT OR REPLACE INTO parts VALUES (?, ?, ?, ?, ?)').run(id, number, size, etag, blob);
      return before;
    },
    parts,
    end: (id) => {
      db.prepare('DELETE FROM uploads WHERE id = ?').run(id);
      db.prepare('DELETE FROM parts WHERE upload = ?').run(id);
    },
  };
};
