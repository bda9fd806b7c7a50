import * as z from 'zod';
import type { DrawEvent } from '../../lottery/types.ts';
import { observer, participant } from '../../plan/scheme.ts';
import { attemptExperts } from './attempt-experts.ts';
import { beacon, beaconRound, failure, hash, localDay, moment, signedMessage, voidSignature } from './fields.ts';
import { shortage } from './shortage.ts';

const invited = participant.extend({ committed: z.boolean(), revealed: z.boolean() });

/** A void under way: what to sign. Who signs puts Ed25519 over `"sj-voidsig/1\0" ‖ digest`. */
export const voidingView = z.object({
  cause: z.enum(['commitments', 'reveals', 'receipts', 'shortage']),
  failed: z.array(failure),
  reason: z.string().optional(),
  approved: z.boolean(),
  /** Canonical JSON of the record without signatures, once composed. */
  record: z.string().optional(),
  digest: hash.optional(),
  sigs: z.array(voidSignature),
  missing: z.array(z.string()),
  discarded: hash.optional(),
  voidHash: hash.optional(),
});

/** One attempt as everybody may see it, with all a participant needs for the next message. */
export const attemptView = z.object({
  drawNo: z.int(),
  stage: z.string(),
  prev: hash,
  M0: hash,
  M1: hash.optional(),
  M2: hash.optional(),
  seed: hash.optional(),
  manifestAt: moment,
  /** Commitments and reveals are accepted from these moments on, strictly before the next two. */
  commitFrom: moment,
  revealFrom: moment.optional(),
  commitBy: moment,
  revealBy: moment,
  participants: z.array(invited),
  commitments: z.array(signedMessage),
  reveals: z.array(signedMessage),
  /** Of a ceremony with a beacon: its rounds; receipts for M2 are accepted strictly before `receiptBy`, when the first comes into being. */
  beacons: z.array(beaconRound).optional(),
  receiptBy: moment.optional(),
  receipts: z.array(voidSignature).optional(),
  /** The rounds that were handed in and checked. */
  outputs: z.array(beacon).optional(),
  /** Who was invited to watch, and whether they came, once it is recorded. */
  observers: z.array(observer.extend({ attended: z.boolean().optional() })).optional(),
  /** Of unannounced visits: the day on which everything is opened to all, and when it was. */
  openOn: localDay.optional(),
  openedAt: moment.optional(),
  /** Whose message or signature is awaited now. */
  awaited: z.array(z.string()),
  quota: z.int(),
  drawnCount: z.int().optional(),
  forecast: z.array(shortage),
  shortages: z.array(shortage),
  /** Where experts are to help: hash of the list that was published beside the manifest, and of the result. */
  experts: attemptExperts.optional(),
  transcriptHash: hash.optional(),
  voiding: voidingView.optional(),
});

/** The ceremony after a loss, as a participant needs it. */
export const ceremonyView = z.object({
  /** `overdue`: a deadline has passed that it cannot go on without, and the conference office declares it failed; `failing`: the others sign that. */
  stage: z.enum(['committing', 'revealing', 'overdue', 'failing', 'closed']),
  M0: hash,
  M1: hash.optional(),
  commitBy: moment,
  revealBy: moment,
  participants: z.array(invited),
  /** The commitments that M1 is made of: whoever reveals looks at them first. */
  commitments: z.array(signedMessage),
  awaited: z.array(z.string()),
  /** Who has not sent what the ceremony could not go on without. */
  failed: z.array(failure).optional(),
  /** The `failed` line to sign: canonical JSON without signatures, its hash, and the signatures it has. */
  failure: z.object({ record: z.string(), digest: hash, sigs: z.array(voidSignature) }).optional(),
  /** `seq` of the line the ceremony came to. */
  outcome: z.int().optional(),
});

/** The line of `events.txt` for the API's document; its members by kind stand in `shared/lottery/draw.md`. */
const lineInWords = {
  type: 'object',
  description: 'One line of events.txt; further members by kind, as the page on the draw has them.',
  required: ['seq', 'prev', 'at', 'kind'],
  properties: {
    seq: { type: 'integer', minimum: 1 },
    prev: { type: 'string', pattern: '^[0-9a-f]{64}$' },
    at: { type: 'string', format: 'date-time' },
    kind: { enum: ['lost-target', 'lost-officer', 'replaced', 'failed', 'unfilled'] },
  },
};

export const eventView = z.object({
  seq: z.int(),
  hash,
  line: z.custom<DrawEvent>((value) => typeof value === 'object' && value !== null).meta(lineInWords),
  ceremony: ceremonyView.optional(),
});

/** What `GET /v1/batches/{batchId}/draw` answers: the attempt under way first known to all, the earlier ones, what happened since. */
export const drawView = z.object({
  batchId: z.string(),
  planId: z.string(),
  stage: z.string(),
  attempt: attemptView.optional(),
  attempts: z.array(attemptView),
  events: z.array(eventView),
});

export type AttemptView = z.output<typeof attemptView>;
export type CeremonyView = z.output<typeof ceremonyView>;
export type EventView = z.output<typeof eventView>;
export type DrawView = z.output<typeof drawView>;
