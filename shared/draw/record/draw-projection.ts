import * as z from 'zod';
import type { Batch } from '../../plan/batch.ts';
import type { Attempt } from './attempt.ts';
import { firstRoundOf } from './beacon-times.ts';
import { attemptExperts } from './attempt-experts.ts';
import { beaconRound, failure, hash, localDay, moment } from './fields.ts';
import { isSealed } from './sealing.ts';

/** One attempt in the public list of draws; its files lie under `draws/<planId>/<drawNo>/` in the publication bucket. */
export const publicAttempt = z.object({
  planId: z.string(),
  drawNo: z.int(),
  year: z.int(),
  name: z.string(),
  leadDepartment: z.string(),
  /** `sealed`: drawn and fixed, and opened to all on `openOn` (NR-9). */
  state: z.enum(['open', 'void', 'sealed', 'published']),
  prev: hash,
  M0: hash,
  manifestAt: moment,
  commitBy: moment,
  revealBy: moment,
  quota: z.int(),
  /** Everybody who was invited, when, and what shows that they took part: what they sent, or that they came to watch (GY-12, GS-3). */
  invited: z.array(z.object({
    id: z.string(),
    name: z.string(),
    as: z.enum(['lead', 'office', 'witness', 'other', 'discipline', 'notary', 'deputy', 'enterprise', 'media', 'observer']),
    invitedAt: moment,
    committedAt: moment.optional(),
    revealedAt: moment.optional(),
    receiptedAt: moment.optional(),
    attended: z.boolean().optional(),
  })).default([]),
  /** Of a ceremony with a beacon: its rounds, and the moment the first comes into being. */
  beacons: z.array(beaconRound).optional(),
  beaconAt: moment.optional(),
  /** What fixes the reveals: before the round of a beacon exists, and while a draw is sealed. */
  M1: hash.optional(),
  M2: hash.optional(),
  folder: z.string(),
  files: z.array(z.string()),
  /** Where experts are to help: the hash of their list, from before any randomness exists. */
  experts: attemptExperts.optional(),
  /** Of a published draw. */
  transcriptHash: hash.optional(),
  drawnCount: z.int().optional(),
  publishedAt: moment.optional(),
  /** Of unannounced visits: the day on which everything is opened, and when it was. */
  openOn: localDay.optional(),
  openedAt: moment.optional(),
  /** Of a void attempt: each with its approved reason (BY-2). */
  voidHash: hash.optional(),
  voidedAt: moment.optional(),
  reason: z.string().optional(),
  approvedBy: z.string().optional(),
  failed: z.array(failure).optional(),
  discarded: hash.optional(),
});

export type PublicAttempt = z.output<typeof publicAttempt>;

/** The attempt as the public list shows it. */
export const toPublicAttempt = (batch: Batch, attempt: Attempt, files: readonly string[]): PublicAttempt => ({
  planId: attempt.batchId,
  drawNo: attempt.drawNo,
  year: batch.year,
  name: batch.entry.name,
  leadDepartment: batch.entry.leadDepartment,
  state: stateOf(attempt),
  prev: attempt.prev,
  M0: attempt.M0,
  manifestAt: attempt.manifestAt,
  commitBy: attempt.commitBy,
  revealBy: attempt.revealBy,
  quota: attempt.quota,
  invited: invitedTo(attempt),
  ...ceremonyOf(attempt),
  folder: `draws/${attempt.batchId}/${attempt.drawNo}`,
  files: [...files],
  // The hash of who helps could be guessed from a short list, so a sealed draw keeps it back.
  ...(attempt.experts === undefined ? {} : { experts: isSealed(attempt) ? { list: attempt.experts.list, candidates: attempt.experts.candidates } : attempt.experts }),
  ...(attempt.openOn === undefined ? {} : { openOn: attempt.openOn }),
  ...(attempt.stage === 'published'
    ? { transcriptHash: attempt.transcriptHash, drawnCount: attempt.drawnCount, publishedAt: attempt.publishedAt, ...(attempt.openedAt === undefined ? {} : { openedAt: attempt.openedAt }) }
    : {}),
  ...(attempt.stage === 'void'
    ? {
        voidHash: attempt.voidHash,
        voidedAt: attempt.voidedAt,
        reason: attempt.approval.reason,
        approvedBy: attempt.approval.by,
        failed: attempt.failed,
        ...(attempt.discarded === undefined ? {} : { discarded: attempt.discarded }),
      }
    : {}),
});

const invitedTo = (attempt: Attempt): PublicAttempt['invited'] => {
  const at = (name: 'committedAt' | 'revealedAt' | 'receiptedAt', sent: readonly { readonly id: string; readonly at: PublicAttempt['manifestAt'] }[] | undefined, id: string) => {
    const one = sent?.find((each) => each.id === id);
    return one === undefined ? {} : { [name]: one.at };
  };
  return [
    ...attempt.participants.map(({ id, name, role }) => ({
      id, name, as: role, invitedAt: attempt.manifestAt,
      ...at('committedAt', attempt.commitments, id),
      ...at('revealedAt', 'reveals' in attempt ? attempt.reveals : undefined, id),
      ...at('receiptedAt', 'receipts' in attempt ? attempt.receipts : undefined, id),
    })),
    ...(attempt.observers ?? []).map(({ id, name, kind, attended }) => ({
      id, name, as: kind === 'other' ? ('observer' as const) : kind, invitedAt: attempt.manifestAt, ...(attended === undefined ? {} : { attended }),
    })),
  ];
};

const stateOf = (attempt: Attempt): PublicAttempt['state'] => {
  if (attempt.stage === 'published') return isSealed(attempt) ? 'sealed' : 'published';
  return attempt.stage === 'void' ? 'void' : 'open';
};

const ceremonyOf = (attempt: Attempt): Pick<PublicAttempt, 'beacons' | 'beaconAt' | 'M1' | 'M2'> => {
  const beaconAt = firstRoundOf(attempt);
  const isFixed = attempt.beacons !== undefined || attempt.openOn !== undefined;
  return {
    ...(attempt.beacons === undefined || beaconAt === undefined ? {} : { beacons: attempt.beacons, beaconAt }),
    ...(isFixed && 'M2' in attempt ? { M1: attempt.M1, M2: attempt.M2 } : {}),
  };
};
