import type { Form } from '../../../shared/inspection/form.ts';
import type { Batch, Reconciliation } from '../../../shared/plan/batch.ts';
import type { WorldRecord } from '../world/record.ts';
import type { Invariant, View } from './invariant.ts';
import { batchesTouched, batchIn, eventsIn, formsIn } from './stored.ts';

/** Drawn = published + exempt + open, in the forms, in public and in the counts, at any moment; nothing open in the archive (GY-20, GY-21, GY-22). */
export const reconciled: Invariant = {
  id: 'drawn-is-accounted-for',
  clauses: ['GY-20', 'GY-21', 'GY-22'],
  en: 'Drawn = published + exempt + open, counted in the forms and in public; the kept counts are those of the forms; an archived batch has nothing open and every receipt.',
  watch: () => (view, { items }) => batchesTouched(items).flatMap((batchId) => faults(view, batchId)),
};

const ENTERED = new Set(['entered', 'published', 'exempt', 'lost']);
/** Its end is before the public: its result, or why it could not be inspected. */
const isPublic = (form: Form): boolean => form.stage === 'published' || (form.stage === 'lost' && form.publishedAt !== undefined);
const reached = (stages: readonly string[]) => ({ stage }: Form): boolean => stages.includes(stage);
const count = (forms: readonly Form[], holds: (form: Form) => boolean): number => forms.filter(holds).length;

const faults = (view: View, batchId: string): readonly string[] => {
  const { record } = view;
  const batch = batchIn(record, batchId);
  const forms = formsIn(record, batchId);
  if (batch === undefined) return forms.length === 0 ? [] : [`${batchId} has forms and is no batch`];
  if (!('drawnCount' in batch)) return forms.length === 0 ? [] : [`${batchId} has ${forms.length} forms before its draw is published`];
  return [...formFaults(record, batch, forms), ...countFaults(record, batchId, forms), ...publicFaults(record, batch, forms), ...(batch.stage === 'archived' ? archiveFaults(view, batch, forms) : [])];
};

const formFaults = (record: WorldRecord, batch: Extract<Batch, { drawnCount: number }>, forms: readonly Form[]): readonly string[] => {
  const { batchId, stage } = batch;
  if (stage === 'drawn') return [];
  // Of unannounced visits it is in public only from its day on.
  const place = batch.scheme.sealed === undefined ? record.buckets.published.get(`draws/${batchId}/${batch.attempt}/transcript.json`) : record.buckets.snapshots.get(`${batchId}/${batch.attempt}/transcript.json`);
  const transcript = JSON.parse(Buffer.from(place?.body ?? Buffer.from('{}')).toString()) as Drawn;
  const lost = eventsIn(record, batchId).flatMap(({ line }) => (line.kind === 'lost-target' ? [line] : []));
  const drawn = [...(transcript.drawn ?? []), ...calledIn(transcript, lost)].sort().join(' ');
  const ended = forms.filter(({ stage: own }) => own === 'lost').map(({ targetId }) => targetId).sort().join(' ');
  const inForms = forms.map(({ targetId }) => targetId).sort().join(' ');
  const lostThere = lost.map(({ target }) => target).sort().join(' ');
  const least = { organised: ['drawn', 'noticed'], inspected: ['drawn', 'noticed', 'organised'] } as const;
  const behind = forms.filter(({ stage: own, calledIn: since }) => {
    const isCalledIn = since !== undefined;
    return (stage === 'organised' && !isCalledIn && reached(least.organised)({ stage: own } as Form)) || (stage === 'inspected' && reached(least.inspected)({ stage: own } as Form)) || (['entered', 'published', 'archived'].includes(stage) && !ENTERED.has(own));
  });
  return [
    ...(lostThere === ended ? [] : [`${batchId}: lost were ${lostThere || 'none'}, there ended ${ended || 'none'}`]),
    ...(drawn === inForms ? [] : [`${batchId}: drawn were ${drawn}, there are forms for ${inForms || 'nobody'}`]),
    ...behind.map(({ inspectionId, stage: own }) => `${inspectionId} is ${own} while its batch is ${stage}`),
    ...(['published', 'archived'].includes(stage) ? forms.filter((form) => form.stage === 'entered' || (form.stage === 'lost' && !isPublic(form))).map(({ inspectionId }) => `${inspectionId} is open while its batch is ${stage}`) : []),
  ];
};

interface Drawn {
  readonly drawn?: readonly string[];
  readonly reserve?: readonly { readonly stratum: string; readonly ids: readonly string[] }[];
}

/** Who came in by the reserve: for each loss of a stratum the next ticket, while there is one (BY-3). */
const calledIn = ({ reserve = [] }: Drawn, lost: readonly { readonly stratum: string }[]): readonly string[] =>
  reserve.flatMap(({ stratum, ids }) => ids.slice(0, lost.filter((line) => line.stratum === stratum).length));

const countFaults = (record: WorldRecord, batchId: string, forms: readonly Form[]): readonly string[] => {
  const kept = record.tables.lifecycle.get(`BATCH#${batchId}`, 'PROGRESS');
  if (kept === undefined) return forms.length === 0 ? [] : [`${batchId} has forms and no count of them`];
  const from = (at: number) => ['drawn', 'noticed', 'organised', 'inspected', 'entered', 'published', 'exempt', 'lost'].slice(at);
  const counted = {
    // While the forms of a draw are being made, the count is of all of them.
    drawn: forms.some(({ stage, calledIn: since }) => stage === 'drawn' && since === undefined) ? kept['drawn'] : forms.length,
    organised: count(forms, reached(from(2))), inspected: count(forms, reached(from(3))), entered: count(forms, reached(from(4))),
    exempt: count(forms, reached(['exempt'])), pending: count(forms, ({ nonDisclosure }) => nonDisclosure !== undefined && nonDisclosure.decision === undefined),
  };
  return Object.entries(counted).flatMap(([name, value]) => (kept[name] === value ? [] : [`${batchId} counts ${String(kept[name])} ${name}, its forms say ${value}`]));
};

const publicFaults = (record: WorldRecord, { batchId, stage }: Batch, forms: readonly Form[]): readonly string[] => {
  const { publication } = record.tables;
  const shown = publication.partition(`RESULT#${batchId}`).map(({ sk }) => sk).sort().join(' ');
  const published = forms.filter(isPublic).map(({ targetId }) => targetId).sort().join(' ');
  const summary = publication.get('RESULTS', batchId);
  const isOut = stage === 'published' || stage === 'archived';
  const keptBack = forms.filter(({ stage: own, targetId }) => own === 'exempt' && resultsOf(record, batchId).includes(targetId));
  return [
    ...(shown === published ? [] : [`${batchId}: in public are ${shown || 'none'}, published are ${published || 'none'}`]),
    ...keptBack.map(({ inspectionId }) => `${inspectionId} is exempt and in public`),
    ...forms.filter((form) => form.nonDisclosure?.decision?.approve === true && form.stage !== 'exempt').map(({ inspectionId, stage: own }) => `${inspectionId} was exempted by the head and is ${own}`),
    ...(isOut && summary === undefined ? [`${batchId} is ${stage} without its counts in public`] : []),
    ...(summary === undefined ? [] : summaryFaults(batchId, summary['reconciliation'] as Reconciliation, forms)),
    ...(isOut && record.buckets.published.get(`results/${batchId}/results.json`) === undefined ? [`${batchId} is ${stage} without its file of results`] : []),
  ];
};

const resultsOf = (record: WorldRecord, batchId: string): string => {
  const file = Buffer.from(record.buckets.published.get(`results/${batchId}/results.json`)?.body ?? []).toString();
  return JSON.stringify((JSON.parse(file || '{}') as { results?: unknown }).results ?? []);
};

const summaryFaults = (batchId: string, told: Reconciliation, forms: readonly Form[]): readonly string[] => {
  const own = { drawn: forms.length, entered: count(forms, ({ stage }) => ENTERED.has(stage)), published: count(forms, isPublic), exempt: count(forms, reached(['exempt'])) };
  const rate = (part: number): number => (own.drawn === 0 ? 0 : Math.floor((part * 10_000) / own.drawn));
  const expected = { ...own, open: own.drawn - own.published - own.exempt, entryRateBp: rate(own.entered), publicityRateBp: rate(own.published + own.exempt) };
  return Object.entries(expected).flatMap(([name, value]) => (told[name as keyof Reconciliation] === value ? [] : [`${batchId}: the public count of ${name} is ${String(told[name as keyof Reconciliation])}, the forms say ${value}`]));
};

const archiveFaults = ({ record, profile }: View, { batchId, ...batch }: Extract<Batch, { stage: 'archived' }>, forms: readonly Form[]): readonly string[] => {
  const published = count(forms, isPublic);
  const { open, receipts } = batch.reconciliation;
  return [
    ...(open === 0 && published + count(forms, reached(['exempt'])) === forms.length ? [] : [`${batchId} was archived with ${open} open`]),
    ...profile.publication.channels.flatMap(({ id }) => {
      const kept = record.tables.lifecycle.partition(`BATCH#${batchId}`, `RECEIPT#${id}#`).length;
      return kept === published && receipts[id] === published ? [] : [`${batchId} was archived with ${kept} receipts of ${id} for ${published} results`];
    }),
    ...summaryFaults(batchId, batch.reconciliation, forms),
  ];
};
