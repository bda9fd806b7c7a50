import { findAttempt } from '../draw/record/attempt-store.ts';
import { NO_PROGRESS } from '../inspection/progress.ts';
import { readProgress } from '../inspection/progress-store.ts';
import { calendarWith } from '../calendar/in-force.ts';
import type { Batch } from '../plan/batch.ts';
import { findBatch } from '../plan/batch-store.ts';
import { readCalendar, type CalendarBook } from '../plan/calendar-store.ts';
import { missingDepartments } from '../plan/missing-departments.ts';
import { proposalsOf } from '../plan/proposal-store.ts';
import { requiredDepartments } from '../plan/required-departments.ts';
import type { Year } from '../plan/year.ts';
import { findYear } from '../plan/year-store.ts';
import { BATCH_FACTS, BATCH_JUDGES, COUNTED_WAITS } from './batch-waits.ts';
import type { Judgement } from './judgement.ts';
import type { LifecycleContext } from './lifecycle-context.ts';
import { parseSubject } from './subject.ts';
import { BATCH_WAITS, YEAR_WAITS, type BatchWaitName, type WaitName } from './wait-name.ts';
import { YEAR_JUDGES } from './year-waits.ts';

/** A wait as the record judges it now, with the year or batch it was judged on, and the calendar if it is due by a working day. */
export interface Judged {
  readonly judgement: Judgement;
  readonly on: { readonly kind: 'year'; readonly year: Year } | { readonly kind: 'batch'; readonly batch: Batch; readonly book: CalendarBook };
}

// A wait that no working day decides is judged without the calendar.
const UNASKED: CalendarBook = { notices: [], version: 0, calendar: calendarWith([]) };

/** Reads the truth a wait is about, and judges it. Throws if the subject does not exist or has no such wait: a workflow never asks that. */
export const judge = async (context: LifecycleContext, subject: string, wait: WaitName): Promise<Judged> => {
  const parsed = parseSubject(subject);
  if (parsed.kind === 'year') {
    const name = YEAR_WAITS.find((each) => each === wait);
    if (name === undefined) throw new RangeError(`a year has no wait ${wait}`);
    const truth = await readYearTruth(context, parsed.year, name === 'submissions-closed');
    return { judgement: YEAR_JUDGES[name](truth), on: { kind: 'year', year: truth.year } };
  }
  const name = BATCH_WAITS.find((each) => each === wait);
  if (name === undefined) throw new RangeError(`a batch has no wait ${wait}`);
  const { book, ...truth } = await readBatchTruth(context, parsed.batchId, name);
  return { judgement: BATCH_JUDGES[name]({ ...truth, calendar: book.calendar }), on: { kind: 'batch', batch: truth.batch, book } };
};

const readYearTruth = async ({ stores, profile, act }: LifecycleContext, y: number, withMissing: boolean) => {
  const year = await findYear(stores.lifecycle, y);
  if (year === undefined) throw new Error(`year ${y} is not open`);
  const missing = withMissing ? missingDepartments(await requiredDepartments(stores.registry), await proposalsOf(stores.lifecycle, y)) : [];
  return { year, missing, profile, now: act.now };
};

const readBatchTruth = async ({ stores, profile, act }: LifecycleContext, batchId: string, wait: BatchWaitName) => {
  const [batch, book, progress] = await Promise.all([
    findBatch(stores.lifecycle, batchId),
    COUNTED_WAITS.includes(wait) ? readCalendar(stores.lifecycle) : UNASKED,
    BATCH_FACTS[wait] === 'progress' ? readProgress(stores.lifecycle, batchId) : { batchId, ...NO_PROGRESS },
  ]);
  if (batch === undefined) throw new Error(`there is no ${batchId}`);
  const attempt = BATCH_FACTS[wait] === 'attempt' && 'attempt' in batch ? await findAttempt(stores.lifecycle, batchId, batch.attempt) : undefined;
  return { batch, attempt, progress, book, profile, now: act.now };
};
