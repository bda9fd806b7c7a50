import { createPublicKey, verify } from 'node:crypto';
import { prefixed, tag, unhex, unsigned, type Hash } from './hashing.ts';

interface Said {
  readonly id: string;
  /** 32 bytes in hex. */
  readonly value: string;
}

interface Beacon {
  readonly type: string;
  readonly round: number;
  readonly output: string;
}

const each = (said: readonly Said[]) => said.flatMap(({ id, value }) => [prefixed(id), unhex(value)]);

/** M0 over the canonical text of a manifest, or of the event that a later ceremony answers. */
export const manifestHash = (H: Hash, canonical: string): Buffer => H(tag('sj-manifest/1'), canonical);
export const commitmentOf = (H: Hash, M0: Buffer, { id, value }: Said): Buffer => H(tag('sj-commit/1'), M0, prefixed(id), unhex(value));
export const openHash = (H: Hash, M0: Buffer, commitments: readonly Said[]): Buffer => H(tag('sj-open/1'), M0, unsigned(commitments.length, 2), ...each(commitments));
export const revealsHash = (H: Hash, M1: Buffer, reveals: readonly Said[]): Buffer => H(tag('sj-reveals/1'), M1, unsigned(reveals.length, 2), ...each(reveals));
export const seedOf = (H: Hash, M2: Buffer, beacons: readonly Beacon[]): Buffer =>
  H(tag('sj-seed/1'), M2, unsigned(beacons.length, 2), ...beacons.flatMap(({ type, round, output }) => [prefixed(`${type}:${round}`), prefixed(unhex(output))]));

/** The bytes that a participant signs at a step. */
export const receiptText = (X: Buffer, id: string, step: 'commit' | 'reveal' | 'reveals', value: Buffer): Buffer =>
  Buffer.concat([tag('sj-receipt/1'), X, prefixed(id), prefixed(step), value]);

/** What stands before a raw Ed25519 key in its SubjectPublicKeyInfo. */
const ED25519 = unhex('302a300506032b6570032100');

/** Whether the Ed25519 signature of the raw public key, both in hex, is one over the message. */
export function signatureHolds(key: string, message: Buffer, sig: string): boolean {
  const publicKey = createPublicKey({ key: Buffer.concat([ED25519, unhex(key)]), format: 'der', type: 'spki' });
  return verify(null, message, publicKey, unhex(sig));
}
