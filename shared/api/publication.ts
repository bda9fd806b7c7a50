import * as z from 'zod';
import { reconciliation } from '../plan/batch.ts';
import { pushAttempt, receipt } from '../publication/receipt.ts';
import { endpoint } from './define.ts';

const batch = z.object({ batchId: z.string() });

export const getReconciliation = endpoint({
  name: 'getReconciliation',
  method: 'GET',
  path: '/v1/batches/{batchId}/reconciliation',
  action: 'publication.read',
  summary: { zh: '核对：抽取 = 公示 + 免公示 + 未完', en: 'Reconciliation: drawn = published + exempt + open' },
  params: batch,
  answer: reconciliation.extend({ batchId: z.string(), organisedLate: z.array(z.string()), enteredLate: z.array(z.string()), exemptions: z.array(z.string()) }),
});

export const listReceipts = endpoint({
  name: 'listReceipts',
  method: 'GET',
  path: '/v1/batches/{batchId}/receipts',
  action: 'publication.read',
  summary: { zh: '列出公示渠道的回执', en: "List the channels' receipts" },
  params: batch,
  query: z.object({ limit: z.coerce.number().int().min(1).max(200).optional(), cursor: z.string().optional() }),
  answer: z.object({ items: z.array(receipt), attempts: z.array(pushAttempt), cursor: z.string().optional() }),
});

export const confirmReceipt = endpoint({
  name: 'confirmReceipt',
  method: 'POST',
  path: '/v1/receipts/{receiptId}/confirmation',
  action: 'receipt.confirm',
  summary: { zh: '对接系统确认结果已在渠道上可见', en: 'Confirm that a result stands in its channel' },
  params: z.object({ receiptId: z.string() }),
  answer: receipt,
});
