import * as z from 'zod';
import { sha256 } from '../inspection/sha256.ts';
import { publicResult, type PublicResult } from './public-result.ts';

/** What a channel is sent: some published results, each under a key that stays the same however often it is sent (GY-20). */
export const pushRequest = z.object({
  channel: z.string(),
  batchId: z.string(),
  results: z.array(z.object({ key: z.string(), content: publicResult })).min(1),
});

/** What it answers: one receipt per key. */
export const pushAnswer = z.object({ receipts: z.array(z.object({ key: z.string(), receiptNo: z.string().min(1), at: z.string().optional() })) });

/** The key under which a channel knows a result. */
export const pushKey = (batchId: string, targetId: string, channel: string): string => `${batchId}/${targetId}/${channel}`;

/** Receipt numbers by target of what the channel took, and why it took no more. */
export interface PushOutcome {
  readonly receipts: ReadonlyMap<string, string>;
  readonly failure?: string;
}

/** Sends some results to the channel at `url`. What goes wrong outside is an outcome, not an exception. */
export const pushSome = async (url: string, channel: string, batchId: string, results: readonly PublicResult[]): Promise<PushOutcome> => {
  const keys = new Map(results.map(({ enterprise }) => [pushKey(batchId, enterprise.id, channel), enterprise.id]));
  const body = { channel, batchId, results: results.map((content) => ({ key: pushKey(batchId, content.enterprise.id, channel), content })) };
  try {
    const answer = await fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'idempotency-key': sha256([...keys.keys()].join('\n')) },
      body: JSON.stringify(body),
      signal: AbortSignal.timeout(30_000),
    });
    if (!answer.ok) return { receipts: new Map(), failure: `HTTP ${answer.status}` };
    const parsed = pushAnswer.safeParse(await answer.json());
    if (!parsed.success) return { receipts: new Map(), failure: 'the answer holds no receipts' };
    const receipts = new Map(parsed.data.receipts.flatMap(({ key, receiptNo }) => (keys.has(key) ? [[keys.get(key) ?? '', receiptNo] as const] : [])));
    return receipts.size === results.length ? { receipts } : { receipts, failure: `${results.length - receipts.size} receipts are missing` };
  } catch (error) {
    return { receipts: new Map(), failure: error instanceof Error ? `${error.name}: ${error.message}` : String(error) };
  }
};
