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
  (await lifecycle.all({ pk: `BATCH#${batchId}`, prefix: 'PUSH#' })).map((item) => pushAttempt.parse(item)).sort((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0));

/** The write of one push; a second at the same moment and channel keeps the first. */
export const createAttempt = (lifecycle: Table, batchId: string, thing: PushAttempt, seq: number): Write =>
  create(lifecycle, { pk: `BATCH#${batchId}`, sk: `PUSH#${thing.channel}#${String(seq).padStart(4, '0')}`, shape: 1, ...pushAttempt.parse(thing) });
