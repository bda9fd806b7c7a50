import { commit } from '../audit/commit.ts';
import { refuse, type Refusal } from '../kernel/refusal.ts';
import { ok, type Result } from '../kernel/result.ts';
import { departments } from './department-store.ts';
import type { PersonDesk } from './desk.ts';
import { items } from './item-store.ts';
import type { Item, ItemContent } from './item.ts';
import { judgeItem } from './judge-item.ts';
import { requireOwn, requireVersion } from './may-change.ts';

/** What is asked: which item, its whole new content, the version it rests on. */
export interface ChangeItem {
  readonly params: { readonly itemId: string };
  readonly body: ItemContent;
  readonly ifMatch?: number;
}

/** Changes an item; neither the old nor the new department may be another's. */
export const changeItem = async ({ stores, act }: PersonDesk, { params, body, ifMatch }: ChangeItem): Promise<Result<Item, Refusal>> => {
  const before = await items.find(stores.registry, params.itemId);
  if (before === undefined) return refuse('not-found', { facts: { what: params.itemId } });
  for (const department of [before.department, body.department]) {
    const own = requireOwn(act.actor, 'item.change', department);
    if (!own.ok) return own;
  }
  const current = requireVersion(before.version, ifMatch);
  if (!current.ok) return current;
  const judged = judgeItem(body, await departments.find(stores.registry, body.department));
  if (!judged.ok) return judged;

  const after: Item = { ...judged.value, itemId: before.itemId, firstEntry: before.firstEntry, version: before.version + 1 };
  const deed = { stream: 'registry/items', action: 'item.change', subject: `item/${after.itemId}`, before, after };
  const done = await commit(stores, act, deed, [items.replace(stores.registry, after)]);
  return done.ok ? ok(after) : done;
};
