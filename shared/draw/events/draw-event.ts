import * as z from 'zod';
import type { DrawEvent } from '../../lottery/types.ts';
import { participant } from '../../plan/scheme.ts';
import { failure, hash, moment, receivedMessage, voidSignature } from '../record/fields.ts';

/**
 * A ceremony after a loss that the conference office has declared failed, and whose line the others sign. `over`: the hash each signature is for; another
 * line that takes the place in the chain makes it void.
 */
export const eventFailure = z.object({
  at: moment,
  by: z.string(),
  failed: z.array(failure),
  sigs: z.array(voidSignature.extend({ over: hash })),
});

/** An officer's seat that was drawn anew. */
const substitution = z.object({ taskId: z.string(), lost: z.string(), substitute: z.string() });

/** The fresh ceremony that follows a loss: M0' is the hash of the loss's line, the outcome becomes a later line. */
export const eventCeremony = z.object({
  stage: z.enum(['open', 'closed']),
  M0: hash,
  participants: z.array(participant),
  /** After it those who committed go on, if they are two at least. */
  commitBy: moment,
  revealBy: moment,
  commitments: z.array(receivedMessage),
  /** Fixed with the first reveal. */
  M1: hash.optional(),
  reveals: z.array(receivedMessage),
  failure: eventFailure.optional(),
  /** `seq` of the line that holds the outcome. */
  outcome: z.int().optional(),
});

/** One line of `events.txt` with, for a loss or a failed ceremony, the ceremony that follows it; for an outcome, whose seats it fills. `hash` is `H(JCS of the line)`, the next line's `prev`. */
export const eventRecord = z.object({
  shape: z.literal(1),
  batchId: z.string(),
  drawNo: z.int(),
  seq: z.int().min(1),
  version: z.int(),
  line: z.custom<DrawEvent>((value) => typeof value === 'object' && value !== null && 'kind' in value),
  hash,
  ceremony: eventCeremony.optional(),
  substitutes: z.array(substitution).optional(),
});

export type Substitution = z.output<typeof substitution>;
export type EventFailure = z.output<typeof eventFailure>;
export type EventCeremony = z.output<typeof eventCeremony>;
export type EventRecord = z.output<typeof eventRecord>;
