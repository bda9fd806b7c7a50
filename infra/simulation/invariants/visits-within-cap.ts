import type { VisitLedger } from '../../../shared/draw/freezing/visit-ledger.ts';
import type { Form } from '../../../shared/inspection/form.ts';
import type { Batch } from '../../../shared/plan/batch.ts';
import type { Manifest } from '../../../shared/lottery/types.ts';
import type { WorldRecord } from '../world/record.ts';
import { admits, rowsIn } from './frozen-rows.ts';
import type { Invariant } from './invariant.ts';
import { batchesIn, batchIn, isCounted, knownVisits, ledgerIn, visitCapOf } from './stored.ts';

/** Nobody is visited more often in a year than the plan allows, exempt kinds aside; whom the cap keeps out is not drawn; the ledger is what the forms say (NR-5, GS-6). */
export const visitsWithinCap: Invariant = {
  id: 'visits-within-the-cap',
  clauses: ['NR-5', 'GS-6'],
  en: 'Nobody is visited on more days of a year than the published cap, exempt kinds aside; whom it keeps out is on the list of exclusions; each ledger is what the forms say.',
  watch: () => {
    const full = new Map<string, Full>();
    return ({ record }, { items, whole }) => {
      if (whole) full.clear();
      const told = new Set<string>();
      const faults: string[] = [];
      for (const { pk, sk, before, after, at } of items) {
        if (pk.startsWith('VISITS#') && after !== undefined) {
          note(record, after as unknown as VisitLedger, full, at);
          told.add(`${pk.split('#')[1] ?? ''} ${sk}`);
        }
        if (sk.startsWith('FORM#') && after !== undefined) told.add(`${String(after['year'])} ${String(after['targetId'])}`);
        if (sk.startsWith('ATTEMPT#') && before === undefined) faults.push(...drawnPastCap(record, pk.slice('BATCH#'.length), Number(sk.slice('ATTEMPT#'.length)), full));
      }
      return [...faults, ...[...told].flatMap((each) => ledgerFaults(record, Number(each.slice(0, 4)), each.slice(5)))];
    };
  },
};

/** An enterprise that has had what the year allows: since when, and its ledger as it was written last. */
interface Full {
  readonly since: string;
  readonly ledger: VisitLedger;
}

const note = (record: WorldRecord, ledger: VisitLedger, full: Map<string, Full>, at: string): void => {
  const key = `${ledger.year} ${ledger.targetId}`;
  const isFull = ledger.visits.filter(isCounted).length >= visitCapOf(record, ledger.year);
  if (isFull) full.set(key, { since: full.get(key)?.since ?? at, ledger });
  else full.delete(key);
};

const drawnPastCap = (record: WorldRecord, batchId: string, drawNo: number, known: ReadonlyMap<string, Full>): readonly string[] => {
  const batch = batchIn(record, batchId);
  const fileOf = (file: string): string => Buffer.from(record.buckets.published.get(`draws/${batchId}/${drawNo}/${file}`)?.body ?? []).toString();
  if (batch === undefined) return [`${batchId}#${drawNo} was frozen without a batch`];
  const out = new Set(fileOf('excluded.txt').split('\n').filter((line) => line !== ''));
  const { snapshot, item } = JSON.parse(fileOf('manifest.json')) as Manifest;
  const { year, entry } = batch;
  // What only a sealed draw has planned is no ground to be left out in public (NR-9): its ledger stops it at dispatch.
  const cap = visitCapOf(record, year);
  const full = [...known.values()].filter(({ since, ledger }) => ledger.year === year && since < snapshot.asOf.from && knownVisits(record, ledger, (openedAt) => openedAt < snapshot.asOf.from).filter(isCounted).length >= cap).map(({ ledger }) => ledger);
  const inFrame = new Set(rowsIn(record, batchId, drawNo, { snapshot }).filter((row) => admits(entry.targets.frame, row, true)).map((row) => row.slice(0, 18)));
  const open = full.filter((ledger) => inFrame.has(ledger.targetId) && !out.has(`${ledger.targetId},F`) && entry.uncounted === undefined && !isOfGroup(ledger, batch, snapshot.asOf.from));
  const baseless = [...out].filter((line) => line.endsWith(',F')).map((line) => line.slice(0, 18)).filter((id) => ledgerIn(record, year, id) === undefined);
  return [
    ...(item.excluded.count === out.size ? [] : [`${batchId}#${drawNo} excludes ${out.size} and says ${item.excluded.count}`]),
    ...open.map(({ targetId }) => `${targetId} has had its visits of ${year} and may be drawn in ${batchId}#${drawNo}`),
    ...baseless.map((id) => `${id} is kept out of ${batchId}#${drawNo} and was never to be visited in ${year}`),
  ];
};

/** Somebody of the same group was still to visit it. */
const isOfGroup = ({ visits }: VisitLedger, { entry, batchId }: Batch, from: string): boolean =>
  entry.coordination !== undefined && visits.some(({ group, inspectionId, visitedOn }) => group === entry.coordination && !inspectionId.startsWith(batchId) && (visitedOn === undefined || visitedOn >= from.slice(0, 10)));

const dayOf = (form: Form, name: 'visitOn' | 'visitedOn'): string => (name in form ? String((form as unknown as Record<string, unknown>)[name]) : '');

const ledgerFaults = (record: WorldRecord, year: number, targetId: string): readonly string[] => {
  const where = `the ledger of ${targetId} in ${year}`;
  const batches = new Map(batchesIn(record).filter((batch) => batch.year === year).map((batch) => [batch.batchId, batch]));
  const forms = [...batches.keys()].flatMap((batchId) => (record.tables.lifecycle.get(`BATCH#${batchId}`, `FORM#${targetId}`) ?? []) as unknown as Form | readonly never[]) as readonly Form[];
  const live = forms.filter(({ stage }) => (stage as string) !== 'lost');
  const ledger = ledgerIn(record, year, targetId);
  const visits = ledger?.visits ?? [];
  const counted = visits.filter(isCounted).length;
  const kindOf = ({ batchId }: Form): string => batches.get(batchId)?.entry.uncounted?.kind ?? 'planned';
  const days = new Set(live.filter((form) => kindOf(form) === 'planned' && dayOf(form, 'visitedOn') !== '').map((form) => dayOf(form, 'visitedOn')));
  const cap = visitCapOf(record, year);
  const hostless = visits.filter(({ shares }) => shares !== undefined && !visits.some((host) => host.inspectionId === shares && host.shares === undefined && host.kind === 'planned'));
  return [
    ...(days.size <= cap ? [] : [`${targetId} was visited on ${days.size} days of ${year}; the plan allows ${cap}`]),
    ...(counted <= cap ? [] : [`${where} has ${counted} visits; the plan allows ${cap}`]),
    ...(ledger === undefined || ledger.counted === counted ? [] : [`${where} counts ${ledger.counted} visits and has ${counted}`]),
    ...hostless.map(({ inspectionId }) => `${where}: ${inspectionId} shares a visit that is not there`),
    ...visits.filter((visit) => !live.some(({ inspectionId }) => inspectionId === visit.inspectionId)).map(({ inspectionId }) => `${where} holds ${inspectionId}, which is no form`),
    ...live.flatMap((form) => formFaults(form, visits, kindOf(form), where)),
  ];
};

const formFaults = (form: Form, visits: VisitLedger['visits'], kind: string, where: string): readonly string[] => {
  const { inspectionId, stage } = form;
  const line = visits.find((visit) => visit.inspectionId === inspectionId);
  // One that found no room may not be organised.
  if (line === undefined) return stage === 'drawn' || stage === 'noticed' ? [] : [`${where} lacks ${inspectionId}, which is ${stage}`];
  const group = visits.filter((visit) => (visit.shares ?? visit.inspectionId) === (line.shares ?? line.inspectionId) && visit.visitedOn !== undefined);
  return [
    ...(line.kind === kind ? [] : [`${where} has ${inspectionId} as ${line.kind}, its plan says ${kind}`]),
    ...(['visitOn', 'visitedOn'] as const).flatMap((name) => ((line[name] ?? '') === dayOf(form, name) ? [] : [`${where} has ${name} ${line[name] ?? 'none'} of ${inspectionId}, its form ${dayOf(form, name) || 'none'}`])),
    ...(new Set(group.map(({ visitedOn }) => visitedOn)).size <= 1 ? [] : [`${where}: those who share the visit of ${inspectionId} came on different days`]),
  ];
};
