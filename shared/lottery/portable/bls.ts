import { bls12_381 } from '@noble/curves/bls12-381.js';
import { fromHex, isHex } from '../encoding/bytes.ts';

const scheme = bls12_381.shortSignatures;

/**
 * True if `signature` (a compressed point of G1, 96 hex) is that of `publicKey` (a compressed point of G2, 192 hex) over `message`, hashed to the curve
 * under `domain` (RFC 9380). False for anything malformed: not a point, not of the subgroup, the point at infinity.
 */
export const verifyBls = (publicKey: string, message: Uint8Array, signature: string, domain: string): boolean => {
  if (!isHex(publicKey, 96) || !isHex(signature, 48)) return false;
  try {
    return scheme.verify(fromHex(signature), scheme.hash(message, domain), fromHex(publicKey));
  } catch {
    return false;
  }
};
