import type * as z from 'zod';
import type { Key, StoredItem } from '../store/item.ts';
import type { Table } from '../store/table.ts';
import { create, replace, type Write } from '../store/write.ts';

/** One kind of record of the registry: parsed by its schema on the way in and out, its version one higher with each change. */
export interface RecordStore<Id, Stored extends { readonly version: number }> {
  find(registry: Table, id: Id): Promise<Stored | undefined>;
  page(registry: Table, query: { readonly pk: string; readonly limit?: number | undefined; readonly cursor?: string | undefined }): Promise<RecordPage<Stored>>;
  all(registry: Table, pk: string): Promise<Stored[]>;
  create(registry: Table, record: Stored): Write;
  /** Writes `record` in place of the version before. */
  replace(registry: Table, record: Stored): Write;
}

/** One page of records; `cursor`, if present, continues it. */
export interface RecordPage<Stored> {
  readonly items: Stored[];
  readonly cursor?: string;
}

const SHAPE = 1;

/** The store of the records that `schema` describes, each lying at `keyOf` its id. Throws on a stored record of an unknown shape. */
export const recordStore = <Id, Schema extends z.ZodType<{ readonly version: number }>>(given: {
  readonly schema: Schema;
  readonly idOf: (record: z.output<Schema>) => Id;
  readonly keyOf: (id: Id) => Key;
}): RecordStore<Id, z.output<Schema>> => {
  type Stored = z.output<Schema>;
  const toItem = (record: Stored): StoredItem => ({ ...given.schema.parse(record), ...given.keyOf(given.idOf(record)), shape: SHAPE });
  const fromItem = (item: StoredItem): Stored => {
    if (item['shape'] !== SHAPE) throw new TypeError(`${item.pk}/${item.sk} has shape ${String(item['shape'])}, not ${SHAPE}`);
    return given.schema.parse(item);
  };

  return {
    find: async (registry, id) => {
      const item = await registry.get(given.keyOf(id));
      return item === undefined ? undefined : fromItem(item);
    },
    page: async (registry, { pk, limit, cursor }) => {
      const page = await registry.page({ pk, ...(limit === undefined ? {} : { limit }), ...(cursor === undefined ? {} : { cursor }) });
      return { items: page.items.map(fromItem), ...(page.cursor === undefined ? {} : { cursor: page.cursor }) };
    },
    all: async (registry, pk) => (await registry.all({ pk })).map(fromItem),
    create: (registry, record) => create(registry, toItem(record)),
    replace: (registry, record) => replace(registry, toItem(record), { version: record.version - 1 }),
  };
};
