import * as z from 'zod';
import { readLedger } from '../draw/freezing/visit-ledger-store.ts';
import { partnersOf } from '../draw/freezing/visit-ledger.ts';
import type { Person } from '../identity/actor.ts';
import type { Refusal } from '../kernel/refusal.ts';
import { ok, type Result } from '../kernel/result.ts';
import type { Table } from '../store/table.ts';
import { form, type Form } from './form.ts';
import { loadForm } from './form-store.ts';
import { checkSight, shownTo } from './sight.ts';

/** One visit to an enterprise as those who make it and those who receive it see it: the forms of all batches that share it, with all items (GS-6). */
export const visitSheet = z.object({
  year: z.int(),
  targetId: z.string(),
  /** The day agreed on, once it is. */
  visitOn: z.string().nullable(),
  visitedOn: z.string().nullable(),
  /** The one asked for first. */
  forms: z.array(form).min(1),
});

export type VisitSheet = z.output<typeof visitSheet>;

/** The forms of other batches that share this form's visit. */
export const formsTogether = async (lifecycle: Table, { year, targetId, inspectionId }: Pick<Form, 'year' | 'targetId' | 'inspectionId'>): Promise<readonly Form[]> => {
  const partners = partnersOf(await readLedger(lifecycle, year, targetId), inspectionId);
  const loaded = await Promise.all(partners.map((partner) => loadForm(lifecycle, partner.inspectionId)));
  return loaded.flatMap((each) => (each.ok ? [each.value] : []));
};

/** The sheet of a form's visit; refused with `not-found`, also where the form is none that `reader` may know of (NR-9). */
export const viewVisit = async (lifecycle: Table, inspectionId: string, reader?: Person): Promise<Result<VisitSheet, Refusal>> => {
  const loaded = await loadForm(lifecycle, inspectionId);
  if (!loaded.ok) return loaded;
  const seen = reader === undefined ? ok(undefined) : await checkSight(lifecycle, reader, loaded.value);
  if (!seen.ok) return seen;
  const forms = [loaded.value, ...(await formsTogether(lifecycle, loaded.value))];
  const dayOf = (name: 'visitOn' | 'visitedOn'): string | null => forms.map((each) => (name in each ? (each as { readonly [day in typeof name]?: string })[name] : undefined)).find((day) => day !== undefined) ?? null;
  return ok({ year: loaded.value.year, targetId: loaded.value.targetId, visitOn: dayOf('visitOn'), visitedOn: dayOf('visitedOn'), forms: forms.map((each) => shownTo(each, reader)) });
};
