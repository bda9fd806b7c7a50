import * as z from 'zod';
import { moment } from '../plan/moment.ts';
import { parseSubject, type Subject } from './subject.ts';

/** Why an execution is followed by another: it has lived for long, its history has grown long, or an administrator repairs what failed. */
export const SUCCESSION_CAUSES = ['age', 'events', 'repair'] as const;

/** Which execution carries a thing now, once it is no longer the first. */
export const succession = z.object({
  subject: z.string(),
  /** `batch-2026-003-r2` */
  execution: z.string(),
  predecessor: z.string(),
  because: z.enum(SUCCESSION_CAUSES),
  reason: z.string().optional(),
  at: moment,
});

export type Succession = z.output<typeof succession>;

const NAME = /^(?:plan-(?<year>\d{4})|(?<batch>batch-[A-Za-z0-9-]+?))(?:-r(?<ordinal>[1-9]\d*))?$/;

const parts = (execution: string) => {
  const { year, batch, ordinal = '1' } = NAME.exec(execution)?.groups ?? {};
  return year === undefined && batch === undefined ? undefined : { year, batch, ordinal: Number(ordinal) };
};

/** What an execution carries: `plan-2026-r2` → `year/2026`, `batch-2026-003` → `batch/batch-2026-003`; `undefined` for a name that is none of a workflow. */
export const subjectOf = (execution: string): Subject | undefined => {
  const { year, batch } = parts(execution) ?? {};
  return year !== undefined ? `year/${Number(year)}` : batch !== undefined ? `batch/${batch}` : undefined;
};

/** The name under which a thing is first carried out. */
export const firstExecutionOf = (subject: string): string => {
  const parsed = parseSubject(subject);
  return parsed.kind === 'year' ? `plan-${parsed.year}` : parsed.batchId;
};

/** The execution after `execution`: `batch-2026-003` → `batch-2026-003-r2` → `batch-2026-003-r3`. */
export const successorOf = (execution: string): string => {
  const subject = subjectOf(execution);
  if (subject === undefined) throw new RangeError(`no execution of a workflow: ${execution}`);
  return `${firstExecutionOf(subject)}-r${(parts(execution)?.ordinal ?? 1) + 1}`;
};

/** What the workflow of a thing is started with. */
export const inputOf = (subject: string): { readonly year: number } | { readonly batchId: string } => {
  const parsed = parseSubject(subject);
  return parsed.kind === 'year' ? { year: parsed.year } : { batchId: parsed.batchId };
};
