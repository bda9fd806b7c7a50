import type { Hasher } from '../../kernel/hash.ts';
import { fromHex, lengthPrefixed } from '../encoding/bytes.ts';
import { taggedHash } from '../encoding/tagged-hash.ts';
import type { Hex } from '../types.ts';

const withSecret = (secret: Hex | null): Uint8Array => fromHex(secret ?? '');

/** `S_item`, from which every ticket follows. */
export const itemSeed = (hasher: Hasher, seed: Hex, itemId: string): Hex =>
  taggedHash(hasher, 'sj-item/1', fromHex(seed), lengthPrefixed(itemId));

/** `S_ord`, which orders a department's tasks. */
export const orderSeed = (hasher: Hasher, seed: Hex, itemId: string, department: string): Hex =>
  taggedHash(hasher, 'sj-order/1', fromHex(seed), lengthPrefixed(itemId), lengthPrefixed(department));

/** `S_asg`, which draws a department's inspectors; `secret` is w, null where the manifest has no `secretCommit`. */
export const assignSeed = (hasher: Hasher, seed: Hex, itemId: string, department: string, secret: Hex | null): Hex =>
  taggedHash(hasher, 'sj-assign/1', fromHex(seed), lengthPrefixed(itemId), lengthPrefixed(department), withSecret(secret));

/** `S_rep`, which stands in place of `S_asg` for a task drawn again; `seed` is the fresh ceremony's. */
export const replaceSeed = (hasher: Hasher, seed: Hex, taskId: string, secret: Hex | null): Hex =>
  taggedHash(hasher, 'sj-replace/1', fromHex(seed), lengthPrefixed(taskId), withSecret(secret));
