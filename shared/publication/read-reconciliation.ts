import { formsOf } from '../inspection/form-store.ts';
import type { Form } from '../inspection/form.ts';
import type { Refusal } from '../kernel/refusal.ts';
import { ok, type Result } from '../kernel/result.ts';
import { loadBatch } from '../plan/batch-store.ts';
import type { Batch, Reconciliation } from '../plan/batch.ts';
import type { PublicationContext } from './context.ts';
import { receiptsOf } from './receipt-store.ts';
import { reconcileForms } from './reconcile-forms.ts';

/** A batch laid side by side with its forms and receipts. */
export interface SideBySide {
  readonly batch: Batch;
  readonly forms: readonly Form[];
  readonly reconciliation: Reconciliation;
}

/** Counts a batch anew from the record. A batch not drawn yet has drawn nothing. */
export const readReconciliation = async ({ stores, profile }: Pick<PublicationContext<'lifecycle'>, 'stores' | 'profile'>, batchId: string): Promise<Result<SideBySide, Refusal>> => {
  const loaded = await loadBatch(stores.lifecycle, batchId);
  if (!loaded.ok) return loaded;
  const batch = loaded.value;
  const forms = await formsOf(stores.lifecycle, batchId);
  const receipts = await Promise.all(
    profile.publication.channels.map(async ({ id }) => [id, (await receiptsOf(stores.lifecycle, batchId, id)).length] as const),
  );
  return ok({ batch, forms, reconciliation: reconcileForms('drawnCount' in batch ? batch.drawnCount : 0, forms, Object.fromEntries(receipts)) });
};
