import { commit } from '../audit/commit.ts';
import { documentHash } from '../audit/entry.ts';
import { refuse, type Refusal } from '../kernel/refusal.ts';
import { ok, type Result } from '../kernel/result.ts';
import type { BulkAnswer } from './bulk.ts';
import { readDepartments } from './department-store.ts';
import type { PersonDesk } from './desk.ts';
import { enterBulk } from './enter-bulk.ts';
import { items } from './item-store.ts';
import type { Item, ItemEntry } from './item.ts';
import { judgeItem } from './judge-item.ts';
import { judgeRows } from './judge-rows.ts';
import { requireOwn } from './may-change.ts';

const STREAM = 'registry/items';

/** Enters items of the list (GY-2), all or none. Refused without legal basis (GS-1), or for another department's item. */
export const enterItems = async (desk: PersonDesk, rows: readonly ItemEntry[]): Promise<Result<BulkAnswer, Refusal>> => {
  const judged = judgeRows(rows, ({ itemId }) => itemId, await judgeFor(desk));
  if (!judged.ok) return judged;
  return enterBulk(desk, {
    kind: 'item',
    stream: () => STREAM,
    rows: judged.value.map(({ id, pointer, value }) => ({ id, pointer, record: firstVersion(value) })),
    store: items,
  });
};

/** Enters one item. The same again is answered with the item as it lies there. */
export const enterItem = async (desk: PersonDesk, entry: ItemEntry): Promise<Result<Item, Refusal>> => {
  const judged = (await judgeFor(desk))(entry);
  if (!judged.ok) return judged;
  const after = firstVersion(entry);
  const deed = { stream: STREAM, action: 'item.enter', subject: `item/${entry.itemId}`, after };
  const done = await commit(desk.stores, desk.act, deed, [items.create(desk.stores.registry, after)]);
  if (done.ok) return ok(after);
  if (done.error.code !== 'changed-meanwhile') return done;
  const current = await items.find(desk.stores.registry, entry.itemId);
  return current?.firstEntry === after.firstEntry ? ok(current) : refuse('already-entered', { pointer: '/itemId' });
};

const judgeFor = async ({ stores, act }: PersonDesk) => {
  const departments = new Map((await readDepartments(stores.registry)).map((each) => [each.code, each]));
  return (entry: ItemEntry): Result<ItemEntry, Refusal> => {
    const own = requireOwn(act.actor, 'item.change', entry.department);
    return own.ok ? judgeItem(entry, departments.get(entry.department)) : own;
  };
};

const firstVersion = (entry: ItemEntry): Item => ({ ...entry, firstEntry: documentHash(entry), version: 1 });
