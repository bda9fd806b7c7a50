import type { StoredItem } from '../../../../shared/store/item.ts';

/** An item as it lies in a table: frozen, with the bytes it takes by the service's arithmetic. */
export interface Stored {
  readonly item: StoredItem;
  readonly bytes: number;
}

/** Bytes an item may take. */
export const MOST_ITEM_BYTES = 400 * 1024;

/** A frozen copy as the service would give it back: undefined members gone, −0 made 0. Throws a `TypeError` for what the marshaller refuses. */
export const stored = (given: Readonly<Record<string, unknown>>): Stored => {
  const copy = copyOf(given);
  // The outermost map costs nothing but its members.
  return { item: copy.value as StoredItem, bytes: copy.bytes - 3 - Object.keys(copy.value as object).length };
};

interface Copy {
  readonly value: unknown;
  readonly bytes: number;
}

const copyOf = (value: unknown): Copy => {
  switch (typeof value) {
    case 'string':
      return { value, bytes: Buffer.byteLength(value) };
    case 'boolean':
      return { value, bytes: 1 };
    case 'number':
      if (!Number.isFinite(value) || Math.abs(value) > Number.MAX_SAFE_INTEGER) throw new TypeError(`no number of a table: ${value}`);
      return { value: value === 0 ? 0 : value, bytes: Math.ceil(String(value).replace(/[-.]/g, '').length / 2) + 1 };
    case 'object':
      if (value === null) return { value, bytes: 1 };
      return Array.isArray(value) ? copyOfList(value) : copyOfMap(value);
    default:
      throw new TypeError(`no value of a table: ${typeof value}`);
  }
};

const copyOfList = (list: readonly unknown[]): Copy => {
  const value: unknown[] = [];
  let bytes = 3;
  for (const member of list) {
    if (member === undefined) continue;
    const copy = copyOf(member);
    value.push(copy.value);
    bytes += copy.bytes + 1;
  }
  return { value: Object.freeze(value), bytes };
};

const copyOfMap = (map: object): Copy => {
  const prototype: unknown = Object.getPrototypeOf(map);
  if (prototype !== Object.prototype && prototype !== null) throw new TypeError(`no value of a table: ${map.constructor.name}`);
  const value: Record<string, unknown> = {};
  let bytes = 3;
  for (const [name, member] of Object.entries(map)) {
    if (member === undefined) continue;
    const copy = copyOf(member);
    value[name] = copy.value;
    bytes += Buffer.byteLength(name) + copy.bytes + 1;
  }
  return { value: Object.freeze(value), bytes };
};

/** The order of sort keys: by their UTF-8 bytes, which is the order of code points and not that of JavaScript. */
export const bySortKey = (a: string, b: string): number => {
  if (a === b) return 0;
  if (!BEYOND_BMP.test(a) && !BEYOND_BMP.test(b)) return a < b ? -1 : 1;
  return Buffer.compare(Buffer.from(a), Buffer.from(b));
};

const BEYOND_BMP = /[\ud800-\udfff]/;
