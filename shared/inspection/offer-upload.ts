import { commit } from '../audit/commit.ts';
import type { Refusal } from '../kernel/refusal.ts';
import { ok, type Result } from '../kernel/result.ts';
import type { PersonInspectionContext } from './context.ts';
import { uploadAddress } from './evidence-files.ts';
import { createBrought, hasBrought } from './evidence-store.ts';
import { loadForm } from './form-store.ts';
import type { Evidence } from './form.ts';
import { ownTask } from './part-rule.ts';
import { checkSight } from './sight.ts';
import { inStage } from './stage-rule.ts';

/** An upload, ready to be made. */
export interface Upload {
  readonly url: string;
  readonly headers: Record<string, string>;
  readonly evidence: Evidence;
}

/**
 * Offers an address to upload a piece of evidence to, and records for whom (BY-3); the form changes only when a result or a loss names the piece. Asked again, it offers a new
 * address. Refused: `not-found`, `not-in-visit`, `form-not-in-stage`.
 */
export const offerUpload = async ({ stores, act }: PersonInspectionContext, inspectionId: string, evidence: Evidence): Promise<Result<Upload, Refusal>> => {
  const loaded = await loadForm(stores.lifecycle, inspectionId);
  if (!loaded.ok) return loaded;
  const seen = await checkSight(stores.lifecycle, act.actor, loaded.value);
  if (!seen.ok) return seen;
  const own = ownTask(loaded.value, act.actor, 'inspection.record');
  if (!own.ok) return own;
  const staged = inStage(loaded.value, 'drawn', 'noticed', 'organised', 'inspected');
  if (!staged.ok) return staged;
  await recordBringer({ stores, act }, inspectionId, evidence);
  const { url, headers } = await uploadAddress(stores, act.now, inspectionId, evidence);
  return ok({ url, headers: { ...headers }, evidence });
};

const recordBringer = async ({ stores, act }: Pick<PersonInspectionContext, 'stores' | 'act'>, inspectionId: string, evidence: Evidence): Promise<void> => {
  const { sub, name } = act.actor;
  if (await hasBrought(stores.lifecycle, inspectionId, evidence.sha256, sub)) return;
  const piece = { shape: 1, inspectionId, ...evidence, by: { sub, name }, at: act.now, version: 1 } as const;
  // Without its Idempotency-Key: an address lasts minutes, so a repetition is answered with a new one, and none is kept in the record.
  const { idempotency: _, ...once } = act;
  const deed = { stream: `inspection/${inspectionId}`, action: 'inspection.evidence', subject: `evidence/${inspectionId}/${evidence.sha256}/${sub}`, after: piece };
  // Refused only where the same person asked at the same moment: then it stands there.
  await commit(stores, once, deed, [createBrought(stores.lifecycle, piece)]);
};
