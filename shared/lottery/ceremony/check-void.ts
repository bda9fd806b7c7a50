import { isInstant } from '../../kernel/instant.ts';
import type { CheckCrypto } from '../../kernel/hash.ts';
import { err, ok, type Result } from '../../kernel/result.ts';
import { openHash } from './ceremony.ts';
import { checkCommitment, checkReveal, circleOf, type Circle } from './ceremony-check.ts';
import { isStrictlyAscending } from '../encoding/list-text.ts';
import { manifestHash } from '../manifest/manifest.ts';
import { exactObject, isArrayOf, isCount, isHash, isOneOf, isSignature, isText, type Check } from '../encoding/shape.ts';
import type { Failure, Hex, Manifest, Participant, Receipt, Received, VoidRecord } from '../types.ts';
import { voidSigningMessage } from './void-record.ts';

export type VoidRefusal =
  | 'shape'
  | 'not-this-attempt'
  | 'order'
  | 'unknown-participant'
  | 'bad-commitment'
  | 'bad-reveal'
  | 'M1-differs'
  | 'failed-not-the-missing'
  | 'bad-signature'
  | 'too-few-signatures';

const isSignedValue: Check = (value) => exactObject(value, { id: isText, value: isHash, sig: isSignature });

/** `received` of a void record or of a failed ceremony after an event. */
export const isReceived: Check = (value) =>
  exactObject(value, { commitments: isArrayOf(isSignedValue), reveals: isArrayOf(isSignedValue) });
export const isFailures: Check = isArrayOf((value) => exactObject(value, { id: isText, what: isOneOf('commit', 'reveal', 'receipt') }));
export const isReceipts: Check = isArrayOf((value) => exactObject(value, { id: isText, sig: isSignature }));
export const isSignedValues: Check = isArrayOf(isSignedValue);

/** True if `value` has exactly a void record's members. */
export const isVoidRecord = (value: unknown): value is VoidRecord =>
  exactObject(
    value,
    {
      planId: isText,
      drawNo: (no) => isCount(no) && no > 0,
      M0: isHash,
      at: (time) => typeof time === 'string' && isInstant(time),
      failed: isFailures,
      reason: isText,
      received: isReceived,
      approvedBy: isText,
      sigs: isReceipts,
    },
    { M1: isHash, discarded: isHash },
  );

/** True if every list of people is sorted by id, without anyone twice. */
export const areSorted = (...lists: readonly (readonly { readonly id: string }[])[]): boolean =>
  lists.every((people) => isStrictlyAscending(people.map(({ id }) => id)));

/** Refuses what was received unless every value is validly signed, and every reveal opens its commitment under `M1`. */
export const checkReceived = (
  crypto: CheckCrypto,
  circle: Circle,
  received: Received,
  M1: Hex,
): Result<null, 'bad-commitment' | 'bad-reveal'> => {
  if (!received.commitments.every((sent) => checkCommitment(crypto, circle, [], sent).ok)) return err('bad-commitment');
  const closed = { M1, commitments: received.commitments };
  return received.reveals.every((sent) => checkReveal(crypto, circle, closed, [], sent).ok) ? ok(null) : err('bad-reveal');
};

/** Refuses unless two participants who did not fail signed `message`, or all of them where there are fewer: none where all failed, which {@link isUnsigned} tells. */
export const checkVoidSignatures = (
  crypto: CheckCrypto,
  participants: readonly Participant[],
  failed: readonly Failure[],
  sigs: readonly Receipt[],
  message: Uint8Array,
): Result<null, 'bad-signature' | 'too-few-signatures'> => {
  const faithful = participants.filter(({ id }) => !failed.some((failure) => failure.id === id));
  const isGood = sigs.every(({ id, sig }) => {
    const key = faithful.find((one) => one.id === id)?.key;
    return key !== undefined && crypto.verify(key, message, sig);
  });
  if (!isGood) return err('bad-signature');
  return sigs.length >= Math.min(2, faithful.length) ? ok(null) : err('too-few-signatures');
};

/** True of a record that names everybody, so that nobody was left to sign it: it is formally good, and whether those named failed is the operator's word alone. */
export const isUnsigned = ({ sigs }: { readonly sigs: readonly Receipt[] }): boolean => sigs.length === 0;

/**
 * [BY-2] Checks a void record against the manifest of its attempt: it names exactly those who failed, nobody if it discards an outcome, holds only
 * valid values, and is signed by those who did not fail.
 */
export const checkVoidRecord = (crypto: CheckCrypto, manifest: Manifest, value: unknown): Result<VoidRecord, VoidRefusal> => {
  if (!isVoidRecord(value)) return err('shape');
  const hasher = crypto.hasher(manifest.suite);
  const { participants } = manifest.ceremony;
  const { received, failed, sigs } = value;
  const M0 = manifestHash(hasher, manifest);
  if (value.planId !== manifest.planId || value.drawNo !== manifest.drawNo || value.M0 !== M0) return err('not-this-attempt');
  if (!areSorted(failed, sigs, received.commitments, received.reveals)) return err('order');
  if (failed.some(({ id }) => !participants.some((one) => one.id === id))) return err('unknown-participant');

  const M1 = openHash(hasher, M0, received.commitments);
  const areAllCommitted = received.commitments.length === participants.length;
  if (value.M1 !== (areAllCommitted ? M1 : undefined)) return err('M1-differs');
  const checked = checkReceived(crypto, circleOf(manifest, M0), received, M1);
  if (!checked.ok) return checked;
  if (!namesTheMissing(manifest, value)) return err('failed-not-the-missing');
  const signed = checkVoidSignatures(crypto, participants, failed, sigs, voidSigningMessage(hasher, value));
  return signed.ok ? ok(value) : signed;
};

const namesTheMissing = (manifest: Manifest, record: VoidRecord): boolean => {
  const { received, failed } = record;
  const { participants, onMissingReveal, beacons } = manifest.ceremony;
  const areThose = (values: readonly { readonly id: string }[], what: Failure['what']): boolean => {
    const missing = participants.filter(({ id }) => !values.some((value) => value.id === id));
    return missing.length > 0 && missing.length === failed.length && missing.every(({ id }, i) => failed[i]?.id === id && failed[i]?.what === what);
  };
  if (received.commitments.length < participants.length) {
    return record.discarded === undefined && received.reveals.length === 0 && areThose(received.commitments, 'commit');
  }
  const isDetermined = onMissingReveal === 'void' ? received.reveals.length === participants.length : received.reveals.length >= 2;
  if (!isDetermined) return record.discarded === undefined && areThose(received.reveals, 'reveal');
  // All that an outcome needs was sent: naming those who sent it would only take away their signatures.
  if (record.discarded !== undefined) return failed.length === 0;
  // Only who revealed has anything to sign for.
  return beacons.length > 0 && failed.length > 0 && failed.every(({ id, what }) => what === 'receipt' && received.reveals.some((reveal) => reveal.id === id));
};
