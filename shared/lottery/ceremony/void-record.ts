import { canonicalJson } from '../../kernel/canonical-json.ts';
import type { Hasher } from '../../kernel/hash.ts';
import { fromHex, utf8 } from '../encoding/bytes.ts';
import { tagged, taggedHash } from '../encoding/tagged-hash.ts';
import type { FailedCeremony, Hex, UnsignedVoidRecord, VoidRecord } from '../types.ts';

/** The bytes of `void.json`. */
export const voidText = (record: VoidRecord): string => canonicalJson(record);

/** `H("sj-void/1\0" ‖ JCS)`: the `prev` of the next attempt's manifest. */
export const voidHash = (hasher: Hasher, record: VoidRecord): Hex => taggedHash(hasher, 'sj-void/1', utf8(voidText(record)));

/** `"sj-voidsig/1\0" ‖ H(JCS of the record without sigs)`: what the participants who did not fail sign. */
export const voidSigningMessage = (hasher: Hasher, record: UnsignedVoidRecord | Omit<FailedCeremony, 'sigs'>): Uint8Array =>
  tagged('sj-voidsig/1', fromHex(hasher.hex(utf8(canonicalJson({ ...record, sigs: undefined })))));
