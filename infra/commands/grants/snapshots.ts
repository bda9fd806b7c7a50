import { cpSync, mkdirSync, rmSync } from 'node:fs';
import path from 'node:path';
import { addDays } from '../../../shared/kernel/local-date.ts';
import { dateOf, type Instant } from '../../../shared/kernel/instant.ts';
import type { FirstUses } from './first-uses.ts';

/** Days after which a copy nobody needs is replaced by a younger one: shorter means more copying now, longer more playing later. */
const STALE_DAYS = 3;

/** A copy of a year's data at a stop; `undefined` stands for a year that has not begun. */
export type Snapshot = string | undefined;

/** What lies in a year's folder and belongs to the year, not to the process that plays it. */
const PARTS = ['machine', 'rehearsal'] as const;

/** Copies of a year while it is played. */
export interface Snapshots {
  /** To be called at each stop: nothing is in flight then. */
  stop(at: Instant): void;
  /** The copy from which a year is to be played on for whatever is used for the first time now. */
  latest(): Snapshot;
}

/** Copies the year in `dir` into folders below `into`; keeps those after which some statement was used for the first time before the next. */
export const snapshotsOf = (dir: string, into: string, uses: Pick<FirstUses, 'count'>): Snapshots => {
  let last: { readonly folder: string; readonly at: Instant; readonly uses: number } | undefined;
  let taken = 0;
  const isNeeded = (): boolean => uses.count() > (last?.uses ?? 0);
  return {
    stop: (at) => {
      if (last !== undefined && !isNeeded()) {
        if (dateOf(at) < addDays(dateOf(last.at), STALE_DAYS)) return;
        rmSync(last.folder, { recursive: true });
      }
      const folder = path.join(into, String((taken += 1)));
      copyYear(dir, folder);
      last = { folder, at, uses: uses.count() };
    },
    latest: () => last?.folder,
  };
};

/** Copies the data of a year that stands still. */
export const copyYear = (from: string, to: string): void => {
  for (const part of PARTS) {
    mkdirSync(path.join(to, part), { recursive: true });
    cpSync(path.join(from, part), path.join(to, part), { recursive: true, force: true });
  }
};
