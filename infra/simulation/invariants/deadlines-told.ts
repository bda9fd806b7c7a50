import type { Batch } from '../../../shared/plan/batch.ts';
import type { Year } from '../../../shared/plan/year.ts';
import type { WorldRecord } from '../world/record.ts';
import { dayFrom, endOfDay, hoursBefore, morningOf, workingDayFrom } from './own-calendar.ts';
import type { Invariant, View } from './invariant.ts';
import { batchesIn, formsIn, yearsIn } from './stored.ts';

/** A lost signal or a fault delays a look by a day at most. */
const GRACE_HOURS = 26;

/** What somebody owes: since when it is waited for, when it is due, who must have heard of it before, and who after. */
interface Obligation {
  readonly subject: string;
  readonly wait: string;
  readonly since: string;
  readonly due: string;
  readonly remindAt: readonly string[];
  /** Somebody is to be reminded at all. */
  readonly reminds: boolean;
  readonly escalateTo: readonly string[];
}

/** No deadline passes in silence: those who are awaited are reminded in time, those above hear of what is overdue, and it stays written on the thing (GY-6, GY-8, GY-15, GY-17, GY-19). */
export const deadlinesTold: Invariant = {
  id: 'no-silent-deadline',
  clauses: ['GY-6', 'GY-8', 'GY-11', 'GY-15', 'GY-17', 'GY-19'],
  en: 'For everything that is awaited, reminders went out in time; for everything overdue, those above were told and the thing says so.',
  watch: () => {
    const checked = new Set<string>();
    return (view) => {
      // Nothing is due between two days but at midnight and at nine.
      const known = view.now.slice(0, 13);
      if (checked.has(known)) return [];
      checked.add(known);
      return [...yearsIn(view.record).flatMap((year) => yearOwes(view, year)), ...batchesIn(view.record).flatMap((batch) => batchOwes(view, batch))].flatMap((owed) => silences(view, owed));
    };
  },
};

const silences = ({ record, now }: View, { subject, wait, since, due, remindAt, reminds, escalateTo }: Obligation): readonly string[] => {
  const ago = hoursBefore(now, GRACE_HOURS);
  const letters = (addressee: string, kind: string): readonly string[] =>
    record.tables.lifecycle.partition(`INBOX#${addressee}`).flatMap((item) => (item['subject'] === subject && item['wait'] === wait && item['kind'] === kind ? [item['at'] as string] : []));
  const sent = (kind: string): readonly string[] => [...record.tables.lifecycle.partitions()].flatMap((pk) => (pk.startsWith('INBOX#') ? letters(pk.slice('INBOX#'.length), kind) : []));
  const missed = remindAt.filter((at) => at <= ago && since < hoursBefore(due, GRACE_HOURS) && hoursBefore(at, -GRACE_HOURS) < due);
  const last = missed.at(-1);
  const reminded = !reminds || last === undefined || sent('reminder').some((at) => at >= last);
  if (due > ago || since > ago) return reminded ? [] : [`nobody was reminded of ${wait} of ${subject} at ${String(last)}`];
  const untold = escalateTo.filter((addressee) => letters(addressee, 'escalation').length === 0);
  const escalations = (thingOf(record, subject)?.['escalations'] ?? []) as readonly { readonly wait: string }[];
  return [
    ...(reminded ? [] : [`nobody was reminded of ${wait} of ${subject} at ${String(last)}`]),
    ...(escalateTo.length === 0 || untold.length === 0 ? [] : [`${wait} of ${subject} was due ${due}, and ${untold.join(', ')} never heard of it`]),
    ...(escalateTo.length === 0 || escalations.some((one) => one.wait === wait) ? [] : [`${wait} of ${subject} was due ${due}, and ${subject} does not say so`]),
  ];
};

const thingOf = ({ tables }: WorldRecord, subject: string) => {
  const [kind, id = ''] = subject.split('/');
  return kind === 'year' ? tables.lifecycle.get(`YEAR#${id}`, 'YEAR') : tables.lifecycle.get(`BATCH#${id}`, 'BATCH');
};

const yearOwes = ({ profile, record, now }: View, year: Year): readonly Obligation[] => {
  const subject = `year/${year.year}`;
  const { submissions, issue } = profile.planYear;
  const above = ['role/conference', 'role/government', 'role/supervisor'];
  if (year.stage === 'collecting') {
    const required = record.tables.registry.partition('DEPARTMENT').filter(({ kind }) => kind === 'enforcing').map(({ sk }) => sk);
    const handedIn = new Set(record.tables.lifecycle.partition(subject.replace('year/', 'YEAR#'), 'PROPOSAL#').filter(({ stage }) => stage !== 'draft' && stage !== 'withdrawn').map(({ department }) => department));
    const due = endOfDay(`${year.year - 1}-12-31`);
    return [{ subject, wait: 'submissions-closed', since: year.openedAt, due, remindAt: submissions.remindDaysBefore.map((days) => morningOf(dayFrom(`${year.year - 1}-12-31`, -days))).filter(() => now < due), reminds: required.some((code) => !handedIn.has(code)), escalateTo: [] }];
  }
  const due = endOfDay(`${year.year}-01-31`);
  const remindAt = issue.remindDaysBefore.map((days) => morningOf(dayFrom(`${year.year}-01-31`, -days)));
  if (year.stage === 'reviewing') return [{ subject, wait: 'plan-compiled', since: year.closedAt, due, remindAt, reminds: true, escalateTo: above }];
  return year.stage === 'compiled' ? [{ subject, wait: 'plan-issued', since: year.compiledAt, due, remindAt, reminds: true, escalateTo: above }] : [];
};

const batchOwes = ({ record, profile }: View, batch: Batch): readonly Obligation[] => {
  const subject = `batch/${batch.batchId}`;
  const escalateTo = [`department/${batch.entry.leadDepartment}`, 'role/conference', 'role/supervisor'];
  const byWorkingDay = (wait: string, since: string, last: string, before: readonly number[]): Obligation => ({
    subject, wait, since, due: endOfDay(last), remindAt: before.map((days) => morningOf(workingDayFrom(last, -days))), reminds: true, escalateTo,
  });
  const { inspectionDate, finishBy } = batch.entry;
  const forms = formsIn(record, batch.batchId);
  const some = (...stages: readonly string[]): boolean => forms.some(({ stage }) => stages.includes(stage));
  switch (batch.stage) {
    case 'scheduled': {
      const published = (record.tables.lifecycle.get(`YEAR#${batch.year}`, 'YEAR')?.['publishedAt'] as string | undefined) ?? '9';
      const from = `${inspectionDate.from}T00:00:00+08:00`;
      return [byWorkingDay('scheme', from > published ? from : published, workingDayFrom(inspectionDate.from, profile.scheme.workingDays), profile.scheme.remindWorkingDaysBefore)];
    }
    case 'dispatched':
      return some('drawn', 'noticed') ? [byWorkingDay('organised', batch.dispatchedAt, workingDayFrom(batch.drawnOn, profile.organise.workingDays), profile.organise.remindWorkingDaysBefore)] : [];
    case 'organised': {
      const last = finishBy ?? `${batch.year}-11-20`;
      const remindAt = profile.planYear.finish.remindDaysBefore.map((days) => morningOf(dayFrom(last, -days)));
      return some('drawn', 'noticed', 'organised') ? [{ subject, wait: 'inspected', since: movedAt(record, batch.batchId, 'batch.organised'), due: endOfDay(last), remindAt, reminds: true, escalateTo }] : [];
    }
    case 'inspected':
      return some('inspected') || forms.some(({ nonDisclosure }) => nonDisclosure !== undefined && nonDisclosure.decision === undefined)
        ? [byWorkingDay('results', movedAt(record, batch.batchId, 'batch.inspected'), workingDayFrom(batch.inspectedOn, profile.enter.workingDays), profile.enter.remindWorkingDaysBefore)]
        : [];
    default:
      return [];
  }
};

const movedAt = ({ tables }: WorldRecord, batchId: string, action: string): string =>
  (tables.lifecycle.partition(`AUDIT#batch/${batchId}`, 'E#').findLast((entry) => entry['action'] === action)?.['at'] as string | undefined) ?? '9';
