import type { BatchRecord, YearRecord } from './year-record.ts';

/** One kind of incident; `find` answers what the record says of it, if it happened. */
export interface Kind {
  readonly id: string;
  readonly clause: string;
  readonly zh: string;
  readonly en: string;
  readonly find: (record: YearRecord) => string | undefined;
}

/** The first answer any batch gives. */
export const inSomeBatch = (find: (batch: BatchRecord) => string | undefined) => ({ batches }: YearRecord): string | undefined =>
  batches.map(find).find((evidence) => evidence !== undefined);
