import fc from 'fast-check';
import { createHash } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { fromHex, toHex } from '../../../shared/lottery/encoding/bytes.ts';
import { verifyEd25519 } from '../../../shared/lottery/portable/ed25519.ts';
import { portableCrypto } from '../../../shared/lottery/portable/portable.ts';
import { sha512 } from '../../../shared/lottery/portable/sha512.ts';
import { nodeCrypto, nodeHasher } from '../../../shared/lottery/providers/node.ts';

const messages = [0, 1, 3, 55, 56, 63, 64, 65, 111, 112, 119, 120, 127, 128, 1000].map((length) => Uint8Array.from({ length }, (_, i) => (i * 37 + length) % 256));

describe('the hashes that ask nothing of the machine', () => {
  test.each(['SHA-256', 'SM3'] as const)('[BY-1] %s is that of OpenSSL for every length around a block', (suite) => {
    const hasher = portableCrypto.hasher(suite);
    for (const message of messages) {
      expect(hasher.hex(message)).toBe(nodeHasher(suite).hex(message));
      expect(toHex(hasher.bytes(message))).toBe(hasher.hex(message));
    }
  });

  test.each(['SHA-256', 'SM3'] as const)('%s agrees on random messages', (suite) => {
    fc.assert(fc.property(fc.uint8Array({ maxLength: 300 }), (message) => portableCrypto.hasher(suite).hex(message) === nodeHasher(suite).hex(message)), { numRuns: 200, seed: 1 });
  });

  test('SHA-512 is that of OpenSSL', () => {
    for (const message of messages) expect(toHex(sha512(message))).toBe(createHash('sha512').update(message).digest('hex'));
  });
});

describe('the signature check that asks nothing of the machine', () => {
  const key = '9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60';
  const publicKey = nodeCrypto.publicKey(key);

  test('[BY-1] takes the first signature of RFC 8032 and OpenSSL’s over random messages, and no other', () => {
    expect(publicKey).toBe('d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a');
    expect(verifyEd25519(publicKey, new Uint8Array(0), 'e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e065224901555fb8821590a33bacc61e39701cf9b46bd25bf5f0595bbe24655141438e7a100b')).toBe(true);
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 1, maxLength: 200 }), fc.nat(511), (message, bit) => {
        const signature = nodeCrypto.sign(key, message);
        const bytes = fromHex(signature);
        bytes[bit >> 3] = (bytes[bit >> 3] ?? 0) ^ (1 << (bit & 7));
        return verifyEd25519(publicKey, message, signature) && !verifyEd25519(publicKey, message, toHex(bytes)) && !verifyEd25519(publicKey, message.subarray(1), signature);
      }),
      { numRuns: 25, seed: 1 },
    );
  });

  test('refuses what OpenSSL refuses: a scalar raised by the order, keys that are no point, texts of another form', () => {
    const message = Uint8Array.of(1, 2, 3);
    const signature = nodeCrypto.sign(key, message);
    const order = 2n ** 252n + 27742317777372353535851937790883648493n;
    const scalar = BigInt(`0x${toHex(fromHex(signature.slice(64)).reverse())}`) + order;
    const raised = signature.slice(0, 64) + toHex(fromHex(scalar.toString(16).padStart(64, '0')).reverse());
    const noPoint = Array.from({ length: 20 }, (_, i) => `${(i + 2).toString(16).padStart(2, '0')}${'00'.repeat(31)}`);
    for (const [own, sig] of [[publicKey, raised], ...noPoint.map((other) => [other, signature] as const), [publicKey.toUpperCase(), signature], [publicKey, signature.slice(2)], ['', '']] as const) {
      expect(verifyEd25519(own, message, sig)).toBe(false);
      expect(nodeCrypto.verify(own, message, sig)).toBe(false);
    }
  });
});
