import type { LocalDate } from '../kernel/local-date.ts';
import type { Profile } from '../profile/profile.ts';
import { hasReached, type Batch, type BatchStage } from './batch.ts';
import { recountDeadline, type DeadlineCount, type Recounting } from './deadline.ts';

/** The deadlines of a batch that are counted in working days (GY-15, GY-19). All others are dates and stay on them. */
export const BATCH_DEADLINES = ['organiseBy', 'enterBy'] as const;
export type BatchDeadline = (typeof BATCH_DEADLINES)[number];

/** A deadline that was counted again: `after` may be the day it was, with only its provisional mark gone. */
export interface Recounted {
  readonly deadline: BatchDeadline;
  readonly before: LocalDate;
  readonly after: LocalDate;
  readonly count: DeadlineCount;
}

interface Row {
  readonly count: 'organiseCount' | 'enterCount';
  readonly over: BatchStage;
  readonly standing: (batch: Batch, profile: Profile) => { readonly by: LocalDate; readonly from: LocalDate; readonly workingDays: number } | undefined;
}

const ROWS = {
  organiseBy: {
    count: 'organiseCount',
    over: 'organised',
    standing: (batch, { organise: { workingDays } }) => ('organiseBy' in batch ? { by: batch.organiseBy, from: batch.drawnOn, workingDays } : undefined),
  },
  enterBy: {
    count: 'enterCount',
    over: 'entered',
    standing: (batch, { enter: { workingDays } }) => ('enterBy' in batch ? { by: batch.enterBy, from: batch.inspectedOn, workingDays } : undefined),
  },
} as const satisfies Record<BatchDeadline, Row>;

/**
 * The batch with its deadlines as the calendar in force gives them, or undefined if they are that already. A deadline that runs is counted again whatever
 * changed; one that is over only to lose its provisional mark, and only until the results are published, with which it is history.
 */
export const recountDeadlines = (batch: Batch, profile: Profile, recounting: Recounting): { readonly batch: Batch; readonly recounted: readonly Recounted[] } | undefined => {
  if (hasReached(batch.stage, 'published')) return undefined;
  const recounted = BATCH_DEADLINES.flatMap((deadline): Recounted[] => {
    const row: Row = ROWS[deadline];
    const standing = row.standing(batch, profile);
    if (standing === undefined) return [];
    const { by, from, workingDays } = standing;
    const count = (batch as { readonly [name in Row['count']]?: DeadlineCount | undefined })[row.count] ?? { workingDays, date: by, provisional: false };
    if (hasReached(batch.stage, row.over) && !count.provisional) return [];
    const again = recountDeadline({ by, from, count }, recounting);
    return again === undefined ? [] : [{ deadline, before: by, after: again.by, count: again.count }];
  });
  if (recounted.length === 0) return undefined;
  const changes = Object.fromEntries(recounted.flatMap(({ deadline, after, count }) => [[deadline, after], [ROWS[deadline].count, count]]));
  return { batch: { ...batch, ...changes, version: batch.version + 1 } as Batch, recounted };
};
