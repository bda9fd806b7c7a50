import type { Hasher } from '../../kernel/hash.ts';
import { byBytes, concat, fromHex, lengthPrefixed, u16, utf8 } from '../encoding/bytes.ts';
import { tagged, taggedHash } from '../encoding/tagged-hash.ts';
import type { Beacon, Hex } from '../types.ts';

/** Someone's value, without its signature. */
type Value = { readonly id: string; readonly value: Hex };

/** `C_i = H("sj-commit/1\0" ‖ M0 ‖ LP(id) ‖ r)`; `r` is 32 bytes in hex. */
export const commitmentOf = (hasher: Hasher, M0: Hex, id: string, r: Hex): Hex =>
  taggedHash(hasher, 'sj-commit/1', fromHex(M0), lengthPrefixed(id), fromHex(r));

const listed = (values: readonly Value[]): Uint8Array =>
  concat(
    u16(values.length),
    ...[...values].sort((a, b) => byBytes(a.id, b.id)).map(({ id, value }) => concat(lengthPrefixed(id), fromHex(value))),
  );

/** `M1`: all commitments, sorted by id, bound to the manifest. */
export const openHash = (hasher: Hasher, M0: Hex, commitments: readonly Value[]): Hex =>
  taggedHash(hasher, 'sj-open/1', fromHex(M0), listed(commitments));

/** `M2`: all reveals, sorted by id, bound to the commitments. */
export const revealsHash = (hasher: Hasher, M1: Hex, reveals: readonly Value[]): Hex =>
  taggedHash(hasher, 'sj-reveals/1', fromHex(M1), listed(reveals));

/** The seed: the reveals, and the beacons in manifest order. */
export const seedOf = (hasher: Hasher, M2: Hex, beacons: readonly Pick<Beacon, 'type' | 'round' | 'output'>[] = []): Hex =>
  taggedHash(
    hasher,
    'sj-seed/1',
    fromHex(M2),
    u16(beacons.length),
    ...beacons.map(({ type, round, output }) => concat(lengthPrefixed(`${type}:${round}`), lengthPrefixed(fromHex(output)))),
  );

/** `secretCommit = H("sj-secret/1\0" ‖ w)`. */
export const secretCommitOf = (hasher: Hasher, secret: Hex): Hex => taggedHash(hasher, 'sj-secret/1', fromHex(secret));

/** `H("sj-manifest/1\0" ‖ text)`: M0 over canonical bytes, of a manifest or, for a fresh ceremony, of an event's line. */
export const contextHash = (hasher: Hasher, canonicalText: string): Hex => taggedHash(hasher, 'sj-manifest/1', utf8(canonicalText));

/** What a participant signs at each step: X is M0 for `commit`, M1 for `reveal`, M2 for `reveals`, whose value is empty. */
export type SignedStep = 'commit' | 'reveal' | 'reveals';

/** `"sj-receipt/1\0" ‖ X ‖ LP(id) ‖ LP(step) ‖ value`: the bytes under a participant's signature. */
export const receiptMessage = (X: Hex, id: string, step: SignedStep, value: Hex): Uint8Array =>
  tagged('sj-receipt/1', fromHex(X), lengthPrefixed(id), lengthPrefixed(step), fromHex(value));
