import type { CheckCrypto, Suite } from '../../kernel/hash.ts';
import { err, ok, type Result } from '../../kernel/result.ts';
import { commitmentOf, receiptMessage } from './ceremony.ts';
import { isHash, isSignature } from '../encoding/shape.ts';
import type { Hex, Manifest, Participant, Receipt, SignedValue } from '../types.ts';

/** Among whom a ceremony is held, and what it is bound to. For a draw: the manifest's participants and M0. */
export type Circle = { readonly suite: Suite; readonly participants: readonly Participant[]; readonly M0: Hex };

/** The circle of a draw. */
export const circleOf = (manifest: Manifest, M0: Hex): Circle => ({
  suite: manifest.suite,
  participants: manifest.ceremony.participants,
  M0,
});

export type CommitmentRefusal = 'unknown-participant' | 'malformed' | 'bad-signature' | 'already-committed';
export type RevealRefusal = 'unknown-participant' | 'malformed' | 'bad-signature' | 'not-committed' | 'does-not-open' | 'already-revealed';

const keyOf = (circle: Circle, id: string): Hex | null => circle.participants.find((one) => one.id === id)?.key ?? null;

/** [BY-1] Checks one commitment as it comes in; `before` are those already accepted. */
export const checkCommitment = (
  crypto: CheckCrypto,
  circle: Circle,
  before: readonly SignedValue[],
  sent: SignedValue,
): Result<SignedValue, CommitmentRefusal> => {
  const key = keyOf(circle, sent.id);
  if (key === null) return err('unknown-participant');
  if (!isHash(sent.value) || !isSignature(sent.sig)) return err('malformed');
  if (before.some(({ id }) => id === sent.id)) return err('already-committed');
  const isSigned = crypto.verify(key, receiptMessage(circle.M0, sent.id, 'commit', sent.value), sent.sig);
  return isSigned ? ok({ id: sent.id, value: sent.value, sig: sent.sig }) : err('bad-signature');
};

/** [BY-1] Checks one reveal as it comes in, against the commitments that M1 closed; `before` are those already accepted. */
export const checkReveal = (
  crypto: CheckCrypto,
  circle: Circle,
  closed: { readonly M1: Hex; readonly commitments: readonly SignedValue[] },
  before: readonly SignedValue[],
  sent: SignedValue,
): Result<SignedValue, RevealRefusal> => {
  const key = keyOf(circle, sent.id);
  if (key === null) return err('unknown-participant');
  if (!isHash(sent.value) || !isSignature(sent.sig)) return err('malformed');
  const commitment = closed.commitments.find(({ id }) => id === sent.id);
  if (commitment === undefined) return err('not-committed');
  if (before.some(({ id }) => id === sent.id)) return err('already-revealed');
  if (commitmentOf(crypto.hasher(circle.suite), circle.M0, sent.id, sent.value) !== commitment.value) return err('does-not-open');
  const isSigned = crypto.verify(key, receiptMessage(closed.M1, sent.id, 'reveal', sent.value), sent.sig);
  return isSigned ? ok({ id: sent.id, value: sent.value, sig: sent.sig }) : err('bad-signature');
};

/** Checks a receipt for M2 (ceremony `beacon` only). */
export const checkReceipt = (
  crypto: CheckCrypto,
  circle: Circle,
  M2: Hex,
  sent: Receipt,
): Result<Receipt, 'unknown-participant' | 'bad-signature'> => {
  const key = keyOf(circle, sent.id);
  if (key === null) return err('unknown-participant');
  return crypto.verify(key, receiptMessage(M2, sent.id, 'reveals', ''), sent.sig) ? ok({ id: sent.id, sig: sent.sig }) : err('bad-signature');
};
