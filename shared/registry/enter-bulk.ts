import { commit } from '../audit/commit.ts';
import { documentHash } from '../audit/entry.ts';
import { inParallel } from '../kernel/in-parallel.ts';
import type { Json } from '../kernel/canonical-json.ts';
import { refuse, type Refusal } from '../kernel/refusal.ts';
import { ok, type Result } from '../kernel/result.ts';
import type { BulkAnswer } from './bulk.ts';
import type { Desk } from './desk.ts';
import type { RecordStore } from './record-store.ts';

/** A record that remembers the hash of the row it was first entered with. */
interface Entered {
  readonly firstEntry: string;
  readonly version: number;
}

/** A bulk of judged records, each with its id and the pointer of its row. */
export interface Bulk<Stored extends Entered> {
  readonly kind: 'item' | 'target' | 'inspector' | 'expert';
  readonly stream: (rows: readonly { readonly id: string }[]) => string;
  readonly rows: readonly { readonly id: string; readonly pointer: string; readonly record: Stored }[];
  readonly store: RecordStore<string, Stored>;
}

const ATTEMPTS = 3;

/**
 * Enters all rows in one transaction with one audit entry that holds the hash of the change document and the ids.
 * A row that lies there from the same entry is left alone, whatever happened to it since, so that a bulk can be sent again;
 * one that lies there from another entry refuses the bulk with `already-entered`.
 */
export const enterBulk = async <Stored extends Entered>({ stores, act }: Desk, bulk: Bulk<Stored>): Promise<Result<BulkAnswer, Refusal>> => {
  const twice = repeated(bulk.rows);
  if (twice.length > 0) return refuse('bulk-duplicate', { errors: twice.map(({ id, pointer }) => ({ pointer, detail: id })) });

  const document = documentHash(bulk.rows.map(({ record }) => record.firstEntry) as Json);
  let fresh = bulk.rows;
  for (let attempt = 1; attempt <= ATTEMPTS; attempt++) {
    const answer: BulkAnswer = { document, created: fresh.length, unchanged: bulk.rows.length - fresh.length };
    if (fresh.length === 0) return ok(answer);
    const done = await commit(
      stores,
      act,
      {
        stream: bulk.stream(bulk.rows),
        action: `${bulk.kind}.enter`,
        subject: `${bulk.kind}s/${document}`,
        after: answer,
        detail: { document, ids: fresh.map(({ id }) => id) },
      },
      fresh.map(({ record }) => bulk.store.create(stores.registry, record)),
    );
    if (done.ok) return ok(answer);
    if (done.error.code !== 'changed-meanwhile') return done;

    const found = await inParallel(fresh, 16, ({ id }) => bulk.store.find(stores.registry, id));
    const foreign = fresh.filter(({ record }, i) => found[i] !== undefined && found[i].firstEntry !== record.firstEntry);
    if (foreign.length > 0) return refuse('already-entered', { errors: foreign.map(({ id, pointer }) => ({ pointer, detail: id })) });
    fresh = fresh.filter((_, i) => found[i] === undefined);
  }
  return refuse('changed-meanwhile');
};

const repeated = <Row extends { readonly id: string }>(rows: readonly Row[]): readonly Row[] => {
  const seen = new Set<string>();
  return rows.filter(({ id }) => seen.size === seen.add(id).size);
};
