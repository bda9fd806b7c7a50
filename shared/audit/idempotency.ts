import { epochMs } from '../kernel/instant.ts';
import { refuse, type Refusal } from '../kernel/refusal.ts';
import { ok, type Result } from '../kernel/result.ts';
import type { Stores } from '../store/record.ts';
import type { Table } from '../store/table.ts';
import { create, type Write } from '../store/write.ts';
import type { Act } from './act.ts';

/** What a command with an Idempotency-Key left behind: enough to answer its repetition in the same words. */
export interface Receipt {
  readonly request: string;
  readonly after: unknown;
}

const LIFETIME_S = 7 * 86_400;

const keyOf = (sub: string, key: string) => ({ pk: `IDEMPOTENCY#${sub}`, sk: key });

/** The receipt's write for a command of a person with an Idempotency-Key; nothing otherwise. */
export const idempotencyWrite = (lifecycle: Table, act: Act, deed: { readonly after?: unknown }): Write[] => {
  if (act.idempotency === undefined || act.actor.kind !== 'person') return [];
  const { key, request } = act.idempotency;
  return [
    create(lifecycle, {
      ...keyOf(act.actor.sub, key),
      request,
      after: deed.after ?? null,
      expiresAt: Math.floor(epochMs(act.now) / 1000) + LIFETIME_S,
    }),
  ];
};

/**
 * Leaves the receipt of a command that found its effect there already, as when two colleagues hand in the same signature: its repetition
 * is answered with `after` too, even when the thing has moved on by then. Refused with `already-done` if the key has a receipt.
 */
export const receiveAgain = async (stores: Pick<Stores, 'lifecycle' | 'transact'>, act: Act, after: unknown): Promise<Result<void, Refusal<'already-done'>>> => {
  const writes = idempotencyWrite(stores.lifecycle, act, { after });
  if (writes.length === 0) return ok(undefined);
  const done = await stores.transact(writes);
  return done.ok ? done : refuse('already-done');
};

/** The receipt of an earlier command with this key by the same person. */
export const findReceipt = async (lifecycle: Table, sub: string, key: string): Promise<Receipt | undefined> => {
  const item = await lifecycle.get(keyOf(sub, key));
  return item === undefined ? undefined : { request: item['request'] as string, after: item['after'] };
};
