import type { CheckCrypto, Hasher, Suite } from '../../kernel/hash.ts';
import { kernelHasher } from '../providers/kernel.ts';
import { digestsOf } from './blocks.ts';
import { verifyEd25519 } from './ed25519.ts';
import { sha256 } from './sha256.ts';
import { sm3 } from './sm3.ts';

const HASHERS: Readonly<Record<Suite, Hasher>> = {
  'SHA-256': kernelHasher({ suite: 'SHA-256', ...digestsOf(sha256) }),
  SM3: { suite: 'SM3', ...digestsOf(sm3) },
};

/** Hashes and signature checks that ask nothing of the machine: the same program verifies in Node and in a page. It cannot sign. */
export const portableCrypto: CheckCrypto = { hasher: (suite) => HASHERS[suite], verify: verifyEd25519 };
