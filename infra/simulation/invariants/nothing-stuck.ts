import type { Attempt } from '../../../shared/draw/record/attempt.ts';
import { firstRoundOf } from '../../../shared/draw/record/beacon-times.ts';
import type { Batch } from '../../../shared/plan/batch.ts';
import type { Year } from '../../../shared/plan/year.ts';
import type { ExecutionView, WorldRecord } from '../world/record.ts';
import { endOfDay, hoursBefore } from './own-calendar.ts';
import type { Invariant, View } from './invariant.ts';
import { attemptsIn, batchesIn, formsIn, yearsIn } from './stored.ts';

/** What a workflow may fail by: what people must put right before it can go on. Anything else is a fault of the system. */
const DECLARED = new Set(['blinding-key-missing', 'nothing-to-draw', 'mandatory-beyond-cap', 'floor-beyond-cap', 'floor-beyond-eligible', 'directory-invalid', 'channel-unavailable']);
/** A lost signal is made up for within a day. */
const GRACE_HOURS = 26;

/** No execution hangs: what runs waits for something that will come, what is decided is moved on within a day, and each thing has one that carries it (GY-8, BY-7, BY-10). */
export const nothingStuck: Invariant = {
  id: 'no-execution-stuck',
  clauses: ['GY-8', 'GY-24', 'BY-10'],
  en: 'Every running execution has a timer, each thing at most one of them; none fails but by a declared name; what is decided moves on within a day.',
  watch: () => {
    const waiting = new Map<string, string>();
    return (view, { whole }) => {
      const executions = view.record.executions();
      const moves = new Map([...yearsIn(view.record).flatMap((year) => yearMove(view, year)), ...batchesIn(view.record).flatMap((batch) => batchMove(view, batch))]);
      for (const key of waiting.keys()) if (!moves.has(key)) waiting.delete(key);
      for (const key of moves.keys()) if (!waiting.has(key)) waiting.set(key, view.now);
      const failed = executions.filter(({ status }) => status === 'FAILED');
      return [
        ...executions.flatMap((execution) => hanging(view, execution)),
        ...failed.filter(({ error }) => !DECLARED.has(error ?? '')).map(({ name, error, cause }) => `${name} failed by ${error ?? 'nothing'}: ${(cause ?? '').slice(0, 200)}`),
        ...doubled(executions),
        ...(whole ? [] : [...moves].filter(([key, name]) => (waiting.get(key) ?? view.now) <= hoursBefore(view.now, GRACE_HOURS) && !failed.some((execution) => thingOf(execution.name) === name)).map(([key]) => `${key} since ${waiting.get(key) ?? ''}, and nothing moves it on`)),
      ];
    };
  },
};

const hanging = ({ now }: View, { name, status, active }: ExecutionView): readonly string[] => {
  if (status !== 'RUNNING') return [];
  // A Map waits for its items, each of which is in a state of its own.
  const waiting = active.filter(({ type }) => type !== 'Map');
  if (waiting.length === 0) return [`${name} runs and is in no state`];
  return waiting.filter(({ dueAt }) => dueAt === undefined || dueAt < hoursBefore(now, GRACE_HOURS)).map(({ state, dueAt }) => `${name} waits in ${state} ${dueAt === undefined ? 'without a timer' : `for what was due ${dueAt}`}`);
};

const thingOf = (name: string): string => name.replace(/-r\d+$/, '');

const doubled = (executions: readonly ExecutionView[]): readonly string[] => {
  const running = Map.groupBy(executions.filter(({ status }) => status === 'RUNNING'), ({ name }) => thingOf(name));
  return [...running].filter(([, own]) => own.length > 1).map(([thing, own]) => `${thing} is carried by ${own.map(({ name }) => name).join(' and ')} at once`);
};

type Move = readonly (readonly [situation: string, execution: string])[];
const move = (isDue: boolean, situation: string, execution: string): Move => (isDue ? [[situation, execution]] : []);

/** Where it is the workflow's move, not anybody's. */
const yearMove = ({ now }: View, year: Year): Move => {
  const isOver = year.stage === 'collecting' && now >= endOfDay(year.submitBy);
  return move(isOver || year.stage === 'issued', `year ${year.year} is ${year.stage} and decided`, `plan-${year.year}`);
};

const batchMove = ({ record, now }: View, batch: Batch): Move => {
  const { batchId } = batch;
  const isDue = isOurs(record, batch, now);
  return move(isDue, `${batchId} is ${batch.stage}${'attempt' in batch && batch.stage === 'drawing' ? ` (${attemptsIn(record, batchId).at(-1)?.stage ?? 'no attempt'})` : ''} and decided`, batchId);
};

const isOurs = (record: WorldRecord, batch: Batch, now: string): boolean => {
  const forms = formsIn(record, batch.batchId);
  const none = (...stages: readonly string[]): boolean => forms.length > 0 && forms.every(({ stage }) => !stages.includes(stage));
  switch (batch.stage) {
    case 'scheduled':
    case 'archived':
      return false;
    case 'prepared':
      return now >= `${batch.entry.inspectionDate.from}T00:00:00+08:00`;
    case 'drawing':
      return isAttemptOurs(attemptsIn(record, batch.batchId).at(-1), now);
    case 'dispatched':
      return none('drawn', 'noticed');
    case 'organised':
      return none('drawn', 'noticed', 'organised');
    case 'inspected':
      return none('drawn', 'noticed', 'organised', 'inspected') && forms.every(({ nonDisclosure }) => nonDisclosure === undefined || nonDisclosure.decision !== undefined);
    case 'published':
      return !isPushing(record, batch.batchId, now);
    case 'entered':
      return batch.scheme.sealed === undefined || now >= `${batch.scheme.sealed.openOn}T00:00:00+08:00`;
    case 'drawn':
      return true;
  }
};

const isAttemptOurs = (attempt: Attempt | undefined, now: string): boolean => {
  switch (attempt?.stage) {
    case 'committing':
      return attempt.commitments.length === attempt.participants.length || now >= attempt.commitBy;
    case 'revealing':
      return attempt.reveals.length === attempt.participants.length || now >= attempt.revealBy;
    case 'receipting':
      return attempt.receipts.length === attempt.reveals.length || now >= (firstRoundOf(attempt) ?? now);
    case 'awaiting-beacon':
    case 'short':
      return false;
    case 'voiding':
      return attempt.approval !== undefined && (attempt.unsigned === undefined || attempt.sigs.length + attempt.failed.length >= attempt.participants.length);
    default:
      return true;
  }
};

// A channel that is down is tried again for days.
const isPushing = ({ tables }: WorldRecord, batchId: string, now: string): boolean =>
  tables.lifecycle.partition(`BATCH#${batchId}`, 'PUSH#').some(({ at }) => (at as string) > hoursBefore(now, GRACE_HOURS));
