import type { DrawCrypto } from '../../kernel/hash.ts';
import { err, ok, type Result } from '../../kernel/result.ts';
import { commitmentOf, receiptMessage } from './ceremony.ts';
import { voidSigningMessage } from './void-record.ts';
import type { FailedCeremony, Hex, Manifest, Receipt, SignedValue, UnsignedVoidRecord } from '../types.ts';
import type { Suite } from '../../kernel/hash.ts';

/** Who signs: the id in the manifest, and the private key of its public key there (32 bytes, hex). */
export type Signer = { readonly id: string; readonly privateKey: Hex };

/** A participant's commitment to its secret `r` (32 random bytes, hex), signed over M0. */
export const signCommitment = (crypto: DrawCrypto, suite: Suite, M0: Hex, who: Signer, r: Hex): SignedValue => {
  const value = commitmentOf(crypto.hasher(suite), M0, who.id, r);
  return { id: who.id, value, sig: crypto.sign(who.privateKey, receiptMessage(M0, who.id, 'commit', value)) };
};

/** A participant's reveal of `r`, signed over M1, so that it reveals for exactly these commitments. */
export const signReveal = (crypto: DrawCrypto, M1: Hex, who: Signer, r: Hex): SignedValue => ({
  id: who.id,
  value: r,
  sig: crypto.sign(who.privateKey, receiptMessage(M1, who.id, 'reveal', r)),
});

/** A revealer's receipt for M2, before the beacon's round exists (ceremony `beacon` only). */
export const signReceipt = (crypto: DrawCrypto, M2: Hex, who: Signer): Receipt => ({
  id: who.id,
  sig: crypto.sign(who.privateKey, receiptMessage(M2, who.id, 'reveals', '')),
});

/** A participant's signature under a void record, or under the `failed` line of an event's ceremony. */
export const signVoid = (
  crypto: DrawCrypto,
  suite: Suite,
  record: UnsignedVoidRecord | Omit<FailedCeremony, 'sigs'>,
  who: Signer,
): Receipt => ({ id: who.id, sig: crypto.sign(who.privateKey, voidSigningMessage(crypto.hasher(suite), record)) });

/** What a participant must remember, so that the operator cannot play it: what it signed, and which void records it has seen. */
export type Memory = {
  /** `planId/drawNo` or a loss, once a commitment for it is signed, with its M0. */
  readonly committed: ReadonlyMap<string, Hex>;
  /** M0 of every reveal signed. */
  readonly revealed: ReadonlySet<Hex>;
  /** Hashes of the void records it knows. */
  readonly voids: ReadonlySet<Hex>;
};

/** The subject of a draw's commitment. */
export const drawSubject = (manifest: Manifest): string => `${manifest.planId}/${manifest.drawNo}`;

/** [BY-2] May a participant commit to this manifest: once per attempt, and from the second attempt only if it knows the void before. */
export const mayCommit = (memory: Memory, manifest: Manifest): Result<string, 'already-committed' | 'unknown-previous'> => {
  if (memory.committed.has(drawSubject(manifest))) return err('already-committed');
  if (manifest.drawNo > 1 && !memory.voids.has(manifest.prev)) return err('unknown-previous');
  return ok(drawSubject(manifest));
};

/** May a participant reveal for this M0: once, and only where it committed. */
export const mayReveal = (memory: Memory, M0: Hex): Result<Hex, 'already-revealed' | 'not-committed'> => {
  if (memory.revealed.has(M0)) return err('already-revealed');
  return [...memory.committed.values()].includes(M0) ? ok(M0) : err('not-committed');
};
