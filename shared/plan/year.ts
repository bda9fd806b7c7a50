import * as z from 'zod';
import { escalation } from './batch.ts';
import { planEntry } from './entry.ts';
import { foreseen } from './forecast.ts';
import { date, moment, signatory } from './moment.ts';

/** An entry of the compiled plan with the batch that will carry it out. */
export const numberedEntry = planEntry.extend({ batchId: z.string() });

const collecting = z.object({
  stage: z.literal('collecting'),
  year: z.int(),
  openedAt: moment,
  /** Last day of submission (GY-5), of compiling and issuing (GY-7), and of all inspections (GY-17). */
  submitBy: date,
  issueBy: date,
  finishBy: date,
  escalations: z.array(escalation),
  version: z.int(),
});

/** `missing`: departments that had to submit and had not when submissions closed (GY-6). */
const reviewing = collecting.extend({ stage: z.literal('reviewing'), closedAt: moment, missing: z.array(z.string()) });
const compiled = reviewing.extend({
  stage: z.literal('compiled'),
  compiledAt: moment,
  compiledBy: signatory,
  entries: z.array(numberedEntry).min(1),
  /** What was foreseen to be short when the plan was compiled (BY-4): a warning, kept so that who compiled and issued it knew. */
  foreseen: foreseen.optional(),
  /** How often an enterprise may be visited in the year, exempt kinds aside (NR-5); published with the plan. Without it there is no cap. */
  visitsPerYear: z.int().min(1).max(366).optional(),
});
const issued = compiled.extend({ stage: z.literal('issued'), issuedAt: moment, issuedBy: signatory, documentNo: z.string() });
const published = issued.extend({ stage: z.literal('published'), publishedAt: moment });

/** A plan year, one shape per stage; each stage adds what is now known (GY-5 to GY-7). */
export const year = z.discriminatedUnion('stage', [collecting, reviewing, compiled, issued, published]);

export type Year = z.output<typeof year>;
export type YearStage = Year['stage'];
/** A year in one stage. */
export type YearIn<S extends YearStage> = Extract<Year, { stage: S }>;
export type NumberedEntry = z.output<typeof numberedEntry>;

/** The stages in the order of the year. */
export const YEAR_STAGES = ['collecting', 'reviewing', 'compiled', 'issued', 'published'] as const satisfies readonly YearStage[];

/** True if `stage` is `reference` or later. */
export const yearHasReached = (stage: YearStage, reference: YearStage): boolean => YEAR_STAGES.indexOf(stage) >= YEAR_STAGES.indexOf(reference);

/** From which stages each stage may be reached; a stage may follow itself where only an escalation is recorded. */
export const YEAR_PRIOR = {
  collecting: ['collecting'],
  reviewing: ['collecting', 'reviewing'],
  compiled: ['reviewing', 'compiled'],
  issued: ['compiled'],
  published: ['issued'],
} as const satisfies Record<YearStage, readonly YearStage[]>;
