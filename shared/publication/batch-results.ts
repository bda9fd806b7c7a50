import * as z from 'zod';
import { isInstant, type Instant } from '../kernel/instant.ts';
import { reconciliation } from '../plan/batch.ts';

const moment = z.string().refine(isInstant).transform((text) => text as Instant);

/** What the public sees of a batch's results as a whole: the counts, both rates, and who is exempt, without any content (GY-21, GY-22). */
export const batchResults = z.object({
  shape: z.literal(1),
  batchId: z.string(),
  year: z.int(),
  name: z.string(),
  lead: z.string(),
  stage: z.enum(['published', 'archived']),
  publishedAt: moment,
  reconciliation,
  /** Days in time and late of organising and entering (GY-15, GY-19); which of the deadlines were still provisional (NR-7). */
  clocks: z.object({
    provisional: z.array(z.enum(['organiseBy', 'enterBy'])).optional(),
    organiseBy: z.string(),
    organisedOn: z.string(),
    organisedLate: z.int(),
    inspectedOn: z.string(),
    enterBy: z.string(),
    enteredOn: z.string(),
    enteredLate: z.int(),
  }),
  exempt: z.array(z.object({ taskNo: z.string(), id: z.string() })),
  /** Files in the publication bucket, by name. */
  files: z.array(z.string()),
});

export type BatchResults = z.output<typeof batchResults>;
