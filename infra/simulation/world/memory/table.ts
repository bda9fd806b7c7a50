import type { Key, StoredItem } from '../../../../shared/store/item.ts';
import type { TableView } from '../record.ts';
import { bySortKey, type Stored } from './item.ts';

interface Partition {
  readonly items: Map<string, Stored>;
  /** Ascending. */
  readonly keys: string[];
}

/** What a query asks of one partition. `after`: the key to go on behind. */
export interface Range {
  readonly pk: string;
  readonly prefix: string;
  readonly reverse: boolean;
  readonly limit: number;
  readonly after: string | undefined;
}

/** Bytes a page of a query may take. */
const PAGE_BYTES = 1024 * 1024;

/** One table of memory: partitions of items ordered by their sort keys. */
export class MemoryTable implements TableView {
  private readonly held = new Map<string, Partition>();

  /** The item as it lies there. */
  at({ pk, sk }: Key): Stored | undefined {
    return this.held.get(pk)?.items.get(sk);
  }

  /** Puts an item in place of what lies there. */
  put(given: Stored): void {
    const { pk, sk } = given.item;
    let partition = this.held.get(pk);
    if (partition === undefined) this.held.set(pk, (partition = { items: new Map(), keys: [] }));
    if (!partition.items.has(sk)) partition.keys.splice(placeOf(partition.keys, sk), 0, sk);
    partition.items.set(sk, given);
  }

  /** Takes an item away, if it is there. */
  remove({ pk, sk }: Key): void {
    const partition = this.held.get(pk);
    if (partition?.items.delete(sk) !== true) return;
    partition.keys.splice(placeOf(partition.keys, sk), 1);
    if (partition.keys.length === 0) this.held.delete(pk);
  }

  /** One page: `last` is the key to go on behind, absent at the partition's end. */
  page({ pk, prefix, reverse, limit, after }: Range): { readonly items: readonly StoredItem[]; readonly last?: string } {
    const partition = this.held.get(pk);
    if (partition === undefined) return { items: [] };
    const [from, to] = boundsOf(partition.keys, prefix);
    let place = reverse ? to - 1 : from;
    if (after !== undefined) {
      const found = placeOf(partition.keys, after);
      place = reverse ? Math.min(place, found - 1) : Math.max(place, partition.keys[found] === after ? found + 1 : found);
    }
    const items: StoredItem[] = [];
    let bytes = 0;
    for (; reverse ? place >= from : place < to; place += reverse ? -1 : 1) {
      const one = partition.items.get(partition.keys[place] ?? '');
      if (one === undefined) throw new Error('a key without its item');
      if (items.length > 0 && bytes + one.bytes > PAGE_BYTES) return { items, ...lastOf(items) };
      items.push(one.item);
      bytes += one.bytes;
      if (items.length === limit) return { items, ...lastOf(items) };
    }
    return { items };
  }

  get(pk: string, sk: string): StoredItem | undefined {
    return this.at({ pk, sk })?.item;
  }

  partition(pk: string, prefix = ''): readonly StoredItem[] {
    const partition = this.held.get(pk);
    if (partition === undefined) return [];
    const [from, to] = boundsOf(partition.keys, prefix);
    return partition.keys.slice(from, to).flatMap((sk) => partition.items.get(sk)?.item ?? []);
  }

  partitions(): Iterable<string> {
    return this.held.keys();
  }

  *items(): Iterable<StoredItem> {
    for (const { keys, items } of this.held.values()) for (const sk of keys) yield (items.get(sk) as Stored).item;
  }
}

const lastOf = (items: readonly StoredItem[]): { readonly last?: string } => {
  const last = items.at(-1)?.sk;
  return last === undefined ? {} : { last };
};

/** Where `sk` lies or would lie. */
const placeOf = (keys: readonly string[], sk: string): number => {
  let low = 0;
  let high = keys.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (bySortKey(keys[middle] ?? '', sk) < 0) low = middle + 1;
    else high = middle;
  }
  return low;
};

const boundsOf = (keys: readonly string[], prefix: string): readonly [number, number] => {
  if (prefix === '') return [0, keys.length];
  const from = placeOf(keys, prefix);
  let low = from;
  let high = keys.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (keys[middle]?.startsWith(prefix) === true) low = middle + 1;
    else high = middle;
  }
  return [from, low];
};
