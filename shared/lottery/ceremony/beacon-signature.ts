import type { Hasher } from '../../kernel/hash.ts';
import { QUICKNET_TYPE } from '../manifest/beacon.ts';
import { verifyBls } from '../portable/bls.ts';
import type { BeaconRound } from '../types.ts';

// Apart from the times of rounds, which many ask for: the curve is as large as all the rest.

/** What signatures of quicknet are checked by: the key of its group, and the domain in which messages are hashed to the curve. */
const QUICKNET = {
  publicKey:
    '83cf0f2896adee7eb8b5f01fcad3912212c437e0073e911fb90022d3e760183c8c4b450b6a0a6c3ac6a5776a2d1064510d1fec758c921cc22b0e17e63aaf4bcb5ed66304de9cf809bd274ca73bab4af5a6e9c76a4bc09e76eae8991ef5ece45a',
  domain: 'BLS_SIG_BLS12381G1_XMD:SHA-256_SSWU_RO_NUL_',
} as const;

/** The message of a round: SHA-256 of its number in 8 bytes. */
const messageOf = (sha256: Hasher, round: number): Uint8Array => {
  const bytes = new Uint8Array(8);
  new DataView(bytes.buffer).setBigUint64(0, BigInt(round));
  return sha256.bytes(bytes);
};

/** [BY-1] True if `signature` is the network's over that round, so that whoever brought it need not be trusted; null for a type that cannot be checked here. */
export const isSignatureOfRound = (sha256: Hasher, { type, round, signature }: BeaconRound & { readonly signature: string }): boolean | null => {
  if (type !== QUICKNET_TYPE) return null;
  return Number.isSafeInteger(round) && round > 0 && verifyBls(QUICKNET.publicKey, messageOf(sha256, round), signature, QUICKNET.domain);
};
