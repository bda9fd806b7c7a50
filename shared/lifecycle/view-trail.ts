import type { AuditEntry } from '../audit/entry.ts';
import { entryKey, readHead, readTrail, type Head } from '../audit/trail.ts';
import { verifyTrail, type Fault } from '../audit/verify.ts';
import { ok, type Result } from '../kernel/result.ts';
import type { Stores } from '../store/record.ts';
import type { Table } from '../store/table.ts';

/** A page of a stream with the state of its verification. */
export interface TrailView {
  items: AuditEntry[];
  cursor?: string;
  head: Head;
  verification: { intact: boolean; faults: Fault[] };
}

/** Which page of which stream. */
export interface TrailQuery {
  readonly stream: string;
  readonly limit?: number | undefined;
  readonly cursor?: string | undefined;
}

/** One page of a stream of the trail, verified against the entry before it and, if it is the last page, against the head (GY-1). */
export const viewTrail = async (stores: Pick<Stores, 'lifecycle'>, query: TrailQuery): Promise<Result<TrailView, never>> => {
  const first = await readPage(stores.lifecycle, query);
  // An entry behind the head may have been written between the two reads; a second look tells it from a forged one.
  return ok(first.verification.faults.some(({ kind }) => kind === 'beyond-head') ? await readPage(stores.lifecycle, query) : first);
};

const readPage = async (lifecycle: Table, { stream, limit = 100, cursor: from }: TrailQuery): Promise<TrailView> => {
  const head = await readHead(lifecycle, stream);
  const { entries, cursor: next } = await readTrail(lifecycle, stream, { limit, ...(from === undefined ? {} : { cursor: from }) });
  const before = from === undefined ? [] : await entryBefore(lifecycle, stream, entries[0]);
  // A full page that ends the stream comes with a cursor to nothing.
  const cursor = entries.at(-1)?.seq === head.seq ? undefined : next;
  const endsHere = cursor === undefined && (from === undefined || entries.length > 0);
  const { faults } = verifyTrail([...before, ...entries], endsHere ? head : undefined);
  // The entry before was judged with its own page.
  const own = faults.filter(({ seq }) => seq !== before[0]?.seq);
  return {
    items: [...entries],
    ...(cursor === undefined ? {} : { cursor }),
    head,
    verification: { intact: own.length === 0, faults: own },
  };
};

const entryBefore = async (lifecycle: Table, stream: string, first: AuditEntry | undefined): Promise<AuditEntry[]> => {
  const item = first === undefined ? undefined : await lifecycle.get(entryKey(stream, first.seq - 1));
  if (item === undefined) return [];
  const { pk: _pk, sk: _sk, ...entry } = item;
  return [entry as unknown as AuditEntry];
};
