import type { Table } from '../store/table.ts';
import { project, type Write } from '../store/write.ts';
import { inboxItem, type InboxItem } from './inbox-item.ts';

/** The write that lays a message into its addressee's inbox. Its id says what it is, so that the same message never lies there twice. */
export const putInInbox = (lifecycle: Table, item: InboxItem): Write =>
  project(lifecycle, { pk: `INBOX#${item.addressee}`, sk: `${item.at}#${item.id}`, shape: 1, ...inboxItem.parse(item) });

/** The newest messages to any of `addressees`, newest first. */
export const readInbox = async (lifecycle: Table, addressees: readonly string[], limit: number): Promise<InboxItem[]> => {
  const pages = await Promise.all(addressees.map((addressee) => lifecycle.page({ pk: `INBOX#${addressee}`, limit, reverse: true })));
  const newestFirst = (a: InboxItem, b: InboxItem): number => (a.at < b.at ? 1 : a.at > b.at ? -1 : 0);
  return pages.flatMap(({ items }) => items.map((item) => inboxItem.parse(item))).sort(newestFirst).slice(0, limit);
};
