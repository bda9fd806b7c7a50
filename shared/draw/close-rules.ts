import type { Instant } from '../kernel/instant.ts';
import { refuse, type Refusal } from '../kernel/refusal.ts';
import { ok, type Result } from '../kernel/result.ts';
import { byBytes } from '../lottery/bytes.ts';
import { openHash, revealsHash, seedOf } from '../lottery/ceremony.ts';
import type { FailedStep } from '../lottery/types.ts';
import { toSigned, type Attempt, type AttemptIn } from './attempt.ts';
import { hasher } from './draw-crypto.ts';
import type { ReceivedMessage } from './fields.ts';
import { commitmentsAt, missingCommitments, missingReveals, revealsAt } from './waits-facts.ts';

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

/** Closes the reveals: M2 and the seed once all are in; a void naming who failed once the deadline is past (BY-2). */
export const closeRevealsOf = (
  attempt: AttemptIn<'revealing'>,
  now: Instant,
): Result<AttemptIn<'revealed'> | AttemptIn<'voiding'>, Refusal<'reveals-open'>> => {
  switch (revealsAt(attempt, now)) {
    case 'complete': {
      const M2 = revealsHash(hasher, attempt.M1, attempt.reveals.map(toSigned));
      return ok({ ...attempt, stage: 'revealed', M2, seed: seedOf(hasher, M2), revealsClosed: lastOf(attempt.reveals) });
    }
    case 'overdue': {
      const { M1, reveals } = attempt;
      return ok({ ...beginVoid(attempt), cause: 'reveals', M1, reveals, failed: failures(missingReveals(attempt), 'reveal') });
    }
    default:
      return refuse('reveals-open');
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
    stage: 'voiding', shortages: [], sigs: [],
  };
};

const failures = (ids: readonly string[], what: FailedStep): AttemptIn<'voiding'>['failed'] =>
  [...ids].sort(byBytes).map((id) => ({ id, what }));

// The moment the last message arrived, not the moment the step ran: a step run late must not make a message look late.
const lastOf = (messages: readonly ReceivedMessage[]): Instant => messages.map(({ at }) => at).reduce((a, b) => (a > b ? a : b));
