import * as z from 'zod';
import { isLocalDate, type LocalDate } from '../kernel/local-date.ts';
import { isInstant, type Instant } from '../kernel/instant.ts';
import { deadlineCount } from './deadline.ts';
import { planEntry } from './entry.ts';
import { scheme } from './scheme.ts';

const date = z.string().refine(isLocalDate).transform((text) => text as LocalDate);
const moment = z.string().refine(isInstant).transform((text) => text as Instant);

/** Something that was due and was not done: recorded, told to those above, and waited on all the same. Nothing is decided by it. */
export const escalation = z.object({
  wait: z.string(),
  due: moment,
  at: moment,
  to: z.array(z.string()),
});

const scheduled = z.object({
  stage: z.literal('scheduled'),
  batchId: z.string(),
  year: z.int(),
  entry: planEntry,
  escalations: z.array(escalation),
  version: z.int(),
});

const prepared = scheduled.extend({
  stage: z.literal('prepared'),
  scheme,
  schemeBy: z.string(),
  schemeAt: moment,
});

/** `attempt` is the `drawNo` of the attempt under way, from 1. */
const drawing = prepared.extend({ stage: z.literal('drawing'), attempt: z.int() });

/** The 5 working days of GY-15 start the day the draw and the assignment are complete; `organiseCount` says how they were counted, and whether provisionally. */
const drawn = drawing.extend({
  stage: z.literal('drawn'),
  drawnOn: date,
  transcriptHash: z.string(),
  drawnCount: z.int(),
  organiseBy: date,
  organiseCount: deadlineCount.optional(),
  finishBy: date,
});

const dispatched = drawn.extend({ stage: z.literal('dispatched'), dispatchedAt: moment });
const organised = dispatched.extend({ stage: z.literal('organised'), organisedOn: date });

/** The 20 working days of GY-19 start the day the batch's inspections are completed; `enterCount` as `organiseCount`. */
const inspected = organised.extend({ stage: z.literal('inspected'), inspectedOn: date, enterBy: date, enterCount: deadlineCount.optional() });

const entered = inspected.extend({ stage: z.literal('entered'), enteredOn: date });
const published = entered.extend({ stage: z.literal('published'), publishedAt: moment });

/** Drawn, and called in for lost ones, = published + exempt + open, with both rates of GY-21 in basis points. `lost`: how many of them could not be inspected, if any. */
export const reconciliation = z.object({
  drawn: z.int(),
  lost: z.int().optional(),
  entered: z.int(),
  published: z.int(),
  exempt: z.int(),
  open: z.int(),
  entryRateBp: z.int(),
  publicityRateBp: z.int(),
  receipts: z.record(z.string(), z.int()),
});
const archived = published.extend({ stage: z.literal('archived'), reconciliation, archivedAt: moment });

/** A plan entry being carried out, one shape per stage; each stage adds what is now known. */
export const batch = z.discriminatedUnion('stage', [
  scheduled, prepared, drawing, drawn, dispatched, organised, inspected, entered, published, archived,
]);

export type Batch = z.output<typeof batch>;
export type BatchStage = Batch['stage'];
/** A batch in one stage. */
export type BatchIn<S extends BatchStage> = Extract<Batch, { stage: S }>;
export type Escalation = z.output<typeof escalation>;
export type Reconciliation = z.output<typeof reconciliation>;

/** The stages in the order of the year. */
export const BATCH_STAGES = [
  'scheduled', 'prepared', 'drawing', 'drawn', 'dispatched', 'organised', 'inspected', 'entered', 'published', 'archived',
] as const satisfies readonly BatchStage[];

/** True if `stage` is `reference` or later. */
export const hasReached = (stage: BatchStage, reference: BatchStage): boolean =>
  BATCH_STAGES.indexOf(stage) >= BATCH_STAGES.indexOf(reference);
