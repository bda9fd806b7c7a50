import type { Instant } from '../kernel/instant.ts';
import { refuse, type Refusal } from '../kernel/refusal.ts';
import { ok, type Result } from '../kernel/result.ts';
import type { Stores } from '../store/record.ts';
import type { Evidence } from './form.ts';

/** How long an upload address holds. */
const UPLOAD_SECONDS = 900;

const uploadKey = (inspectionId: string, sha256: string): string => `${inspectionId}/${sha256}`;

/** Where a piece of evidence lies for good. */
export const evidenceKey = (inspectionId: string, sha256: string): string => `evidence/${inspectionId}/${sha256}`;

/** Hex as S3 writes checksums. */
const base64 = (hex: string): string => Buffer.from(hex, 'hex').toString('base64');

/** An address to which exactly the bytes with that SHA-256 can be put, and the headers to send. */
export const uploadAddress = ({ uploads }: Pick<Stores, 'uploads'>, now: Instant, inspectionId: string, { sha256, contentType }: Evidence) =>
  uploads.uploadUrl({ key: uploadKey(inspectionId, sha256), sha256: base64(sha256), contentType, now }, UPLOAD_SECONDS);

/**
 * Moves uploaded evidence to where it is kept for good. Uploads vanish after days, so a result may only name what has been moved.
 * Refused: `evidence-not-uploaded`, `evidence-differs`. Moving it again changes nothing.
 */
export const keepEvidence = async (
  { uploads, evidence }: Pick<Stores, 'uploads' | 'evidence'>,
  inspectionId: string,
  pieces: readonly Evidence[],
): Promise<Result<void, Refusal>> => {
  for (const [i, { sha256 }] of pieces.entries()) {
    const pointer = `/evidence/${i}`;
    const kept = evidenceKey(inspectionId, sha256);
    if ((await evidence.head(kept))?.sha256 === base64(sha256)) continue;
    const uploaded = await uploads.head(uploadKey(inspectionId, sha256));
    if (uploaded === undefined) return refuse('evidence-not-uploaded', { pointer, facts: { sha256 } });
    if (uploaded.sha256 !== base64(sha256)) return refuse('evidence-differs', { pointer, facts: { sha256 } });
    await evidence.copyFrom(uploads, uploadKey(inspectionId, sha256), kept);
  }
  return ok(undefined);
};
