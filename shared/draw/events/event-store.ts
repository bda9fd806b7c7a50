import type { Table } from '../../store/table.ts';
import type { StoredItem } from '../../store/item.ts';
import { create, replace, type Write } from '../../store/write.ts';
import { eventRecord, type EventRecord } from './draw-event.ts';

const keyOf = (batchId: string, seq: number) => ({ pk: `BATCH#${batchId}`, sk: `EVENT#${String(seq).padStart(4, '0')}` });
const itemOf = (event: EventRecord): StoredItem => ({ ...keyOf(event.batchId, event.seq), ...eventRecord.parse(event) });

/** Everything that happened after a batch's draw, in order. */
export const listEvents = async (lifecycle: Table, batchId: string): Promise<readonly EventRecord[]> =>
  (await lifecycle.all({ pk: `BATCH#${batchId}`, prefix: 'EVENT#' })).map((item) => eventRecord.parse(item));

/** The write of the next line; its conflict means that another line took this place in the chain. */
export const createEvent = (lifecycle: Table, event: EventRecord): Write => create(lifecycle, itemOf(event));

/** The write of a changed ceremony; the line itself never changes. */
export const putEvent = (lifecycle: Table, before: EventRecord, after: EventRecord): Write => {
  if (after.version !== before.version + 1 || after.hash !== before.hash) throw new Error(`not the next version of event ${before.seq}`);
  return replace(lifecycle, itemOf(after), { version: before.version });
};
