import * as z from 'zod';
import type { StoredItem } from '../store/item.ts';
import type { Table } from '../store/table.ts';
import { create, replace, type Write } from '../store/write.ts';
import { succession, type Succession } from './succession.ts';

const stored = succession.extend({ version: z.int() });

/** The latest succession of a thing, as it lies in the record. */
export type StoredSuccession = z.output<typeof stored>;

const keyOf = (subject: string) => ({ pk: `SUCCESSION#${subject}`, sk: 'LATEST' });

/** The latest succession of `subject`; none while its first execution carries it. Those before it are in the audit trail. */
export const findSuccession = async (lifecycle: Table, subject: string): Promise<StoredSuccession | undefined> => {
  const item = await lifecycle.get(keyOf(subject));
  return item === undefined ? undefined : stored.parse(item);
};

/** The write that puts `next` in place of `before`: only one of two that want to succeed the same execution is stored. */
export const putSuccession = (lifecycle: Table, before: StoredSuccession | undefined, next: Succession): Write => {
  const item: StoredItem = { ...keyOf(next.subject), shape: 1, ...stored.parse({ ...next, version: (before?.version ?? 0) + 1 }) };
  return before === undefined ? create(lifecycle, item) : replace(lifecycle, item, { version: before.version });
};
