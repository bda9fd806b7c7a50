import type { AuditEntry } from './entry.ts';
import { GENESIS } from './entry.ts';
import type { StoredItem, Table } from '../store/table.ts';

/** The end of a stream's chain. */
export interface Head {
  readonly seq: number;
  readonly hash: string;
}

export const headKey = (stream: string) => ({ pk: `AUDIT#${stream}`, sk: 'HEAD' });
export const entryKey = (stream: string, seq: number) => ({ pk: `AUDIT#${stream}`, sk: `E#${String(seq).padStart(9, '0')}` });

/** The stream's head; seq 0 for a stream nothing was written to. */
export const readHead = async (lifecycle: Table, stream: string): Promise<Head> => {
  const item = await lifecycle.get(headKey(stream));
  return item === undefined ? { seq: 0, hash: GENESIS } : { seq: item['seq'] as number, hash: item['hash'] as string };
};

/** One page of a stream's entries, in order. */
export const readTrail = async (
  lifecycle: Table,
  stream: string,
  options: { readonly limit?: number; readonly cursor?: string } = {},
): Promise<{ readonly entries: readonly AuditEntry[]; readonly cursor?: string }> => {
  const page = await lifecycle.page({ pk: `AUDIT#${stream}`, prefix: 'E#', ...options });
  return { entries: page.items.map(toEntry), ...(page.cursor === undefined ? {} : { cursor: page.cursor }) };
};

const toEntry = ({ pk: _pk, sk: _sk, ...entry }: StoredItem): AuditEntry => entry as unknown as AuditEntry;
