import type { AuditEntry } from '../../../shared/audit/entry.ts';
import type { Form, ItemResult } from '../../../shared/inspection/form.ts';
import type { PublicResult } from '../../../shared/publication/public-result.ts';
import type { WorldRecord } from '../world/record.ts';
import type { Invariant, View } from './invariant.ts';
import { recordedIn } from './stored.ts';

const NEED_EVIDENCE = new Set(['05', '06', '07', '08', '10', '11', '12']);
const PROBLEMS = new Set(['02', '04', '09', '13', '14']);

/** No result is anybody's default: each was written by a person of the item's department, one item at a time, with its ground; and as written it is published, or not at all (BY-6, GY-14, GY-18, GY-22). */
export const resultsByPersons: Invariant = {
  id: 'results-by-persons',
  clauses: ['BY-6', 'GY-14', 'GY-18', 'GY-22'],
  en: 'Each result of each item was recorded by a person of its department after the visit, with note or evidence; an entered form has one for every item; what is published is what was recorded.',
  watch: () => (view, { items }) => [
    ...recordedIn(items).flatMap(({ entry }) => entryFaults(view, entry)),
    ...items.flatMap(({ table, pk, after }) => (table === 'publication' && pk.startsWith('RESULT#') && after !== undefined ? publicFaults(view.record, pk.slice('RESULT#'.length), after as unknown as PublicResult) : [])),
  ],
};

const entryFaults = ({ record }: View, { action, subject, before, after, actor }: AuditEntry): readonly string[] => {
  if (!subject.startsWith('inspection/') || after === undefined) return [];
  if (action === 'inspection.lost-target') return lossFaults(record, after as unknown as Form);
  const form = after as unknown as Form;
  const had = (before as unknown as Partial<Form> | undefined)?.results;
  if (action !== 'inspection.record') {
    const whole = action === 'inspection.enter' ? openFaults(form) : [];
    return had === undefined ? whole : [...whole, `${subject}: results were changed by ${action}`];
  }
  const known = new Map((had ?? []).map((result) => [result.itemId, JSON.stringify(result)]));
  const changed = form.results.filter((result) => known.get(result.itemId) !== JSON.stringify(result));
  const gone = [...known.keys()].filter((itemId) => form.results.every((result) => result.itemId !== itemId));
  return [
    ...(changed.length === 1 && gone.length === 0 ? [] : [`${subject}: one result was recorded and ${changed.length + gone.length} changed`]),
    ...(form.stage === 'inspected' ? [] : [`${subject}: a result was recorded while the form was ${form.stage}`]),
    ...changed.flatMap((result) => resultFaults(record, form, result, actor.kind === 'person' ? actor.department : undefined).map((what) => `${subject} ${result.itemId}: ${what}`)),
  ];
};

/** A target is lost for a reason that lies with the enterprise only with evidence, kept for good. */
const lossFaults = (record: WorldRecord, form: Form): readonly string[] => {
  if (form.stage !== 'lost') return [`${form.inspectionId} was lost and is ${form.stage}`];
  const { inspectionId, results, loss: { code, ground, evidence } } = form;
  return [
    ...(NEED_EVIDENCE.has(code) && evidence.length === 0 ? [`${inspectionId} was lost by ${code} without evidence`] : []),
    ...(ground.trim() === '' ? [`${inspectionId} was lost without a ground`] : []),
    ...(results.length === 0 ? [] : [`${inspectionId} was lost and has results`]),
    ...evidence.filter(({ sha256 }) => record.buckets.evidence.get(`evidence/${inspectionId}/${sha256}`) === undefined).map(({ sha256 }) => `the evidence ${sha256.slice(0, 12)}… of the loss of ${inspectionId} is not kept`),
  ];
};

const openFaults = (form: Form): readonly string[] => {
  const open = form.items.filter(({ itemId }) => form.results.every((result) => result.itemId !== itemId));
  return open.map(({ itemId }) => `${form.inspectionId} was entered without a result of ${itemId}`);
};

const resultFaults = (record: WorldRecord, form: Form, { itemId, codes, note, followUp, evidence, department }: ItemResult, own: string | undefined): readonly string[] => [
  ...(own !== undefined && own === department && form.items.some((item) => item.itemId === itemId && item.department === own) ? [] : [`written by department ${own ?? 'none'}, which does not own it`]),
  ...(codes.some((code) => NEED_EVIDENCE.has(code)) && evidence.length === 0 ? ['could not inspect, and no evidence of it'] : []),
  ...(codes.some((code) => PROBLEMS.has(code)) && note.trim() === '' ? ['a problem without a word of it'] : []),
  ...(codes.includes('09') && followUp === 'none' ? ['pending without a follow-up'] : []),
  ...(note.trim() === '' && evidence.length === 0 ? ['no ground at all'] : []),
  ...(codes.length === 0 || (codes.length > 1 && (codes.includes('01') || codes.includes('03'))) ? [`the codes ${codes.join()} contradict each other`] : []),
  ...evidence.filter(({ sha256 }) => record.buckets.evidence.get(`evidence/${form.inspectionId}/${sha256}`) === undefined).map(({ sha256 }) => `its evidence ${sha256.slice(0, 12)}… is not kept`),
];

const publicFaults = ({ tables }: WorldRecord, batchId: string, shown: PublicResult): readonly string[] => {
  const form = tables.lifecycle.get(`BATCH#${batchId}`, `FORM#${shown.enterprise.id}`) as unknown as Form | undefined;
  const recorded = form?.stage === 'lost' ? form.items.map(() => (NEED_EVIDENCE.has(form.loss.code) ? form.loss.code : '')).join(' ') : (form?.results ?? []).map(({ codes }) => codes.join()).join(' ');
  const told = shown.items.map(({ codes }) => codes.join()).join(' ');
  return recorded === told && form?.items.length === shown.items.length ? [] : [`${batchId} ${shown.enterprise.id}: published as ${told}, recorded as ${recorded}`];
};
