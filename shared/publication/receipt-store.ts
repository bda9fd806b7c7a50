import type { Table } from '../store/table.ts';
import { create, replace, type Write } from '../store/write.ts';
import { pushAttempt, receipt, receiptIdOf, type PushAttempt, type Receipt } from './receipt.ts';

const keyOf = ({ batchId, channel, targetId }: Pick<Receipt, 'batchId' | 'channel' | 'targetId'>) => ({ pk: `BATCH#${batchId}`, sk: `RECEIPT#${channel}#${targetId}` });

/** A channel's receipts of a batch. */
export const receiptsOf = async (lifecycle: Table, batchId: string, channel: string): Promise<readonly Receipt[]> =>
  (await lifecycle.all({ pk: `BATCH#${batchId}`, prefix: `RECEIPT#${channel}#` })).map((item) => receipt.parse(item));

/** One page of a batch's receipts, by channel and target. */
export const pageOfReceipts = async (
  lifecycle: Table,
  batchId: string,
  { limit = 100, cursor }: { readonly limit?: number | undefined; readonly cursor?: string | undefined },
): Promise<{ readonly items: Receipt[]; readonly cursor?: string }> => {
  const page = await lifecycle.page({ pk: `BATCH#${batchId}`, prefix: 'RECEIPT#', limit, ...(cursor === undefined ? {} : { cursor }) });
  return { items: page.items.map((item) => receipt.parse(item)), ...(page.cursor === undefined ? {} : { cursor: page.cursor }) };
};

/** The receipt of that id, or undefined. */
export const findReceiptOf = async (lifecycle: Table, receiptId: string): Promise<Receipt | undefined> => {
  const [batchId = '', targetId = '', channel = ''] = receiptId.split(':');
  const item = await lifecycle.get(keyOf({ batchId, targetId, channel }));
  return item === undefined ? undefined : receipt.parse(item);
};

/** The write of a new receipt. */
export const createReceipt = (lifecycle: Table, thing: Omit<Receipt, 'shape' | 'version' | 'receiptId'>): Write =>
  create(lifecycle, { ...keyOf(thing), ...receipt.parse({ ...thing, shape: 1, version: 1, receiptId: receiptIdOf(thing.batchId, thing.targetId, thing.channel) }) });

/** The write of a receipt in place of the version before. */
export const putReceipt = (lifecycle: Table, after: Receipt): Write =>
  replace(lifecycle, { ...keyOf(after), ...receipt.parse(after) }, { version: after.version - 1 });

/** Every push that was tried for a batch, in order of time. */
export const attemptsOf = async (lifecycle: Table, batchId: string): Promise<PushAttempt[]> =>
  (await lifecycle.all({ pk: `BATCH#${batchId}`, prefix: 'PUSH#' })).map((item) => pushAttempt.parse(item)).sort((a, b) => (a.at === b.at ? a.retry - b.retry : a.at < b.at ? -1 : 1));

/** Which call a push was: one try of the workflow calls once for the results from `first` on, and it gets through or it does not. */
export interface Call {
  readonly batchId: string;
  readonly first: string;
  readonly attempt: PushAttempt;
}

const keyOfCall = ({ batchId, first, attempt: { channel, at, retry, failure } }: Call) => ({
  pk: `BATCH#${batchId}`,
  sk: `PUSH#${channel}#${at}#${String(retry).padStart(3, '0')}#${failure === undefined ? 'taken' : 'failed'}#${first}`,
});

/** True if the call is recorded already: a step that was killed after it had written it down runs again. */
export const isRecorded = async (lifecycle: Table, call: Call): Promise<boolean> => (await lifecycle.get(keyOfCall(call))) !== undefined;

/** The write of one push. */
export const createAttempt = (lifecycle: Table, call: Call): Write => create(lifecycle, { ...keyOfCall(call), shape: 1, ...pushAttempt.parse(call.attempt) });
