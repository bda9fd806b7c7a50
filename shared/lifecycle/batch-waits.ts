import type { Calendar, CountedDate } from '../calendar/calendar.ts';
import type { Attempt } from '../draw/record/attempt.ts';
import { isSealed } from '../draw/record/sealing.ts';
import { firstRoundOf, lastRoundOf } from '../draw/record/beacon-times.ts';
import {
  commitmentsAt, isBeaconThere, isSchemeEntered, isShortageResolved, isVoidApproved, isVoidSigned, missingCommitments, missingReceipts, missingReveals, missingVoidSignatures, receiptsAt, revealsAt,
  type Collection,
} from '../draw/record/waits-facts.ts';
import { allEntered, allInspected, allOrganised, type Progress } from '../inspection/progress.ts';
import { atTime, dateOf, endOf, type Instant } from '../kernel/instant.ts';
import type { LocalDate } from '../kernel/local-date.ts';
import { hasReached, type Batch, type BatchStage } from '../plan/batch.ts';
import type { DeadlineCount } from '../plan/deadline.ts';
import type { Profile } from '../profile/profile.ts';
import { decided, open, type Judgement } from './judgement.ts';
import { byDate, byWorkingDay } from './reminders.ts';
import type { BatchWaitName } from './wait-name.ts';

/** What a wait of a batch is judged by. `attempt` is the one under way; `calendar` the one in force. */
export interface BatchTruth {
  readonly batch: Batch;
  readonly attempt?: Attempt | undefined;
  readonly progress: Progress;
  readonly calendar: Calendar;
  readonly profile: Profile;
  readonly now: Instant;
}

/** What each wait is judged by beside the batch itself; nothing else is read, since every wait is looked at every day. */
export const BATCH_FACTS = {
  'entry-date': 'batch', scheme: 'batch',
  commitments: 'attempt', reveals: 'attempt', receipts: 'attempt', beacon: 'attempt', shortage: 'attempt', 'void-approval': 'attempt', 'void-signatures': 'attempt',
  organised: 'progress', inspected: 'progress', results: 'progress', opening: 'attempt',
} as const satisfies Record<BatchWaitName, 'batch' | 'attempt' | 'progress'>;

/** Waits that are due by a working day (NR-7). While `inspected` is waited for no such deadline runs, but an earlier one may still be provisional. */
export const COUNTED_WAITS: readonly BatchWaitName[] = ['scheme', 'organised', 'inspected', 'results'];

/** The waits of a batch: pure, one row each. */
export const BATCH_JUDGES = {
  // Decided by time alone: the entry's first day.
  'entry-date': ({ batch: { entry, stage }, now }) => {
    const due = atTime(entry.inspectionDate.from, '00:00');
    return now >= due || hasReached(stage, 'drawing') ? decided() : open({ from: [], due });
  },
  scheme: ({ batch, calendar, profile: { scheme } }) =>
    isSchemeEntered(batch)
      ? decided()
      : open({
          from: [lead(batch)],
          ...byWorkingDay(calendar, calendar.addWorkingDays(batch.entry.inspectionDate.from, scheme.workingDays), scheme.remindWorkingDaysBefore),
          escalateTo: above(batch),
        }),
  // The two collections end at their published time; the rule for what is missing then was published with the manifest (GY-12, BY-2).
  commitments: ({ batch, attempt, now }) => collection(batch, attempt, (a) => commitmentsAt(a, now), missingCommitments, (a) => a.commitBy),
  reveals: ({ batch, attempt, now }) => collection(batch, attempt, (a) => revealsAt(a, now), missingReveals, (a) => a.revealBy),
  receipts: ({ batch, attempt, now }) => collection(batch, attempt, (a) => receiptsAt(a, now), missingReceipts, (a) => firstRoundOf(a) ?? a.revealBy),
  // Whoever has the network's answer may bring it; asked for once the round exists, and it goes on waiting (BY-1).
  beacon: ({ batch, attempt }) => (attempt === undefined || isBeaconThere(attempt) ? decided() : roundOpen(batch, attempt, lastRoundOf(attempt) ?? attempt.revealBy)),
  shortage: ({ attempt }) => (attempt === undefined || isShortageResolved(attempt) ? decided() : open({ from: ['role/conference'], due: null })),
  'void-approval': ({ attempt }) => (attempt === undefined || isVoidApproved(attempt) ? decided() : open({ from: ['role/conference'], due: null })),
  'void-signatures': ({ batch, attempt }) =>
    attempt === undefined || isVoidSigned(attempt) ? decided() : open({ from: sides(batch, attempt, missingVoidSignatures(attempt)), due: null }),
  organised: ({ batch, progress, calendar, profile: { organise } }) =>
    isPast(batch, 'organised') || allOrganised(progress)
      ? decided()
      : open({
          from: everyone(batch),
          ...('organiseBy' in batch ? byWorkingDay(calendar, counted(batch.organiseBy, batch.organiseCount), organise.remindWorkingDaysBefore) : { due: null }),
          escalateTo: above(batch),
        }),
  inspected: ({ batch, progress, profile: { planYear } }) =>
    isPast(batch, 'inspected') || allInspected(progress)
      ? decided()
      : open({
          from: everyone(batch),
          ...('finishBy' in batch ? byDate(batch.finishBy, planYear.finish.remindDaysBefore) : { due: null }),
          escalateTo: above(batch),
        }),
  results: ({ batch, progress, calendar, profile: { enter } }) =>
    isPast(batch, 'entered') || allEntered(progress)
      ? decided()
      : open({
          from: [lead(batch)],
          ...('enterBy' in batch ? byWorkingDay(calendar, counted(batch.enterBy, batch.enterCount), enter.remindWorkingDaysBefore) : { due: null }),
          escalateTo: above(batch),
        }),
  // Decided by a day that was published with the draw; until then no result tells whom it is about (NR-9).
  opening: ({ attempt }) =>
    attempt?.openOn === undefined || !isSealed(attempt) ? decided() : open({ from: [], due: atTime(attempt.openOn, '00:00') }),
} as const satisfies Record<BatchWaitName, (truth: BatchTruth) => Judgement>;

const collection = (
  batch: Batch,
  attempt: Attempt | undefined,
  at: (attempt: Attempt) => Collection,
  missing: (attempt: Attempt) => readonly string[],
  by: (attempt: Attempt) => Instant,
): Judgement => {
  if (attempt === undefined) throw new Error('a ceremony is awaited before its attempt is frozen');
  const outcome = at(attempt);
  return outcome === 'open' ? open({ from: sides(batch, attempt, missing(attempt)), due: by(attempt) }) : decided(outcome);
};

const roundOpen = (batch: Batch, attempt: Attempt, at: Instant): Judgement =>
  open({
    from: [...sides(batch, attempt, attempt.participants.map(({ id }) => id)), 'role/administrator'],
    due: endOf(dateOf(at)),
    remindAt: [at],
    escalateTo: above(batch),
  });

const counted = (by: LocalDate, count: DeadlineCount | undefined): CountedDate => ({ date: by, provisional: count?.provisional ?? false });
const isPast = ({ stage }: Batch, reference: BatchStage): boolean => hasReached(stage, reference);
const lead = ({ entry }: Batch): string => `department/${entry.leadDepartment}`;
const everyone = (batch: Batch): string[] => [lead(batch), ...batch.entry.participatingDepartments.map((code) => `department/${code}`)];
const above = (batch: Batch): string[] => [lead(batch), 'role/conference', 'role/supervisor'];

// A participant is a key; the side that holds it has the inbox.
const sides = (batch: Batch, { participants }: Attempt, ids: readonly string[]): string[] => [
  ...new Set(
    participants
      .filter(({ id }) => ids.includes(id))
      .flatMap(({ id, role }) => [`participant/${id}`, ...(role === 'lead' ? [lead(batch)] : role === 'office' ? ['role/conference'] : role === 'witness' ? ['role/witness'] : [])]),
  ),
];
