import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** How far a schedule has come. Times in milliseconds since 1970. */
export interface ScheduleRecord {
  /** When it was first deployed; rates count from here. */
  readonly originMs: number;
  /** The last moment that was begun. */
  readonly begunMs: number;
  /** Moments that were begun and not seen to end: a process that ended meanwhile leaves them here. */
  readonly openMs: readonly number[];
}

/** What is remembered of schedules over a restart, by ARN. */
export interface ScheduleLedger {
  read(arn: string): ScheduleRecord | undefined;
  write(arn: string, record: ScheduleRecord): void;
}

/** The ledger in `<dataDir>/schedules.json`. */
export const scheduleLedger = (dataDir: string): ScheduleLedger => {
  const path = join(dataDir, 'schedules.json');
  mkdirSync(dataDir, { recursive: true });
  const records = new Map(Object.entries(readRecords(path)));
  return {
    read: (arn) => records.get(arn),
    write: (arn, record) => {
      records.set(arn, record);
      writeFileSync(`${path}.new`, JSON.stringify(Object.fromEntries(records)));
      renameSync(`${path}.new`, path);
    },
  };
};

const readRecords = (path: string): Record<string, ScheduleRecord> => {
  try {
    return JSON.parse(readFileSync(path, 'utf8')) as Record<string, ScheduleRecord>;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return {};
    throw error;
  }
};
