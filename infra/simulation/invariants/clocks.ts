import type { AuditEntry } from '../../../shared/audit/entry.ts';
import type { Form } from '../../../shared/inspection/form.ts';
import type { Batch } from '../../../shared/plan/batch.ts';
import type { Proposal } from '../../../shared/plan/proposal.ts';
import type { Year } from '../../../shared/plan/year.ts';
import { dayFrom, endOfDay, workingDayFrom } from './own-calendar.ts';
import type { Invariant, View } from './invariant.ts';
import { attemptsIn, batchIn, eventsIn, formsIn, proposalsIn, recordedIn } from './stored.ts';

/** Every date that a clock gives is counted anew, and whatever came after it is marked late: 31 December, 31 January, 5 and 20 working days, 20 November (GY-5, GY-6, GY-15, GY-17, GY-19, NR-7). */
export const clocks: Invariant = {
  id: 'clocks-and-late-marks',
  clauses: ['GY-5', 'GY-6', 'GY-15', 'GY-17', 'GY-19', 'NR-7'],
  en: 'Each deadline is the one the calendar gives, each thing done after it bears the mark of it, and nothing else does.',
  watch: () => (view, { items }) => [
    ...items.flatMap(({ sk, before, after }) => {
      if (after === undefined) return [];
      if (sk === 'YEAR') return yearFaults(view, before as unknown as Year | undefined, after as unknown as Year);
      if (sk === 'BATCH') return batchFaults(view, after as unknown as Batch);
      if (sk.startsWith('PROPOSAL#')) return lateFaults(view, after as unknown as Proposal);
      return sk.startsWith('FORM#') ? formFaults(view, after as unknown as Form) : [];
    }),
    ...recordedIn(items).flatMap(({ entry }) => entryFaults(entry)),
  ],
};

const wrong = (what: string, is: unknown, should: unknown): readonly string[] => (is === should ? [] : [`${what} is ${String(is)}, should be ${String(should)}`]);

const yearFaults = ({ record }: View, before: Year | undefined, year: Year): readonly string[] => {
  const name = `year ${year.year}`;
  const closed = before?.stage === 'collecting' && year.stage === 'reviewing' ? year : undefined;
  return [
    ...wrong(`the last day of submission of ${name}`, year.submitBy, `${year.year - 1}-12-31`),
    ...wrong(`the last day of issue of ${name}`, year.issueBy, `${year.year}-01-31`),
    ...wrong(`the last day of inspection of ${name}`, year.finishBy, `${year.year}-11-20`),
    ...(closed === undefined ? [] : [
      ...(closed.closedAt >= endOfDay(closed.submitBy) ? [] : [`the submissions of ${name} were closed at ${closed.closedAt}, before their last day was over`]),
      ...wrong(`who is missing in ${name}`, closed.missing.join(), missingAt(record, closed).join()),
    ]),
  ];
};

// Proposals handed in by the moment of closing, whatever became of them since; one that was taken back says so.
const missingAt = (record: View['record'], year: Extract<Year, { stage: 'reviewing' }>): readonly string[] => {
  const handedIn = proposalsIn(record, year.year).filter((proposal) => ('firstSubmittedAt' in proposal ? proposal.firstSubmittedAt <= year.closedAt : proposal.stage === 'withdrawn' && wasHandedIn(record, proposal, year.closedAt)));
  const submitted = new Set(handedIn.map(({ department }) => department));
  return record.tables.registry.partition('DEPARTMENT').filter(({ kind }) => kind === 'enforcing').map(({ sk }) => sk).filter((code) => !submitted.has(code)).sort();
};

const wasHandedIn = (record: View['record'], { proposalId, year, withdrawnAt }: Extract<Proposal, { stage: 'withdrawn' }>, at: string): boolean =>
  withdrawnAt > at && record.tables.lifecycle.partition(`AUDIT#year/${year}`, 'E#').some((entry) => entry['action'] === 'proposal.submit' && entry['subject'] === `proposal/${proposalId}` && (entry['at'] as string) <= at);

const lateFaults = ({ record }: View, proposal: Proposal): readonly string[] => {
  const submitBy = record.tables.lifecycle.get(`YEAR#${proposal.year}`, 'YEAR')?.['submitBy'] as string | undefined;
  return 'late' in proposal && submitBy !== undefined ? wrong(`the mark of ${proposal.proposalId}, handed in ${proposal.firstSubmittedAt}`, proposal.late, proposal.firstSubmittedAt >= endOfDay(submitBy)) : [];
};

const batchFaults = ({ record, profile }: View, batch: Batch): readonly string[] => {
  const { batchId } = batch;
  const matched = attemptsIn(record, batchId).at(-1);
  return [
    ...('organiseBy' in batch ? wrong(`the day to organise ${batchId} by`, batch.organiseBy, workingDayFrom(batch.drawnOn, profile.organise.workingDays)) : []),
    ...('organiseBy' in batch && matched?.stage === 'published' ? wrong(`the day ${batchId} was drawn on`, batch.drawnOn, matched.matchedAt.slice(0, 10)) : []),
    ...('finishBy' in batch ? wrong(`the day to finish ${batchId} by`, batch.finishBy, batch.entry.finishBy ?? `${batch.year}-11-20`) : []),
    ...('enterBy' in batch ? wrong(`the day to enter ${batchId} by`, batch.enterBy, workingDayFrom(batch.inspectedOn, profile.enter.workingDays)) : []),
    ...('enterBy' in batch ? wrong(`the day ${batchId} was inspected on`, batch.inspectedOn, latest(formsIn(record, batchId).flatMap((form) => ('visitedOn' in form ? [form.visitedOn] : form.stage === 'lost' ? [form.loss.on] : [])))) : []),
  ];
};

const latest = (days: readonly string[]): string => [...days].sort().at(-1) ?? '';

/** The day on which the officers of a target called in were drawn. */
const seatedOn = (record: View['record'], { batchId, targetId }: Form): string =>
  eventsIn(record, batchId).find(({ line }) => line.kind === 'replaced' && line.tasks.length > 0 && line.tasks.every(({ taskId }) => taskId.startsWith(targetId)))?.line.at.slice(0, 10) ?? '';

const formFaults = ({ record, profile }: View, form: Form): readonly string[] => {
  const batch = batchIn(record, form.batchId);
  const name = form.inspectionId;
  if (batch === undefined || !('organiseBy' in batch)) return [];
  return [
    ...('organisedOn' in form && form.organisedOn !== undefined ? wrong(`organisedLate of ${name}`, form.organisedLate, form.organisedOn > (form.calledIn?.organiseBy ?? batch.organiseBy)) : []),
    ...(form.calledIn?.organiseBy === undefined ? [] : wrong(`the day to organise ${name} by, which was called in`, form.calledIn.organiseBy, workingDayFrom(seatedOn(record, form), profile.organise.workingDays))),
    ...('visitedOn' in form ? wrong(`finishedLate of ${name}`, form.finishedLate, form.visitedOn > batch.finishBy) : []),
    ...('enteredOn' in form && 'enterBy' in batch && form.stage === 'entered' ? wrong(`enteredLate of ${name}`, form.enteredLate, form.enteredOn > batch.enterBy) : []),
  ];
};

// The day a thing was done is the day of its entry in the trail.
const entryFaults = ({ action, at, after, before, subject }: AuditEntry): readonly string[] => {
  const day = at.slice(0, 10);
  const is = (after ?? {}) as Readonly<Record<string, unknown>>;
  const was = (before ?? {}) as Readonly<Record<string, unknown>>;
  if (action === 'inspection.organise' && was['stage'] === 'noticed') return wrong(`organisedOn of ${subject}`, is['organisedOn'], day);
  if (action === 'inspection.enter') return wrong(`enteredOn of ${subject}`, is['enteredOn'], day);
  return action === 'inspection.visit' && (is['visitedOn'] as string) > dayFrom(day, 0) ? [`${subject} was visited on ${String(is['visitedOn'])}, recorded on ${day}`] : [];
};
