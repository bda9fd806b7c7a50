import type { Instant } from '../../kernel/instant.ts';
import { refuse, type Refusal } from '../../kernel/refusal.ts';
import { ok, type Result } from '../../kernel/result.ts';
import { byBytes } from '../../lottery/encoding/bytes.ts';
import { openHash, revealsHash, seedOf } from '../../lottery/ceremony/ceremony.ts';
import type { FailedStep } from '../../lottery/types.ts';
import { toSigned, type Attempt, type AttemptIn } from '../record/attempt.ts';
import { hasher } from '../record/draw-crypto.ts';
import type { ReceivedMessage } from '../record/fields.ts';
import { commitmentsAt, missingCommitments, missingReceipts, missingReveals, receiptsAt, revealsAt } from '../record/waits-facts.ts';

/** Closes the commitments: M1 once all are in; a void naming who failed once the deadline is past (BY-2). */
export const closeCommitmentsOf = (
  attempt: AttemptIn<'committing'>,
  now: Instant,
): Result<AttemptIn<'revealing'> | AttemptIn<'voiding'>, Refusal<'commitments-open'>> => {
  switch (commitmentsAt(attempt, now)) {
    case 'complete':
      return ok({
        ...attempt,
        stage: 'revealing',
        M1: openHash(hasher, attempt.M0, attempt.commitments.map(toSigned)),
        commitmentsClosed: lastOf(attempt.commitments),
        reveals: [],
      });
    case 'overdue':
      return ok({ ...beginVoid(attempt), cause: 'commitments', reveals: [], failed: failures(missingCommitments(attempt), 'commit') });
    default:
      return refuse('commitments-open');
  }
};

/**
 * Closes the reveals: M2 and the seed once all are in; a void naming who failed once the deadline is past (BY-2). With a beacon two reveals are
 * enough, and M2 waits for the receipts.
 */
export const closeRevealsOf = (
  attempt: AttemptIn<'revealing'>,
  now: Instant,
): Result<AttemptIn<'revealed'> | AttemptIn<'receipting'> | AttemptIn<'voiding'>, Refusal<'reveals-open'>> => {
  switch (revealsAt(attempt, now)) {
    case 'complete':
      return ok(fixReveals(attempt, lastOf(attempt.reveals)));
    case 'overdue': {
      if (attempt.beacons !== undefined && attempt.reveals.length >= 2) return ok(fixReveals(attempt, attempt.revealBy));
      const { M1, reveals } = attempt;
      return ok({ ...beginVoid(attempt), cause: 'reveals', M1, reveals, failed: failures(missingReveals(attempt), 'reveal') });
    }
    default:
      return refuse('reveals-open');
  }
};

const fixReveals = (attempt: AttemptIn<'revealing'>, revealsClosed: Instant): AttemptIn<'revealed'> | AttemptIn<'receipting'> => {
  const M2 = revealsHash(hasher, attempt.M1, attempt.reveals.map(toSigned));
  if (attempt.beacons !== undefined) return { ...attempt, stage: 'receipting', M2, revealsClosed, receipts: [] };
  return { ...attempt, stage: 'revealed', M2, seed: seedOf(hasher, M2), revealsClosed };
};

/** Closes the receipts for M2: the seed then waits for the beacon alone; a void naming who failed once the first round exists (BY-1, BY-2). */
export const closeReceiptsOf = (
  attempt: AttemptIn<'receipting'>,
  now: Instant,
): Result<AttemptIn<'awaiting-beacon'> | AttemptIn<'voiding'>, Refusal<'receipts-open'>> => {
  switch (receiptsAt(attempt, now)) {
    case 'complete':
      return ok({ ...attempt, stage: 'awaiting-beacon', outputs: [] });
    case 'overdue': {
      const { M1, reveals } = attempt;
      return ok({ ...beginVoid(attempt), cause: 'receipts', M1, reveals, failed: failures(missingReceipts(attempt), 'receipt') });
    }
    default:
      return refuse('receipts-open');
  }
};

/** A determined outcome that cannot be carried out: its transcript is discarded in the open, nobody has failed (BY-2, BY-4). */
export const discardShort = (attempt: AttemptIn<'short'>, resolution: NonNullable<AttemptIn<'voiding'>['resolution']>): AttemptIn<'voiding'> => {
  const { M1, reveals, shortages, transcriptHash } = attempt;
  return { ...beginVoid(attempt), cause: 'shortage', M1, reveals, failed: [], shortages, discarded: transcriptHash, resolution };
};

const beginVoid = (attempt: Attempt): Omit<AttemptIn<'voiding'>, 'cause' | 'reveals' | 'failed'> => {
  const { shape, batchId, drawNo, version, prev, M0, participants, manifestAt, commitBy, revealBy, quota, forecast, commitments } = attempt;
  return {
    shape, batchId, drawNo, version, prev, M0, participants, manifestAt, commitBy, revealBy, quota, forecast, commitments,
    stage: 'voiding', shortages: [], sigs: [], ...(attempt.experts === undefined ? {} : { experts: attempt.experts }), ...(attempt.beacons === undefined ? {} : { beacons: attempt.beacons }), ...(attempt.openOn === undefined ? {} : { openOn: attempt.openOn }), ...(attempt.observers === undefined ? {} : { observers: attempt.observers }),
  };
};

const failures = (ids: readonly string[], what: FailedStep): AttemptIn<'voiding'>['failed'] =>
  [...ids].sort(byBytes).map((id) => ({ id, what }));

// The moment the last message arrived, not the moment the step ran: a step run late must not make a message look late.
const lastOf = (messages: readonly ReceivedMessage[]): Instant => messages.map(({ at }) => at).reduce((a, b) => (a > b ? a : b));
