import type { Instant } from '../../kernel/instant.ts';
import type { Batch } from '../../plan/batch.ts';
import type { Attempt } from './attempt.ts';
import { firstRoundOf } from './beacon-times.ts';

/** Where a collection of messages stands: all in, the deadline past with some missing, or still open. */
export type Collection = 'complete' | 'overdue' | 'open';

/** True once the lead department has entered the inspection scheme (GY-11). */
export const isSchemeEntered = (batch: Batch): boolean => batch.stage !== 'scheduled';

/** Participants whose commitment is not in. */
export const missingCommitments = (attempt: Attempt): readonly string[] => missingFrom(attempt, attempt.commitments);

/** Participants whose reveal is not in; everybody while reveals are not open. */
export const missingReveals = (attempt: Attempt): readonly string[] =>
  missingFrom(attempt, 'reveals' in attempt ? attempt.reveals : []);

/** The commitments' collection at `now`; a commitment arrives strictly before `commitBy`. */
export const commitmentsAt = (attempt: Attempt, now: Instant): Collection => {
  if (missingCommitments(attempt).length === 0) return 'complete';
  return attempt.stage === 'voiding' || attempt.stage === 'void' || now >= attempt.commitBy ? 'overdue' : 'open';
};

/** The reveals' collection at `now`; a reveal arrives strictly before `revealBy`. */
export const revealsAt = (attempt: Attempt, now: Instant): Collection => {
  if (missingReveals(attempt).length === 0) return 'complete';
  return attempt.stage === 'voiding' || attempt.stage === 'void' || now >= attempt.revealBy ? 'overdue' : 'open';
};

/** Participants who revealed and whose receipt for M2 is not in; nobody where there is no beacon (BY-1). */
export const missingReceipts = (attempt: Attempt): readonly string[] => {
  if (attempt.beacons === undefined || !('reveals' in attempt)) return [];
  const sent = 'receipts' in attempt ? (attempt.receipts ?? []) : [];
  const revealed = new Set(attempt.reveals.map(({ id }) => id));
  return missingFrom(attempt, sent).filter((id) => revealed.has(id));
};

/** The receipts' collection at `now`; a receipt arrives strictly before the first round exists. */
export const receiptsAt = (attempt: Attempt, now: Instant): Collection => {
  if (attempt.stage === 'voiding' || attempt.stage === 'void') return 'overdue';
  if (missingReceipts(attempt).length === 0) return 'complete';
  return now >= (firstRoundOf(attempt) ?? now) ? 'overdue' : 'open';
};

/** True unless the seed waits for a round of public randomness. */
export const isBeaconThere = (attempt: Attempt): boolean => attempt.stage !== 'awaiting-beacon';

/** True unless the attempt waits for the conference to decide a shortage of inspectors (BY-4). */
export const isShortageResolved = (attempt: Attempt): boolean => attempt.stage !== 'short';

/** True once the conference office has approved the void with its reason (BY-2). */
export const isVoidApproved = (attempt: Attempt): boolean =>
  attempt.stage === 'void' || (attempt.stage === 'voiding' && attempt.approval !== undefined);

/** Participants whose signature under the composed void record is still missing: all who have not failed. */
export const missingVoidSignatures = (attempt: Attempt): readonly string[] => {
  if (attempt.stage !== 'voiding' && attempt.stage !== 'void') return [];
  const failed = new Set(attempt.failed.map(({ id }) => id));
  return missingFrom(attempt, attempt.sigs).filter((id) => !failed.has(id));
};

/** True once the composed void record bears every signature it needs. */
export const isVoidSigned = (attempt: Attempt): boolean =>
  attempt.stage === 'void' ||
  (attempt.stage === 'voiding' && attempt.unsigned !== undefined && missingVoidSignatures(attempt).length === 0);

const missingFrom = ({ participants }: Attempt, sent: readonly { readonly id: string }[]): readonly string[] => {
  const ids = new Set(sent.map(({ id }) => id));
  return participants.map(({ id }) => id).filter((id) => !ids.has(id));
};
