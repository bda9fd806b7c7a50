import * as z from 'zod';
import { isInstant, type Instant } from '../kernel/instant.ts';

const moment = z.string().refine(isInstant).transform((text) => text as Instant);

/** What a channel answered for one published result, and the integrator's later word that it stands there (GY-20). */
export const receipt = z.object({
  shape: z.literal(1),
  /** `<batchId>:<targetId>:<channel>`. */
  receiptId: z.string(),
  batchId: z.string(),
  targetId: z.string(),
  channel: z.string(),
  /** The channel's own number. */
  receiptNo: z.string(),
  at: moment,
  confirmed: z.object({ at: moment, by: z.string() }).optional(),
  version: z.int(),
});

export type Receipt = z.output<typeof receipt>;

/** One call to a channel that did not get through: kept, so that a push that failed is not forgotten. */
export const pushAttempt = z.object({
  channel: z.string(),
  /** When the workflow came to the push. */
  at: moment,
  /** How often it had tried by then without getting through. */
  retry: z.int().min(0).default(0),
  sent: z.int(),
  received: z.int(),
  failure: z.string().optional(),
});

export type PushAttempt = z.output<typeof pushAttempt>;

/** The receipt of `targetId` in `batchId` from `channel`. */
export const receiptIdOf = (batchId: string, targetId: string, channel: string): string => `${batchId}:${targetId}:${channel}`;
