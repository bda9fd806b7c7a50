import { createHash } from 'node:crypto';
import type { Attempt } from '../../../shared/draw/record/attempt.ts';
import type { Form } from '../../../shared/inspection/form.ts';
import type { ExpertsDrawn } from '../../../shared/lottery/expert-types.ts';
import type { Recusal } from '../../../shared/registry/recusal.ts';
import type { WorldRecord } from '../world/record.ts';
import type { Invariant } from './invariant.ts';
import { batchIn } from './stored.ts';

/** Experts come from their own library, by the draw and nobody's hand; their list is on record before anybody commits, and none of them stands among the officers (NR-2, NR-3, SM-4). */
export const expertsAside: Invariant = {
  id: 'experts-stay-aside',
  clauses: ['NR-2', 'NR-3', 'SM-4', 'DZ-2'],
  en: 'Whoever helps at a visit was drawn from the list that was on record before the ceremony, is recused from nothing of it, and is never among the officers.',
  watch: () => ({ record }, { items }) =>
    items.flatMap(({ sk, before, after }) => {
      if (after === undefined) return [];
      if (sk.startsWith('ATTEMPT#') && before === undefined) return listFaults(record, after as unknown as Attempt);
      return sk.startsWith('FORM#') ? formFaults(record, after as unknown as Form) : [];
    }),
};

/** The list's hash stands in the attempt from its first moment, and is that of the bytes that are published. */
const listFaults = (record: WorldRecord, { batchId, drawNo, experts, manifestAt }: Attempt): readonly string[] => {
  const batch = batchIn(record, batchId);
  const isWanted = batch !== undefined && 'scheme' in batch && (batch.scheme.experts ?? []).length > 0;
  if (!isWanted) return experts === undefined ? [] : [`${batchId}#${drawNo} has experts whom its scheme does not ask for`];
  if (experts === undefined) return [`${batchId}#${drawNo} was frozen without the experts its scheme asks for`];
  const text = textIn(record, 'published', `draws/${batchId}/${drawNo}/experts.json`);
  const lines = textIn(record, 'snapshots', `${batchId}/${drawNo}/witness/expert-recusals.txt`).split('\n');
  const known = new Set((text === '' ? [] : (JSON.parse(text) as { candidates: { id: string }[] }).candidates).map(({ id }) => id));
  const recusals = record.tables.registry.partition('RECUSAL') as unknown as readonly Recusal[];
  return [
    ...(createHash('sha256').update(`sj-experts-list/1\0${text}`).digest('hex') === experts.list ? [] : [`${batchId}#${drawNo}: the list of experts is not the one on record`]),
    ...recusals
      .filter(({ officerId, appliedAt, stage }) => known.has(officerId) && appliedAt < manifestAt && stage !== 'refused')
      .filter(({ officerId, targetId }) => !lines.some((line) => line.startsWith(`${officerId},${targetId},`)))
      .map(({ officerId, targetId }) => `${batchId}#${drawNo} was frozen without the recusal of ${officerId} from ${targetId}`),
  ];
};

const formFaults = (record: WorldRecord, form: Form): readonly string[] => {
  const { inspectionId, batchId, targetId, tasks, assistants } = form;
  const counted = [...tasks.flatMap(({ officers }) => officers.map(({ officerId }) => officerId)), ...('officersPresent' in form ? form.officersPresent : [])];
  const came = 'assistantsPresent' in form ? (form.assistantsPresent ?? []) : [];
  const own = (assistants ?? []).map(({ expertId }) => expertId);
  return [
    ...counted.filter((id) => record.tables.registry.get('EXPERT', id) !== undefined).map((id) => `${inspectionId}: ${id} is an expert and is counted as an officer`),
    ...came.filter((id) => !own.includes(id)).map((id) => `${inspectionId}: ${id} helped and was not drawn`),
    ...(assistants === undefined || own.join() === drawnFor(record, batchId, targetId).join() ? [] : [`${inspectionId}: ${own.join(', ')} are to help, and others were drawn`]),
  ];
};

const drawnFor = (record: WorldRecord, batchId: string, targetId: string): readonly string[] => {
  const batch = batchIn(record, batchId);
  const text = batch !== undefined && 'attempt' in batch ? textIn(record, 'snapshots', `${batchId}/${batch.attempt}/experts-drawn.json`) : '';
  const visits = text === '' ? [] : (JSON.parse(text) as ExpertsDrawn).visits;
  return visits.find(({ target }) => target === targetId)?.experts.flatMap(({ ids }) => ids) ?? [];
};

const textIn = (record: WorldRecord, bucket: 'published' | 'snapshots', key: string): string => Buffer.from(record.buckets[bucket].get(key)?.body ?? []).toString();
