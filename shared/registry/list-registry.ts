import type { Refusal } from '../kernel/refusal.ts';
import { ok, type Result } from '../kernel/result.ts';
import type { PersonDesk } from './desk.ts';
import { inspectorPartition, inspectors, withoutPrivate } from './inspector-store.ts';
import type { Inspector, InspectorWithPrivate } from './inspector.ts';
import { found } from './found.ts';
import { ITEM_PARTITION, items } from './item-store.ts';
import type { Item } from './item.ts';
import { requireOwn } from './may-change.ts';
import { maySeeRecusal } from './may-see-recusal.ts';
import { RECUSAL_PARTITION, recusals } from './recusal-store.ts';
import type { RecordPage } from './record-store.ts';
import type { Recusal } from './recusal.ts';
import { targetPartition, targets } from './target-store.ts';
import type { Target } from './target.ts';

interface Paging {
  readonly limit?: number | undefined;
  readonly cursor?: string | undefined;
}

const PAGE = 100;

/** A page of the item list, of one department if asked; a page may then hold fewer items than it could. */
export const listItems = async ({ stores }: PersonDesk, { limit = PAGE, cursor, department }: Paging & { readonly department?: string | undefined }): Promise<Result<RecordPage<Item>, Refusal>> => {
  const page = await items.page(stores.registry, { pk: ITEM_PARTITION, limit, cursor });
  return ok({ ...page, items: page.items.filter((each) => department === undefined || each.department === department) });
};

/** A page of one bucket of the target directory. */
export const listTargets = async ({ stores }: PersonDesk, { limit = PAGE, cursor, bucket }: Paging & { readonly bucket: string }): Promise<Result<RecordPage<Target>, Refusal>> =>
  ok(await targets.page(stores.registry, { pk: targetPartition(bucket), limit, cursor }));

/** A page of a department's inspectors, without what is private (NR-11). */
export const listInspectors = async ({ stores, act }: PersonDesk, { limit = PAGE, cursor, department }: Paging & { readonly department: string }): Promise<Result<RecordPage<Inspector>, Refusal>> => {
  const own = requireOwn(act.actor, 'inspector.read', department);
  if (!own.ok) return own;
  const page = await inspectors.page(stores.registry, { pk: inspectorPartition(department), limit, cursor });
  return ok({ ...page, items: page.items.map(withoutPrivate) });
};

/** One inspector; what is private only for their own department (NR-11). */
export const lookUpInspector = async ({ stores, act }: PersonDesk, officerId: string): Promise<Result<InspectorWithPrivate, Refusal>> => {
  const record = found(await inspectors.find(stores.registry, officerId), officerId);
  if (!record.ok) return record;
  const own = requireOwn(act.actor, 'inspector.read', record.value.department);
  if (!own.ok) return own;
  return ok(act.actor.department === record.value.department ? record.value : withoutPrivate(record.value));
};

/** A page of the recusals the caller may see. */
export const listRecusals = async ({ stores, act }: PersonDesk, { limit = PAGE, cursor }: Paging): Promise<Result<RecordPage<Recusal>, Refusal>> => {
  const page = await recusals.page(stores.registry, { pk: RECUSAL_PARTITION, limit, cursor });
  return ok({ ...page, items: page.items.filter((recusal) => maySeeRecusal(act.actor, recusal)) });
};
