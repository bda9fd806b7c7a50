import * as z from 'zod';
import { observer, participant } from '../../plan/scheme.ts';
import { beacon, beaconRound, failure, hash, localDay, moment, receivedMessage, receivedReceipt, signedMessage, voidSignature } from './fields.ts';
import { attemptExperts } from './attempt-experts.ts';
import { shortage } from './shortage.ts';

/** One attempt at drawing a batch, from the published manifest on. Its files lie in the snapshots bucket under `<batchId>/<drawNo>/`. */
const frozen = z.object({
  shape: z.literal(1),
  batchId: z.string(),
  /** From 1; a further attempt exists only after a void (BY-2). */
  drawNo: z.int().min(1),
  version: z.int(),
  /** 64 zeros for the first, else the hash of the void record before. */
  prev: hash,
  M0: hash,
  participants: z.array(participant),
  manifestAt: moment,
  /** Messages arrive strictly before these moments. */
  commitBy: moment,
  revealBy: moment,
  /** How many targets the quota of the manifest gives. */
  quota: z.int(),
  /** What would be short at worst, said before the draw (BY-4). */
  forecast: z.array(shortage),
  commitments: z.array(receivedMessage),
  /** Where the scheme asks for experts: their list, on record before any randomness exists. */
  experts: attemptExperts.optional(),
  /** The rounds of a ceremony with a beacon, as in the manifest; absent where the parties alone make the seed. */
  beacons: z.array(beaconRound).min(1).optional(),
  /** Who was invited to watch, and once it is recorded, whether they came (GS-3). */
  observers: z.array(observer.extend({ attended: z.boolean().optional(), recordedBy: z.string().optional(), recordedAt: moment.optional() })).optional(),
  /** Of unannounced visits: nobody outside learns who was drawn before this day (NR-9). */
  openOn: localDay.optional(),
});

const committing = frozen.extend({ stage: z.literal('committing') });

/** `commitmentsClosed`: when the last commitment arrived. */
const revealing = frozen.extend({ stage: z.literal('revealing'), M1: hash, commitmentsClosed: moment, reveals: z.array(receivedMessage) });

/** With a beacon: M2 is fixed, and everybody who revealed signs it before the first round exists. */
const receipting = revealing.extend({ stage: z.literal('receipting'), M2: hash, revealsClosed: moment, receipts: z.array(receivedReceipt) });

/** All receipts are in; the seed waits for the rounds, whoever hands them in. */
const awaitingBeacon = receipting.extend({ stage: z.literal('awaiting-beacon'), outputs: z.array(beacon) });

/** `receipts`, `outputs`: of a ceremony with a beacon; `outputs` in manifest order. */
const revealed = revealing.extend({
  stage: z.literal('revealed'), M2: hash, seed: hash, revealsClosed: moment, receipts: z.array(receivedReceipt).optional(), outputs: z.array(beacon).optional(),
});

const drawn = revealed.extend({ stage: z.literal('drawn'), drawnAt: moment, drawnCount: z.int() });

/** Draw and assignment are complete; the transcript waits for its publication. */
const matched = drawn.extend({ stage: z.literal('matched'), transcriptHash: hash, matchedAt: moment });

/** The outcome is determined and some department lacks inspectors. */
const short = drawn.extend({ stage: z.literal('short'), transcriptHash: hash, shortages: z.array(shortage) });

/** `openedAt`: when a sealed draw was opened to all; absent while it is sealed, and where it never was. */
const published = matched.extend({ stage: z.literal('published'), publishedAt: moment, openedAt: moment.optional() });

const voidCause = z.enum(['commitments', 'reveals', 'receipts', 'shortage']);
const decision = z.object({ by: z.string(), reason: z.string(), at: moment });

/** The void record as it is signed: canonical JSON text and the hash under the signatures, `H(JCS)`. */
const unsignedVoid = z.object({ text: z.string(), digest: hash });

/** An attempt that cannot be used. `failed` names who did not send; a shortage has nobody failed and a transcript to discard. */
const voiding = frozen.extend({
  stage: z.literal('voiding'),
  cause: voidCause,
  M1: hash.optional(),
  reveals: z.array(receivedMessage),
  failed: z.array(failure),
  /** Hash of the transcript this void discards. */
  discarded: hash.optional(),
  shortages: z.array(shortage),
  resolution: decision.optional(),
  approval: decision.optional(),
  unsigned: unsignedVoid.optional(),
  sigs: z.array(voidSignature),
});

/** Published as void; `voidHash` is the `prev` of the next attempt. */
const voided = voiding.extend({ stage: z.literal('void'), approval: decision, unsigned: unsignedVoid, voidHash: hash, voidedAt: moment });

/** One attempt at a draw, one shape per stage. */
export const attempt = z.discriminatedUnion('stage', [committing, revealing, receipting, awaitingBeacon, revealed, drawn, matched, short, published, voiding, voided]);

export type Attempt = z.output<typeof attempt>;
export type AttemptStage = Attempt['stage'];
/** An attempt in one stage. */
export type AttemptIn<S extends AttemptStage> = Extract<Attempt, { stage: S }>;
export type VoidCause = z.output<typeof voidCause>;

/** A message as the transcript and the void record hold it: without the moment of arrival. */
export const toSigned = (message: z.output<typeof receivedMessage>): z.output<typeof signedMessage> => ({
  id: message.id,
  value: message.value,
  sig: message.sig,
});
