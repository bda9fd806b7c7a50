import { canonicalJson } from '../../kernel/canonical-json.ts';
import type { Instant } from '../../kernel/instant.ts';
import { byBytes, utf8 } from '../../lottery/encoding/bytes.ts';
import type { UnsignedVoidRecord, VoidRecord } from '../../lottery/types.ts';
import { toSigned, type AttemptIn } from '../record/attempt.ts';
import { hasher } from '../record/draw-crypto.ts';

type Approved = AttemptIn<'voiding'> & { readonly approval: NonNullable<AttemptIn<'voiding'>['approval']> };

/** The record as it is signed: what was received, who failed, why, and who approved (spec, section 3). */
export const unsignedVoidOf = (attempt: Approved, at: Instant): UnsignedVoidRecord => ({
  planId: attempt.batchId,
  drawNo: attempt.drawNo,
  M0: attempt.M0,
  ...(attempt.M1 === undefined ? {} : { M1: attempt.M1 }),
  at,
  failed: byId(attempt.failed),
  reason: attempt.approval.reason,
  received: { commitments: byId(attempt.commitments.map(toSigned)), reveals: byId(attempt.reveals.map(toSigned)) },
  approvedBy: attempt.approval.by,
  ...(attempt.discarded === undefined ? {} : { discarded: attempt.discarded }),
});

/** Text and hash of the record, as kept on the attempt: participants sign the hash. */
export const voidToSign = (record: UnsignedVoidRecord): NonNullable<AttemptIn<'voiding'>['unsigned']> => {
  const text = canonicalJson(record);
  return { text, digest: hasher.hex(utf8(text)) };
};

/** The record kept on the attempt; its signatures not among it. */
export const readUnsigned = (text: string): UnsignedVoidRecord => JSON.parse(text) as UnsignedVoidRecord;

/** The record as it is published. */
export const signedVoidOf = (text: string, sigs: AttemptIn<'voiding'>['sigs']): VoidRecord => ({ ...readUnsigned(text), sigs: byId(sigs) });

const byId = <T extends { readonly id: string }>(people: readonly T[]): T[] => [...people].sort((a, b) => byBytes(a.id, b.id));
