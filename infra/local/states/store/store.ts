import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync, type SQLInputValue, type SQLOutputValue, type StatementSync } from 'node:sqlite';
import { SCHEMA } from './schema.ts';

/** One row as node:sqlite gives it. */
export type Row = Record<string, SQLOutputValue>;

/** The service's database: prepared statements by text, and transactions. */
export class Database {
  private readonly db: DatabaseSync;
  private readonly lent: boolean;
  private readonly statements = new Map<string, StatementSync>();

  /** Opens the file below a folder; or works in a database of the caller's, who keeps it open. */
  constructor(place: string | DatabaseSync) {
    this.lent = typeof place !== 'string';
    if (typeof place === 'string') mkdirSync(place, { recursive: true });
    this.db = typeof place === 'string' ? new DatabaseSync(join(place, 'states.sqlite')) : place;
    // NORMAL keeps what is committed through a killed process; only a power cut can take the last moments.
    this.db.exec('pragma journal_mode = wal; pragma synchronous = normal; pragma busy_timeout = 5000;');
    this.db.exec(SCHEMA);
  }

  /** Changes rows. */
  run(sql: string, ...values: SQLInputValue[]): void {
    this.prepare(sql).run(...values);
  }

  /** As {@link Database.run}; gives the id of the inserted row. */
  insert(sql: string, ...values: SQLInputValue[]): number {
    return Number(this.prepare(sql).run(...values).lastInsertRowid);
  }

  /** All rows. */
  all(sql: string, ...values: SQLInputValue[]): Row[] {
    return this.prepare(sql).all(...values);
  }

  /** The first row, or null. */
  one(sql: string, ...values: SQLInputValue[]): Row | null {
    return this.prepare(sql).get(...values) ?? null;
  }

  /** All of `work` or nothing. */
  transaction<T>(work: () => T): T {
    this.run('begin immediate');
    try {
      const result = work();
      this.run('commit');
      return result;
    } catch (error) {
      this.run('rollback');
      throw error;
    }
  }

  close(): void {
    if (!this.lent) this.db.close();
  }

  private prepare(sql: string): StatementSync {
    let statement = this.statements.get(sql);
    if (statement === undefined) {
      statement = this.db.prepare(sql);
      this.statements.set(sql, statement);
    }
    return statement;
  }
}
