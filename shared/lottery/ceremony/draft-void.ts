import type { DrawCrypto, Hasher } from '../../kernel/hash.ts';
import type { Instant } from '../../kernel/instant.ts';
import { err, ok, type Result } from '../../kernel/result.ts';
import { byBytes } from '../encoding/bytes.ts';
import { openHash } from './ceremony.ts';
import { closeCommitments, closeReveals } from './close-ceremony.ts';
import { manifestHash } from '../manifest/manifest.ts';
import type { Failure, Hex, Manifest, Receipt, Received, UnsignedVoidRecord, VoidRecord } from '../types.ts';
import { voidSigningMessage } from './void-record.ts';

/** What an attempt had received when it was voided, and on whose decision. `discarded`: the transcript's hash, if it was already drawn. */
export type VoidInput = {
  readonly manifest: Manifest;
  readonly received: Received;
  readonly at: Instant;
  readonly reason: string;
  readonly approvedBy: string;
  readonly discarded?: Hex;
};

/** [BY-2] The void record of an attempt before it is signed; it names those who are missing at the step reached. */
export const draftVoidRecord = (hasher: Hasher, input: VoidInput): UnsignedVoidRecord => {
  const { manifest, received } = input;
  const M0 = manifestHash(hasher, manifest);
  const isOpen = received.commitments.length < manifest.ceremony.participants.length;
  return {
    planId: manifest.planId,
    drawNo: manifest.drawNo,
    M0,
    ...(isOpen ? {} : { M1: openHash(hasher, M0, received.commitments) }),
    at: input.at,
    failed: failuresOf(hasher, manifest, received),
    reason: input.reason,
    received: { commitments: sorted(received.commitments), reveals: sorted(received.reveals) },
    approvedBy: input.approvedBy,
    ...(input.discarded === undefined ? {} : { discarded: input.discarded }),
  };
};

const failuresOf = (hasher: Hasher, manifest: Manifest, received: Received): readonly Failure[] => {
  const opened = closeCommitments(hasher, manifest, received.commitments);
  if (!opened.ok) return opened.error.failed;
  const closed = closeReveals(hasher, manifest, opened.value.M1, received.reveals);
  return closed.ok ? [] : closed.error.failed;
};

const sorted = <T extends { readonly id: string }>(people: readonly T[]): readonly T[] => [...people].sort((a, b) => byBytes(a.id, b.id));

/** Checks one signature under a void record as it comes in: from a participant who did not fail. */
export const checkVoidSignature = (
  crypto: DrawCrypto,
  manifest: Manifest,
  record: UnsignedVoidRecord,
  sent: Receipt,
): Result<Receipt, 'unknown-participant' | 'failed-participant' | 'bad-signature'> => {
  const participant = manifest.ceremony.participants.find(({ id }) => id === sent.id);
  if (participant === undefined) return err('unknown-participant');
  if (record.failed.some(({ id }) => id === sent.id)) return err('failed-participant');
  const message = voidSigningMessage(crypto.hasher(manifest.suite), record);
  return crypto.verify(participant.key, message, sent.sig) ? ok({ id: sent.id, sig: sent.sig }) : err('bad-signature');
};

/** The record with its signatures, sorted by id; `checkVoidRecord` says whether they are enough. */
export const sealVoidRecord = (record: UnsignedVoidRecord, sigs: readonly Receipt[]): VoidRecord => ({ ...record, sigs: sorted(sigs) });
