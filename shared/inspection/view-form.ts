import type { Person } from '../identity/actor.ts';
import type { Refusal } from '../kernel/refusal.ts';
import { ok, type Result } from '../kernel/result.ts';
import type { Stores } from '../store/record.ts';
import { formsOf, loadForm, pageOfForms } from './form-store.ts';
import type { Form } from './form.ts';
import { settleReplacements } from './settle-replacements.ts';
import { checkSight, shownTo, sightOf } from './sight.ts';

type Reading = Pick<Stores, 'registry' | 'lifecycle'>;

/** A form as it stands, substitutes drawn since included. Refused with `not-found`, also where it is none that `reader` may know of (NR-9). */
export const viewForm = async (stores: Reading, inspectionId: string, reader?: Person): Promise<Result<Form, Refusal>> => {
  const loaded = await loadForm(stores.lifecycle, inspectionId);
  if (!loaded.ok) return loaded;
  const seen = reader === undefined ? ok(undefined) : await checkSight(stores.lifecycle, reader, loaded.value);
  return seen.ok ? ok(shownTo(await settleReplacements(stores, loaded.value), reader)) : seen;
};

/** One page of a batch's forms, the same way. */
export const viewForms = async (
  stores: Reading,
  batchId: string,
  options: { readonly limit?: number | undefined; readonly cursor?: string | undefined },
  reader?: Person,
): Promise<{ readonly items: Form[]; readonly cursor?: string }> => {
  const sight = reader === undefined ? 'all' : await sightOf(stores.lifecycle, reader, batchId);
  // Of a sealed draw one's own forms come at once, few as an officer's visits are: where a page of all ends, its cursor names somebody else's.
  const page = sight === 'all' ? await pageOfForms(stores.lifecycle, batchId, options) : { items: (await formsOf(stores.lifecycle, batchId)).filter(sight) };
  return { ...page, items: await Promise.all(page.items.map(async (form) => shownTo(await settleReplacements(stores, form), reader))) };
};
