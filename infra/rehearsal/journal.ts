import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { Instant } from '../../shared/kernel/instant.ts';

/** What happened in the year and leaves no trace in the record itself, written when it happened. */
export interface JournalEntries {
  /** The city is entered. */
  readonly seeded?: { readonly at: string };
  /** GY-13: refused at submission, so that nothing of it was stored. */
  readonly ratioRefused?: { readonly at: string; readonly proposalId: string; readonly ratio: string; readonly code: string; readonly ruleRef: string; readonly title: string };
  /** A channel answered 503, at this moment and no other. */
  readonly pushRefused?: { readonly at: string; readonly batchId: string; readonly channel: string };
  /** Somebody stopped this execution in the console. */
  readonly stopped?: { readonly at: Instant; readonly execution: string };
  /** An administrator had it carried on by this one. */
  readonly repaired?: { readonly at: Instant; readonly execution: string };
  /** The signal of this wait is dropped on its way and acknowledged; written before it is. */
  readonly signalDropped?: { readonly at: string; readonly batchId: string; readonly wait: string };
}

/** The journal of one year. */
export interface Journal {
  /** Where it lies, and whatever else a rehearsal keeps. */
  readonly folder: string;
  read(): JournalEntries;
  /** Keeps `entry` under `name`; the first one stays. On disk when it returns. */
  note<Name extends keyof JournalEntries>(name: Name, entry: NonNullable<JournalEntries[Name]>): void;
}

/** The journal at `<folder>/journal.json`. */
export const openJournal = (folder: string): Journal => {
  const file = path.join(folder, 'journal.json');
  let entries = readEntries(file);
  return {
    folder,
    read: () => entries,
    note: (name, entry) => {
      if (entries[name] !== undefined) return;
      entries = { ...entries, [name]: entry };
      mkdirSync(folder, { recursive: true });
      writeFileSync(`${file}.new`, `${JSON.stringify(entries, null, 2)}\n`);
      renameSync(`${file}.new`, file);
    },
  };
};

const readEntries = (file: string): JournalEntries => {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as JournalEntries;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return {};
    throw error;
  }
};
