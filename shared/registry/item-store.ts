import type { Table } from '../store/table.ts';
import { item, type Item } from './item.ts';
import { recordStore } from './record-store.ts';

/** The partition of the item list. */
export const ITEM_PARTITION = 'ITEM';

/** The item list (抽查事项清单). */
export const items = recordStore({ schema: item, idOf: ({ itemId }) => itemId, keyOf: (itemId: string) => ({ pk: ITEM_PARTITION, sk: itemId }) });

/** The whole list, by id. */
export const readItems = (registry: Table): Promise<Item[]> => items.all(registry, ITEM_PARTITION);
