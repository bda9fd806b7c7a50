import { ok, type Result } from '../kernel/result.ts';
import { refuse, type Refusal } from '../kernel/refusal.ts';
import type { Json } from '../kernel/canonical-json.ts';
import type { Stores } from '../store/record.ts';
import type { StoredItem } from '../store/item.ts';
import { create, type Write } from '../store/write.ts';
import type { Act } from './act.ts';
import { sealEntry, type AuditEntry } from './entry.ts';
import { entryKey, findHead, headAtHand, headKey, type Head } from './trail.ts';
import { idempotencyWrite } from './idempotency.ts';

/** What was done, for the trail. */
export interface Deed {
  /** The chain it belongs to: `year/2026`, `batch/batch-2026-003`, `inspection/…`, `registry/…`. */
  readonly stream: string;
  readonly action: string;
  readonly subject: string;
  readonly before?: unknown;
  readonly after?: unknown;
  readonly detail?: unknown;
}

/** Somebody else changed the thing first, or the same command is being carried out at this moment. */
export type CommitRefusal = Refusal<'changed-meanwhile' | 'already-done'> & { readonly current?: StoredItem };

const ATTEMPTS = 8;

/**
 * Carries out `writes` with their audit entry, the stream's new head and, for a command with an Idempotency-Key, its receipt: all or nothing (GY-1).
 * At most 97 writes. `known`: the stream's head, where the caller read it together with the thing itself. A command that meets another in the same stream is linked behind it; one whose own conditions no longer hold is refused.
 */
export const commit = async (
  stores: Pick<Stores, 'lifecycle' | 'transact'>,
  act: Act,
  deed: Deed,
  writes: readonly Write[],
  known?: Head,
): Promise<Result<AuditEntry, CommitRefusal>> => {
  const own = [...writes, ...idempotencyWrite(stores.lifecycle, act, deed)];
  for (let attempt = 1; attempt <= ATTEMPTS; attempt++) {
    const { head, isListed } = await (attempt === 1 ? likelyHead(stores.lifecycle, deed.stream, known) : findHead(stores.lifecycle, deed.stream));
    const entry = link(head, act, deed);
    const done = await stores.transact([...own, ...chainWrites(stores.lifecycle, entry, isListed)]);
    if (done.ok) return ok(entry);
    if (done.error.index < writes.length) {
      const { current } = done.error;
      return refuse('changed-meanwhile', current === undefined ? {} : ({ current } as object));
    }
    if (done.error.index < own.length) return refuse('already-done');
  }
  throw new Error(`the audit stream ${deed.stream} stayed contended for ${ATTEMPTS} attempts`);
};

const likelyHead = async (lifecycle: Stores['lifecycle'], stream: string, known: Head | undefined): Promise<{ head: Head; isListed: boolean }> => {
  const head = known ?? (await headAtHand(lifecycle, stream));
  return { head, isListed: head.seq > 0 };
};

const link = (head: Head, act: Act, deed: Deed): AuditEntry =>
  sealEntry({
    stream: deed.stream,
    seq: head.seq + 1,
    prev: head.hash,
    at: act.now,
    actor: act.actor,
    action: deed.action,
    subject: deed.subject,
    profile: act.profile,
    ...(deed.before === undefined ? {} : { before: toJson(deed.before) }),
    ...(deed.after === undefined ? {} : { after: toJson(deed.after) }),
    ...(deed.detail === undefined ? {} : { detail: toJson(deed.detail) }),
  });

const toJson = (value: unknown): Json => JSON.parse(JSON.stringify(value)) as Json;

const chainWrites = (lifecycle: Stores['lifecycle'], entry: AuditEntry, isListed: boolean): Write[] => {
  const head: StoredItem = { ...headKey(entry.stream), seq: entry.seq, hash: entry.hash };
  return [
    create(lifecycle, { ...entryKey(entry.stream, entry.seq), ...entry }),
    !isListed
      ? create(lifecycle, head)
      : {
          table: lifecycle,
          item: {
            Put: {
              TableName: lifecycle.name,
              Item: head,
              ConditionExpression: 'seq = :seq',
              ExpressionAttributeValues: { ':seq': entry.seq - 1 },
            },
          },
        },
  ];
};
