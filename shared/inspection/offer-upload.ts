import type { Refusal } from '../kernel/refusal.ts';
import { ok, type Result } from '../kernel/result.ts';
import type { PersonInspectionContext } from './context.ts';
import { uploadAddress } from './evidence-files.ts';
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

/** Offers an address to upload a piece of evidence to; the record changes only when a result names it. Refused: `not-in-visit`, `form-not-in-stage`. */
export const offerUpload = async ({ stores, act }: PersonInspectionContext, inspectionId: string, evidence: Evidence): Promise<Result<Upload, Refusal>> => {
  const loaded = await loadForm(stores.lifecycle, inspectionId);
  if (!loaded.ok) return loaded;
  const seen = await checkSight(stores.lifecycle, act.actor, loaded.value);
  if (!seen.ok) return seen;
  const own = ownTask(loaded.value, act.actor, 'inspection.record');
  if (!own.ok) return own;
  const staged = inStage(loaded.value, 'drawn', 'noticed', 'organised', 'inspected');
  if (!staged.ok) return staged;
  const { url, headers } = await uploadAddress(stores, act.now, inspectionId, evidence);
  return ok({ url, headers: { ...headers }, evidence });
};
