import { refuse, type Refusal } from '../kernel/refusal.ts';
import { ok, type Result } from '../kernel/result.ts';
import type { StoredItem } from '../store/item.ts';
import type { Table } from '../store/table.ts';
import { create, replace, type Write } from '../store/write.ts';
import { form, partsOf, type Form, type FormStage } from './form.ts';

const PREFIX = 'FORM#';
const keyOf = (batchId: string, targetId: string) => ({ pk: `BATCH#${batchId}`, sk: `${PREFIX}${targetId}` });
const itemOf = (thing: Form): StoredItem => ({ ...keyOf(thing.batchId, thing.targetId), ...form.parse(thing) });

/** From which stages each stage may be reached; a stage may follow itself where a detail is recorded. */
export const FORM_PRIOR = {
  drawn: ['drawn'],
  noticed: ['drawn', 'noticed'],
  organised: ['noticed', 'organised'],
  inspected: ['organised', 'inspected'],
  entered: ['inspected', 'entered'],
  published: ['entered'],
  exempt: ['entered'],
  lost: ['drawn', 'noticed', 'organised', 'lost'],
} as const satisfies Record<FormStage, readonly FormStage[]>;

/** The form of an inspection; refused with `not-found` if there is none. */
export const loadForm = async (lifecycle: Table, inspectionId: string): Promise<Result<Form, Refusal<'not-found'>>> => {
  const parts = partsOf(inspectionId);
  const item = parts === undefined ? undefined : await lifecycle.get(keyOf(parts.batchId, parts.targetId));
  return item === undefined ? refuse('not-found', { facts: { what: inspectionId } }) : ok(form.parse(item));
};

/** All forms of a batch, by target id. */
export const formsOf = async (lifecycle: Table, batchId: string): Promise<readonly Form[]> =>
  (await lifecycle.all({ pk: `BATCH#${batchId}`, prefix: PREFIX })).map((item) => form.parse(item));

/** One page of a batch's forms. */
export const pageOfForms = async (
  lifecycle: Table,
  batchId: string,
  options: { readonly limit?: number | undefined; readonly cursor?: string | undefined } = {},
): Promise<{ readonly items: Form[]; readonly cursor?: string }> => {
  const page = await lifecycle.page({
    pk: `BATCH#${batchId}`,
    prefix: PREFIX,
    limit: options.limit ?? 100,
    ...(options.cursor === undefined ? {} : { cursor: options.cursor }),
  });
  return { items: page.items.map((item) => form.parse(item)), ...(page.cursor === undefined ? {} : { cursor: page.cursor }) };
};

/** The write of a new form. */
export const createForm = (lifecycle: Table, thing: Form): Write => create(lifecycle, itemOf(thing));

/** The write of `after` in place of `before`. Throws if `after.version` is not the next one or the transition is none of {@link FORM_PRIOR}. */
export const putForm = (lifecycle: Table, before: Form, after: Form): Write => {
  const stages: readonly FormStage[] = FORM_PRIOR[after.stage];
  if (after.inspectionId !== before.inspectionId || after.version !== before.version + 1) throw new Error(`not the next version of ${before.inspectionId}`);
  if (!stages.includes(before.stage)) throw new Error(`${before.inspectionId} cannot go from ${before.stage} to ${after.stage}`);
  return replace(lifecycle, itemOf(after), { version: before.version, stages });
};
