import * as z from 'zod';
import type { DrawEvent } from '../lottery/types.ts';
import { participant } from '../plan/scheme.ts';
import { hash, moment, receivedMessage } from './fields.ts';

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
  /** `seq` of the line that holds the outcome. */
  outcome: z.int().optional(),
});

/** One line of `events.txt` with, for a loss, its ceremony. `hash` is `H(JCS of the line)`, the next line's `prev`. */
export const eventRecord = z.object({
  shape: z.literal(1),
  batchId: z.string(),
  drawNo: z.int(),
  seq: z.int().min(1),
  version: z.int(),
  line: z.custom<DrawEvent>((value) => typeof value === 'object' && value !== null && 'kind' in value),
  hash,
  ceremony: eventCeremony.optional(),
});

export type EventCeremony = z.output<typeof eventCeremony>;
export type EventRecord = z.output<typeof eventRecord>;
