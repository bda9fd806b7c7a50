import * as z from 'zod';

/** Rows of one bulk at most: what one transaction holds beside its audit entry and its receipt. */
export const BULK_ROWS = 97;

/** A bulk of `row`s, entered all together or not at all. */
export const bulkOf = <Row extends z.ZodType>(row: Row) => z.object({ rows: z.array(row).min(1).max(BULK_ROWS) });

/** What a bulk did: hash of the document as parsed, rows written, rows that already lay there from the same entry. */
export const bulkAnswer = z.object({ document: z.string(), created: z.int(), unchanged: z.int() });

export type BulkAnswer = z.output<typeof bulkAnswer>;
