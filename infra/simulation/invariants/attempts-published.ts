import type { Attempt } from '../../../shared/draw/record/attempt.ts';
import { isSealed } from '../../../shared/draw/record/sealing.ts';
import type { WorldRecord } from '../world/record.ts';
import type { Invariant } from './invariant.ts';
import { attemptsIn, batchIn, batchesTouched, eventsIn } from './stored.ts';

const NO_PREVIOUS = '0'.repeat(64);
/** What an attempt keeps from its freezing on, and what once it is there. */
const KEPT = ['M0', 'prev', 'manifestAt', 'quota', 'M1', 'M2', 'seed', 'drawnCount'] as const;

/** No draw is repeated behind anybody's back: attempts are numbered without gap, chained, in the public list, and each before the last is void with reason, approval and signatures (BY-2). */
export const attemptsPublished: Invariant = {
  id: 'no-hidden-reroll',
  clauses: ['BY-2'],
  en: 'The attempts of a batch are numbered without gap and all in public; each that was given up says why, who failed, who approved, and bears the signatures of the others.',
  watch: () => ({ record }, { items }) => [
    ...items.flatMap(({ pk, sk, before, after }) =>
      sk.startsWith('ATTEMPT#') && before !== undefined && after !== undefined
        ? KEPT.filter((name) => before[name] !== undefined && before[name] !== after[name] && !(name === 'drawnCount' || ((name === 'M2' || name === 'seed') && after['stage'] === 'voiding'))).map((name) => `${name} of ${pk} ${sk} was changed`)
        : []),
    ...batchesTouched(items).flatMap((batchId) => faults(record, batchId)),
  ],
};

const faults = (record: WorldRecord, batchId: string): readonly string[] => {
  const attempts = attemptsIn(record, batchId);
  const batch = batchIn(record, batchId);
  const current = batch !== undefined && 'attempt' in batch ? batch.attempt : 0;
  const counted = attempts.length === current ? [] : [`${batchId} counts ${current} attempts and has ${attempts.length}`];
  return [...counted, ...eventFaults(record, batchId, current), ...attempts.flatMap((attempt, at) => faultsOf(record, batchId, attempt, at, attempts[at - 1]))];
};

const faultsOf = (record: WorldRecord, batchId: string, attempt: Attempt, at: number, before: Attempt | undefined): readonly string[] => {
  const where = `${batchId}#${attempt.drawNo}`;
  const shown = record.tables.publication.get('DRAW', `${batchId}#${String(at + 1).padStart(4, '0')}`);
  const isHidden = attempt.stage === 'published' && isSealed(attempt);
  const state = isHidden ? 'sealed' : attempt.stage === 'void' || attempt.stage === 'published' ? attempt.stage : 'open';
  const isThere = (file: string): boolean => record.buckets.published.get(`draws/${batchId}/${attempt.drawNo}/${file}`) !== undefined;
  const prev = before?.stage === 'void' ? before.voidHash : NO_PREVIOUS;
  return [
    ...(attempt.drawNo === at + 1 ? [] : [`${where} stands in place ${at + 1}`]),
    ...(shown === undefined ? [`${where} is not in the public list`] : shown['state'] === state ? [] : [`${where} is ${attempt.stage} and shown as ${String(shown['state'])}`]),
    ...(before !== undefined && before.stage !== 'void' ? [`${where} was begun while the attempt before it was ${before.stage}`] : []),
    ...(attempt.prev === prev ? [] : [`${where} does not hang on the void before it`]),
    ...(isThere('manifest.json') ? [] : [`the manifest of ${where} is not in public`]),
    ...(attempt.stage === 'void' ? voidFaults(attempt, shown, where, isThere('void.json')) : []),
  ];
};

/** What happened since the draw is in public line by line, and a ceremony that came to nothing names who failed and is signed by all others, each of whom is asked again; none is held for a seat that nobody can take (BY-3). */
const eventFaults = (record: WorldRecord, batchId: string, drawNo: number): readonly string[] => {
  const events = eventsIn(record, batchId);
  if (events.length === 0) return [];
  const shown = Buffer.from(record.buckets.published.get(`draws/${batchId}/${drawNo}/events.txt`)?.body ?? []).toString().split('\n').filter((line) => line !== '').map((line) => JSON.stringify(JSON.parse(line)));
  // While a draw is sealed its lines are kept back with it.
  const isKept = attemptsIn(record, batchId).some(isSealed);
  const told = new Set(shown.map((line) => (JSON.parse(line) as { seq: number }).seq));
  return [
    ...events.filter(({ seq }) => !told.has(seq) && !isKept).map(({ seq, line }) => `line ${seq} (${line.kind}) of ${batchId} is not in public`),
    ...events.flatMap(({ seq, line, ceremony }) => {
      if (line.kind !== 'lost-officer' || ceremony?.stage !== 'open') return [];
      const over = events.find((later) => later.seq > seq && later.line.kind === 'unfilled' && 'taskId' in later.line && later.line.taskId === line.taskId);
      return over === undefined ? [] : [`the ceremony of line ${seq} of ${batchId} is open although by line ${over.seq} nobody can take the seat`];
    }),
    ...events.flatMap(({ seq, line, ceremony }) => {
      if (line.kind !== 'failed') return [];
      const silent = new Set([...line.failed, ...line.sigs].map(({ id }) => id));
      const unsigned = (ceremony?.participants ?? []).filter(({ id }) => !silent.has(id)).map(({ id }) => id);
      return [
        ...(line.failed.length > 0 ? [] : [`line ${seq} of ${batchId} names nobody who failed`]),
        ...(ceremony === undefined ? [`after line ${seq} of ${batchId} nothing was tried again`] : []),
        ...(unsigned.length === 0 ? [] : [`line ${seq} of ${batchId} lacks the signatures of ${unsigned.join(', ')}`]),
      ];
    }),
  ];
};

const voidFaults = (attempt: Extract<Attempt, { stage: 'void' }>, shown: Readonly<Record<string, unknown>> | undefined, where: string, isThere: boolean): readonly string[] => {
  const failed = new Set(attempt.failed.map(({ id }) => id));
  const signed = new Set(attempt.sigs.map(({ id }) => id));
  const unsigned = attempt.participants.filter(({ id }) => !failed.has(id) && !signed.has(id)).map(({ id }) => id);
  return [
    ...(isThere ? [] : [`the void of ${where} is not in public`]),
    ...(unsigned.length === 0 ? [] : [`the void of ${where} lacks the signatures of ${unsigned.join(', ')}`]),
    ...(attempt.failed.length > 0 || attempt.discarded !== undefined ? [] : [`the void of ${where} names nobody who failed and discards nothing`]),
    ...(attempt.failed.length > 0 && attempt.discarded !== undefined ? [`the void of ${where} discards its outcome and names somebody, who then need not sign`] : []),
    ...(shown?.['reason'] === attempt.approval.reason && shown['approvedBy'] === attempt.approval.by && attempt.approval.reason !== '' ? [] : [`the void of ${where} is shown without its approved reason`]),
  ];
};
