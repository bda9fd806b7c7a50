import type { AuditEntry } from './entry.ts';
import { GENESIS } from './entry.ts';
import type { StoredItem } from '../store/item.ts';
import { cursorAfter, type Page, type Table } from '../store/table.ts';

/** The end of a stream's chain. */
export interface Head {
  readonly seq: number;
  readonly hash: string;
}

/** A stream by name, with its end. */
export interface StreamHead extends Head {
  readonly stream: string;
}

// All heads lie beside each other, so that a day's checkpoint reads them without knowing the streams. Each is an item of its own: streams do not wait for each other.
const HEADS = 'AUDIT-HEADS';

export const headKey = (stream: string) => ({ pk: HEADS, sk: stream });
export const entryKey = (stream: string, seq: number) => ({ pk: `AUDIT#${stream}`, sk: `E#${String(seq).padStart(9, '0')}` });

// Where heads lay before they lay together. One is read there until the stream's next entry.
const formerHeadKey = (stream: string) => ({ pk: `AUDIT#${stream}`, sk: 'HEAD' });

/** The stream's head; seq 0 for a stream nothing was written to. */
export const readHead = async (lifecycle: Table, stream: string): Promise<Head> => (await findHead(lifecycle, stream)).head;

/**
 * The stream's head as it lies among the heads, in one read: for a command that is about to write. A stream without an entry since heads lie
 * together counts as empty; `commit` notices and looks further.
 */
export const headAtHand = async (lifecycle: Table, stream: string): Promise<Head> => toHead(await lifecycle.get(headKey(stream)));

/** The stream's head, and whether it lies among the heads. */
export const findHead = async (lifecycle: Table, stream: string): Promise<{ readonly head: Head; readonly isListed: boolean }> => {
  const listed = await lifecycle.get(headKey(stream));
  return listed === undefined ? { head: toHead(await lifecycle.get(formerHeadKey(stream))), isListed: false } : { head: toHead(listed), isListed: true };
};

/** The heads of all streams, by name. */
export const allHeads = async (lifecycle: Table): Promise<readonly StreamHead[]> => (await lifecycle.all({ pk: HEADS })).map(toStreamHead);

/** One page of the heads, by name. */
export const pageOfHeads = async (
  lifecycle: Table,
  options: { readonly limit?: number; readonly cursor?: string } = {},
): Promise<{ readonly heads: readonly StreamHead[]; readonly cursor?: string }> => {
  const { items, cursor }: Page = await lifecycle.page({ pk: HEADS, ...options });
  return { heads: items.map(toStreamHead), ...(cursor === undefined ? {} : { cursor }) };
};

/** One page of a stream's entries, in order; `after`: only those of higher numbers. */
export const readTrail = async (
  lifecycle: Table,
  stream: string,
  { after = 0, ...options }: { readonly after?: number; readonly limit?: number; readonly cursor?: string } = {},
): Promise<{ readonly entries: readonly AuditEntry[]; readonly cursor?: string }> => {
  const from = after === 0 ? {} : { cursor: cursorAfter(entryKey(stream, after).sk) };
  const page = await lifecycle.page({ pk: `AUDIT#${stream}`, prefix: 'E#', ...from, ...options });
  return { entries: page.items.map(toEntry), ...(page.cursor === undefined ? {} : { cursor: page.cursor }) };
};

const toEntry = ({ pk: _pk, sk: _sk, ...entry }: StoredItem): AuditEntry => entry as unknown as AuditEntry;

const toHead = (item: StoredItem | undefined): Head => (item === undefined ? { seq: 0, hash: GENESIS } : { seq: item['seq'] as number, hash: item['hash'] as string });

const toStreamHead = (item: StoredItem): StreamHead => ({ stream: item.sk, ...toHead(item) });
