import type { DrawCrypto } from '../../kernel/hash.ts';
import { err, ok, type Result } from '../../kernel/result.ts';
import { roundTimeMs } from '../manifest/beacon.ts';
import { openHash, revealsHash } from '../ceremony/ceremony.ts';
import { checkCommitment, checkReveal, circleOf } from '../ceremony/ceremony-check.ts';
import { checkVoidRecord } from '../ceremony/check-void.ts';
import { manifestHash } from '../manifest/manifest.ts';
import { mayCommit, signCommitment, signReceipt, signReveal, signVoid, type Signer } from '../ceremony/participant.ts';
import type { Hex, Manifest, Receipt, SignedValue, Transcript, UnsignedVoidRecord } from '../types.ts';
import { voidHash } from '../ceremony/void-record.ts';
import type { Act, PartyRefusal } from './act.ts';
import { belied, committedTo } from './belied.ts';
import { linesOf, memoryOf, type Notebook } from './notebook.ts';

const signerOf = ({ key: { id, privateKey } }: Notebook): Signer => ({ id, privateKey });

/** [BY-1] A commitment to the secret `r` (32 random bytes, hex) for a manifest: one per attempt, and from the second attempt only once the void before is known. */
export const commitTo = (crypto: DrawCrypto, notebook: Notebook, manifest: Manifest, r: Hex): Result<Act<SignedValue>, PartyRefusal> => {
  const { id, publicKey } = notebook.key;
  const invited = manifest.ceremony.participants.find((one) => one.id === id);
  if (invited === undefined) return err('not-invited');
  if (invited.key !== publicKey) return err('another-key');
  const M0 = manifestHash(crypto.hasher(manifest.suite), manifest);
  const before = committedTo(notebook, M0);
  if (before !== undefined) return ok({ message: { id, value: before.value, sig: before.sig } });
  const may = mayCommit(memoryOf(notebook), manifest);
  if (!may.ok) return err(may.error === 'already-committed' ? 'another-manifest' : may.error);
  const message = signCommitment(crypto, manifest.suite, M0, signerOf(notebook), r);
  return ok({ message, line: { kind: 'committed', subject: may.value, M0, r, value: message.value, sig: message.sig } });
};

/** [BY-1] The reveal, once all commitments lie open: each signed, ours as we sent it. One reveal per manifest. */
export const revealFor = (crypto: DrawCrypto, notebook: Notebook, manifest: Manifest, commitments: readonly SignedValue[]): Result<Act<SignedValue>, PartyRefusal> => {
  const hasher = crypto.hasher(manifest.suite);
  const M0 = manifestHash(hasher, manifest);
  const own = committedTo(notebook, M0);
  if (own === undefined) return err('not-committed');
  if (commitments.find(({ id }) => id === notebook.key.id)?.value !== own.value) return err('own-commitment-changed');
  const circle = circleOf(manifest, M0);
  const allSigned = commitments.every((one, at) => checkCommitment(crypto, circle, commitments.slice(0, at), one).ok);
  if (!allSigned || commitments.length !== manifest.ceremony.participants.length) return err('commitments-wrong');
  const M1 = openHash(hasher, M0, commitments);
  const before = linesOf(notebook, 'revealed').find((line) => line.M0 === M0);
  if (before !== undefined && before.M1 !== M1) return err('another-reveal-signed');
  const message = signReveal(crypto, M1, signerOf(notebook), own.r);
  return ok(before === undefined ? { message, line: { kind: 'revealed', M0, M1, sig: message.sig } } : { message });
};

/** What lies open once the reveals are closed. */
export interface Opened {
  readonly commitments: readonly SignedValue[];
  readonly reveals: readonly SignedValue[];
}

/**
 * [BY-1] The receipt for M2, once the reveals are closed: each opens its commitment, ours is among them, and at `nowMs` the round does not exist yet, so that
 * nobody can still choose which reveals count. One receipt per manifest.
 */
export const receiptFor = (crypto: DrawCrypto, notebook: Notebook, manifest: Manifest, { commitments, reveals }: Opened, nowMs: number): Result<Act<Receipt>, PartyRefusal> => {
  const { beacons } = manifest.ceremony;
  if (beacons.length === 0) return err('no-beacon');
  const hasher = crypto.hasher(manifest.suite);
  const M0 = manifestHash(hasher, manifest);
  const own = committedTo(notebook, M0);
  const revealed = linesOf(notebook, 'revealed').find((line) => line.M0 === M0);
  if (own === undefined || revealed === undefined) return err('not-committed');
  const M1 = openHash(hasher, M0, commitments);
  const closed = { M1, commitments };
  const circle = circleOf(manifest, M0);
  if (M1 !== revealed.M1) return err('another-reveal-signed');
  if (reveals.find(({ id }) => id === notebook.key.id)?.value !== own.r) return err('own-reveal-missing');
  if (!reveals.every((one, at) => checkReveal(crypto, circle, closed, reveals.slice(0, at), one).ok)) return err('reveals-wrong');
  const M2 = revealsHash(hasher, M1, reveals);
  const before = linesOf(notebook, 'receipted').find((line) => line.M0 === M0);
  if (before !== undefined) return before.M2 === M2 ? ok({ message: { id: notebook.key.id, sig: before.sig } }) : err('another-receipt-signed');
  if (beacons.some((beacon) => (roundTimeMs(beacon) ?? Number.POSITIVE_INFINITY) <= nowMs)) return err('round-exists');
  const message = signReceipt(crypto, M2, signerOf(notebook));
  return ok({ message, line: { kind: 'receipted', M0, M1, M2, sig: message.sig } });
};

/** [BY-2] The signature under a void record: not if it names us, nor if it leaves out what we sent, nor if anything but its signatures is wrong with it. */
export const signVoidOf = (crypto: DrawCrypto, notebook: Notebook, manifest: Manifest, record: UnsignedVoidRecord): Result<Act<Receipt>, PartyRefusal> => {
  const M0 = manifestHash(crypto.hasher(manifest.suite), manifest);
  if (record.M0 !== M0) return err('another-manifest');
  const { id } = notebook.key;
  if (committedTo(notebook, M0) === undefined) return err('not-committed');
  const wrong = belied(notebook, record);
  if (wrong !== null) return err(wrong);
  if (record.failed.some((one) => one.id === id)) return err('own-failure');
  const checked = checkVoidRecord(crypto, manifest, { ...record, sigs: [] });
  if (!checked.ok && checked.error !== 'too-few-signatures') return err('void-wrong');
  const message = signVoid(crypto, manifest.suite, record, signerOf(notebook));
  const isSigned = linesOf(notebook, 'void-signed').some(({ sig }) => sig === message.sig);
  return ok(isSigned ? { message } : { message, line: { kind: 'void-signed', M0, sig: message.sig } });
};

/** [BY-2] Notes a published void record, without which no commitment to the next attempt is signed: not one that names us for what we sent, or leaves it out. */
export const seeVoid = (crypto: DrawCrypto, notebook: Notebook, manifest: Manifest, published: unknown): Result<Act<Hex>, PartyRefusal> => {
  const record = checkVoidRecord(crypto, manifest, published);
  if (!record.ok) return err('void-wrong');
  const wrong = belied(notebook, record.value);
  if (wrong !== null) return err(wrong);
  const hasher = crypto.hasher(manifest.suite);
  const M0 = manifestHash(hasher, manifest);
  const hash = voidHash(hasher, record.value);
  const isKnown = memoryOf(notebook).voids.has(hash);
  return ok(isKnown ? { message: hash } : { message: hash, line: { kind: 'void-seen', M0, hash } });
};

/** [BY-1] Holds a published transcript to what the notebook says was signed: M0, M1, our secret. */
export const checkAgainst = (crypto: DrawCrypto, notebook: Notebook, transcript: Transcript): Result<Act<Hex>, PartyRefusal> => {
  const { id } = notebook.key;
  const M0 = manifestHash(crypto.hasher(transcript.manifest.suite), transcript.manifest);
  const own = committedTo(notebook, M0);
  if (own === undefined || transcript.M0 !== M0) return err('not-committed');
  const revealed = linesOf(notebook, 'revealed').find((line) => line.M0 === M0);
  const isOurs =
    transcript.commitments.find((one) => one.id === id)?.value === own.value &&
    (revealed === undefined
      ? transcript.missing.includes(id)
      : revealed.M1 === transcript.M1 && transcript.reveals.find((one) => one.id === id)?.value === own.r);
  const isSignedFor = linesOf(notebook, 'receipted').every((line) => line.M0 !== M0 || line.M2 === transcript.M2);
  if (!isOurs || !isSignedFor) return err('transcript-differs');
  const isChecked = linesOf(notebook, 'checked').some((line) => line.M2 === transcript.M2);
  return ok(isChecked ? { message: transcript.M2 } : { message: transcript.M2, line: { kind: 'checked', M0, M1: transcript.M1, M2: transcript.M2 } });
};
