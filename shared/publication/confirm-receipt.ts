import { commit } from '../audit/commit.ts';
import { refuse, type Refusal } from '../kernel/refusal.ts';
import { ok, type Result } from '../kernel/result.ts';
import type { PublicationContext } from './context.ts';
import { findReceiptOf, putReceipt } from './receipt-store.ts';
import type { Receipt } from './receipt.ts';

/** The integrator's word that a pushed result stands in its channel (GY-20). Refused: `not-found`, `receipt-already-confirmed`. */
export const confirmPush = async ({ stores, act }: PublicationContext<'lifecycle' | 'transact'>, receiptId: string): Promise<Result<Receipt, Refusal>> => {
  const before = await findReceiptOf(stores.lifecycle, receiptId);
  if (before === undefined) return refuse('not-found', { facts: { what: receiptId } });
  if (before.confirmed !== undefined) return refuse('receipt-already-confirmed');
  const by = act.actor.kind === 'person' ? act.actor.name : act.actor.step;
  const after: Receipt = { ...before, confirmed: { at: act.now, by }, version: before.version + 1 };
  const done = await commit(stores, act, { stream: `batch/${before.batchId}`, action: 'receipt.confirm', subject: `receipt/${receiptId}`, before, after }, [
    putReceipt(stores.lifecycle, after),
  ]);
  return done.ok ? ok(after) : done;
};
