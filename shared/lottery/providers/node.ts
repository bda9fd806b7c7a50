import { Buffer } from 'node:buffer';
import { createPrivateKey, createPublicKey, hash, sign, verify, type KeyObject } from 'node:crypto';
import type { DrawCrypto, Hasher, Suite } from '../../kernel/hash.ts';
import { isHex } from '../encoding/bytes.ts';

const ALGORITHM = { 'SHA-256': 'sha256', SM3: 'sm3' } as const satisfies Record<Suite, string>;

/** A {@link Hasher} over `node:crypto`. */
export const nodeHasher = (suite: Suite): Hasher => {
  const algorithm = ALGORITHM[suite];
  return {
    suite,
    bytes: (message) => new Uint8Array(Buffer.from(hash(algorithm, message, 'hex'), 'hex')),
    hex: (message) => hash(algorithm, message, 'hex'),
    // Asking for a buffer is several times slower than asking for a string and writing it.
    into: (message, out, offset) => {
      Buffer.from(out.buffer, out.byteOffset, out.byteLength).write(hash(algorithm, message, 'hex'), offset, 32, 'hex');
    },
  };
};

// RFC 8410: the fixed DER bytes in front of a raw Ed25519 key.
const PRIVATE_PREFIX = '302e020100300506032b657004220420';
const PUBLIC_PREFIX = '302a300506032b6570032100';

const privateKeyObject = (key: string): KeyObject => {
  if (!isHex(key, 32)) throw new RangeError('an Ed25519 private key is 32 bytes in lower-case hex');
  return createPrivateKey({ key: Buffer.from(PRIVATE_PREFIX + key, 'hex'), format: 'der', type: 'pkcs8' });
};

const publicKeyObject = (key: string): KeyObject =>
  createPublicKey({ key: Buffer.from(PUBLIC_PREFIX + key, 'hex'), format: 'der', type: 'spki' });

/** Hashes and Ed25519 signatures by Node itself. */
export const nodeCrypto: DrawCrypto = {
  hasher: nodeHasher,
  sign: (privateKey, message) => sign(null, message, privateKeyObject(privateKey)).toString('hex'),
  verify: (publicKey, message, signature) => {
    if (!isHex(publicKey, 32) || !isHex(signature, 64)) return false;
    try {
      return verify(null, message, publicKeyObject(publicKey), Buffer.from(signature, 'hex'));
    } catch {
      return false;
    }
  },
  publicKey: (privateKey) =>
    createPublicKey(privateKeyObject(privateKey)).export({ format: 'der', type: 'spki' }).toString('hex').slice(PUBLIC_PREFIX.length),
};
