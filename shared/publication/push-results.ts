import { commit } from '../audit/commit.ts';
import { chunks } from '../inspection/chunks.ts';
import { refuse, type Refusal } from '../kernel/refusal.ts';
import { ok, type Result } from '../kernel/result.ts';
import { pushSome, type PushOutcome } from './channel.ts';
import type { PublicationContext } from './context.ts';
import type { PublicResult } from './public-result.ts';
import { createAttempt, createReceipt, isRecorded, receiptsOf } from './receipt-store.ts';
import { publicResultsOf } from './result-store.ts';

type Context = PublicationContext<'lifecycle' | 'publication' | 'transact'>;

/** Which batch goes to which channel, and the channel's address. `retry`: how often this was tried before without getting through. */
export interface Push {
  readonly batchId: string;
  readonly channel: string;
  readonly retry: number;
  readonly url: string;
}

/** What the channel has confirmed so far. */
export interface Pushed {
  readonly batchId: string;
  readonly channel: string;
  readonly receipts: number;
}

const RESULTS_A_CALL = 50;

/**
 * Pushes what is published to a channel of the profile and keeps a receipt for each result; what has a receipt is not pushed again (GY-20).
 * Refused: `channel-unknown`, `channel-unavailable` once everything the channel did take is stored and the failure is recorded,
 * `changed-meanwhile` if another run of the same step recorded first.
 */
export const pushResults = async (context: Context, push: Push): Promise<Result<Pushed, Refusal>> => {
  const { batchId, channel, url } = push;
  const { stores, profile } = context;
  if (!profile.publication.channels.some(({ id }) => id === channel)) return refuse('channel-unknown', { facts: { channel } });
  const receipted = new Set((await receiptsOf(stores.lifecycle, batchId, channel)).map(({ targetId }) => targetId));
  const results = await publicResultsOf(stores.publication, batchId);
  const due = results.filter(({ enterprise }) => !receipted.has(enterprise.id));
  for (const some of chunks(due, RESULTS_A_CALL)) {
    const outcome = await pushSome(url, channel, batchId, some);
    const recorded = await record(context, push, some, outcome);
    if (!recorded.ok) return recorded;
    if (outcome.failure !== undefined) return refuse('channel-unavailable', { facts: { channel, failure: outcome.failure } });
  }
  return ok({ batchId, channel, receipts: results.length });
};

const record = async ({ stores, act }: Context, { batchId, channel, retry }: Push, sent: readonly PublicResult[], { receipts, failure }: PushOutcome): Promise<Result<void, Refusal>> => {
  const { lifecycle } = stores;
  const attempt = { channel, at: act.now, retry, sent: sent.length, received: receipts.size, ...(failure === undefined ? {} : { failure }) };
  const call = { batchId, attempt, first: sent[0]?.enterprise.id ?? '' };
  // [GY-1] The same try, run again after a kill: the failure stands in the trail once.
  if (failure !== undefined && receipts.size === 0 && (await isRecorded(lifecycle, call))) return ok(undefined);
  const done = await commit(stores, act, { stream: `batch/${batchId}`, action: failure === undefined ? 'result.push' : 'result.push-failed', subject: `batch/${batchId}`, detail: attempt }, [
    createAttempt(lifecycle, call),
    ...[...receipts].map(([targetId, receiptNo]) => createReceipt(lifecycle, { batchId, targetId, channel, receiptNo, at: act.now })),
  ]);
  return done.ok ? ok(undefined) : done;
};
