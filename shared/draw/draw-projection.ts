import * as z from 'zod';
import type { Batch } from '../plan/batch.ts';
import type { Attempt } from './attempt.ts';
import { failure, hash, moment } from './fields.ts';

/** One attempt in the public list of draws; its files lie under `draws/<planId>/<drawNo>/` in the publication bucket. */
export const publicAttempt = z.object({
  planId: z.string(),
  drawNo: z.int(),
  year: z.int(),
  name: z.string(),
  leadDepartment: z.string(),
  state: z.enum(['open', 'void', 'published']),
  prev: hash,
  M0: hash,
  manifestAt: moment,
  commitBy: moment,
  revealBy: moment,
  quota: z.int(),
  folder: z.string(),
  files: z.array(z.string()),
  /** Of a published draw. */
  transcriptHash: hash.optional(),
  drawnCount: z.int().optional(),
  publishedAt: moment.optional(),
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
  state: attempt.stage === 'void' || attempt.stage === 'published' ? attempt.stage : 'open',
  prev: attempt.prev,
  M0: attempt.M0,
  manifestAt: attempt.manifestAt,
  commitBy: attempt.commitBy,
  revealBy: attempt.revealBy,
  quota: attempt.quota,
  folder: `draws/${attempt.batchId}/${attempt.drawNo}`,
  files: [...files],
  ...(attempt.stage === 'published'
    ? { transcriptHash: attempt.transcriptHash, drawnCount: attempt.drawnCount, publishedAt: attempt.publishedAt }
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
