import * as z from 'zod';
import type { Stores } from '../store/record.ts';
import type { StoredItem } from '../store/item.ts';
import type { Table } from '../store/table.ts';
import { create, project, remove, replace, type Write } from '../store/write.ts';
import { openWait, type OpenWait } from './await-item.ts';

const awaitItem = openWait.extend({ token: z.string().optional(), version: z.int() });

/** An open wait with the task token that wakes it; none until the workflow has registered. */
export type AwaitItem = z.output<typeof awaitItem>;

// The list of all open waits is one partition of its own, without tokens: who may read the list can wake nothing.
const LIST = 'AWAITS';
const keyOf = (subject: string, wait: string) => ({ pk: `AWAIT#${subject}`, sk: wait });
const listKeyOf = (subject: string, wait: string) => ({ pk: LIST, sk: `${subject}#${wait}` });

/** The wait, if it is open. */
export const findAwait = async (lifecycle: Table, subject: string, wait: string): Promise<AwaitItem | undefined> => {
  const item = await lifecycle.get(keyOf(subject, wait));
  return item === undefined ? undefined : awaitItem.parse(item);
};

/** The open waits of one subject, with their tokens. */
export const awaitsOf = async (lifecycle: Table, subject: string): Promise<readonly AwaitItem[]> =>
  (await lifecycle.all({ pk: `AWAIT#${subject}` })).map((item) => awaitItem.parse(item));

/** Every open wait, without tokens. */
export const openWaits = async (lifecycle: Table): Promise<readonly OpenWait[]> =>
  (await lifecycle.all({ pk: LIST })).map((item) => openWait.parse(item));

/** The writes that put `next` in place of `before`, in its place and in the list; conditional, since a step may run twice at once. */
export const putAwait = (lifecycle: Table, before: AwaitItem | undefined, next: Omit<AwaitItem, 'version'>): Write[] => {
  const version = (before?.version ?? 0) + 1;
  const item: StoredItem = { ...keyOf(next.subject, next.wait), shape: 1, ...awaitItem.parse({ ...next, version }) };
  const write = before === undefined ? create(lifecycle, item) : replace(lifecycle, item, { version: before.version });
  return [write, project(lifecycle, { ...listKeyOf(next.subject, next.wait), shape: 1, ...openWait.parse(next) })];
};

/** Takes a wait that is over out of the record. It only ever mirrored the truth, so nothing is lost. */
export const closeAwait = async (stores: Pick<Stores, 'lifecycle' | 'transact'>, subject: string, wait: string): Promise<void> => {
  await stores.transact([remove(stores.lifecycle, keyOf(subject, wait)), remove(stores.lifecycle, listKeyOf(subject, wait))]);
};
