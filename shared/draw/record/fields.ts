import * as z from 'zod';
import { isInstant, type Instant } from '../../kernel/instant.ts';
import { isLocalDate, type LocalDate } from '../../kernel/local-date.ts';

/** A moment as the record holds it. */
export const moment = z.string().refine(isInstant, 'a time YYYY-MM-DDTHH:mm:ss+08:00').transform((text) => text as Instant);

/** A day as the record holds it. */
export const localDay = z.string().refine(isLocalDate, 'a calendar date YYYY-MM-DD').transform((text) => text as LocalDate);

/** 32 bytes in lower-case hex: a hash, a key, a random value. */
export const hash = z.string().regex(/^[0-9a-f]{64}$/, '64 lower-case hex digits');

/** An Ed25519 signature in lower-case hex. */
export const signature = z.string().regex(/^[0-9a-f]{128}$/, '128 lower-case hex digits');

/** What a participant sends: a commitment C_i or a reveal r_i, signed with the key of the manifest. */
export const signedMessage = z.object({ id: z.string(), value: hash, sig: signature });

/** The same with the moment it arrived. */
export const receivedMessage = signedMessage.extend({ at: moment });

/** A receipt for M2, of one who revealed, with the moment it arrived (ceremony with a beacon only). */
export const receivedReceipt = z.object({ id: z.string(), sig: signature, at: moment });

/** A round of public randomness, as the manifest fixes it. */
export const beaconRound = z.object({ type: z.string(), round: z.int().min(1) });

/** A round with what its network signed: a compressed point of G1. */
export const signedRound = z.object({ type: z.literal('drand-quicknet'), round: z.int().min(1), signature: z.string().regex(/^[0-9a-f]{96}$/, '96 lower-case hex digits') });

/** A round that was handed in and checked. */
export const beacon = beaconRound.extend({ output: hash, signature: z.string().regex(/^[0-9a-f]{96}$/) });

/** A participant's signature under a void record. */
export const voidSignature = z.object({ id: z.string(), sig: signature });

/** One who should have sent something and did not. */
export const failure = z.object({ id: z.string(), what: z.enum(['commit', 'reveal', 'receipt']) });

export type SignedRound = z.output<typeof signedRound>;
export type SignedMessage = z.output<typeof signedMessage>;
export type ReceivedMessage = z.output<typeof receivedMessage>;
