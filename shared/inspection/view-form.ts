import type { Refusal } from '../kernel/refusal.ts';
import { ok, type Result } from '../kernel/result.ts';
import type { Stores } from '../store/record.ts';
import { loadForm, pageOfForms } from './form-store.ts';
import type { Form } from './form.ts';
import { settleReplacements } from './settle-replacements.ts';

/** A form as it stands, substitutes drawn since included. Refused with `not-found`. */
export const viewForm = async (stores: Pick<Stores, 'registry' | 'lifecycle'>, inspectionId: string): Promise<Result<Form, Refusal>> => {
  const loaded = await loadForm(stores.lifecycle, inspectionId);
  return loaded.ok ? ok(await settleReplacements(stores, loaded.value)) : loaded;
};

/** One page of a batch's forms, the same way. */
export const viewForms = async (
  stores: Pick<Stores, 'registry' | 'lifecycle'>,
  batchId: string,
  options: { readonly limit?: number | undefined; readonly cursor?: string | undefined },
): Promise<{ readonly items: Form[]; readonly cursor?: string }> => {
  const page = await pageOfForms(stores.lifecycle, batchId, options);
  return { ...page, items: await Promise.all(page.items.map((form) => settleReplacements(stores, form))) };
};
