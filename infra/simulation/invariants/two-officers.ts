import type { Attempt } from '../../../shared/draw/record/attempt.ts';
import type { Form } from '../../../shared/inspection/form.ts';
import { compactDate, fromCompactDate } from '../../../shared/kernel/local-date.ts';
import type { Recusal } from '../../../shared/registry/recusal.ts';
import type { InspectorWithPrivate } from '../../../shared/registry/inspector.ts';
import type { ItemChange, WorldRecord } from '../world/record.ts';
import type { Invariant, View } from './invariant.ts';
import { attemptsIn, batchIn } from './stored.ts';

/** Two certified officers of each department at every visit, or pooled under it (SM-4), certified on that day, kept from no target they are recused from or were at last (NR-2, NR-3, NR-4); nobody is seated once it was made. */
export const twoOfficers: Invariant = {
  id: 'two-certified-officers',
  clauses: ['NR-2', 'NR-3', 'NR-4', 'SM-4'],
  en: 'Each visit has two officers a department at least, each of the department or of a body pooled under it, certified on the day of the visit, neither recused nor there the last time; the seats stay as they were at the visit.',
  watch: () => (view, { items }) => {
    const certificates = certificatesIn(items);
    return items.flatMap((change) => {
      if (change.sk.startsWith('ATTEMPT#') && change.before === undefined && change.after !== undefined) return recusalFaults(view, change.after as unknown as Attempt);
      if (!change.sk.startsWith('FORM#') || change.after === undefined) return [];
      const form = change.after as unknown as Form;
      return [
        // Of one called in the officers are drawn later; then it leaves its first stage. To one that is lost nobody goes.
        ...((form.calledIn !== undefined && form.stage === 'drawn') || form.stage === 'lost' ? [] : change.before === undefined || seats(change.before as unknown as Form) !== seats(form) ? seatFaults(view, form) : []),
        ...(wasMade(change.before?.['stage']) && seats(change.before as unknown as Form) !== seats(form) ? [`${form.inspectionId}: seats were given after the visit`] : []),
        ...(form.stage === 'inspected' && change.before?.['stage'] === 'organised' ? visitFaults(view, form, certificates, change) : []),
      ];
    });
  },
};

const wasMade = (stage: unknown): boolean => stage === 'inspected' || stage === 'entered' || stage === 'published' || stage === 'exempt';

const seats = ({ tasks }: Form): string => tasks.map(({ department, officers }) => `${department}:${officers.map(({ officerId }) => officerId).join()}`).join(';');

const seatFaults = ({ record, profile }: View, form: Form): readonly string[] => {
  const batch = batchIn(record, form.batchId);
  if (batch === undefined || !('attempt' in batch)) return [`${form.inspectionId} has a form and no draw`];
  const bodies = new Map(batch.scheme.departments.map(({ code, pooled = [] }) => [code, [code, ...pooled]]));
  const wanted = new Map(batch.scheme.departments.map(({ code, seats: count }) => [code, count]));
  const manifestAt = attemptsIn(record, form.batchId).find(({ drawNo }) => drawNo === batch.attempt)?.manifestAt ?? '';
  const frozen = frozenOfficers(record, form.batchId, batch.attempt);
  const recusals = record.tables.registry.partition('RECUSAL') as unknown as readonly Recusal[];
  const missing = [...wanted.keys()].filter((code) => form.tasks.every(({ department }) => department !== code));
  return [
    ...missing.map((code) => `${form.inspectionId}: nobody of department ${code} is to come`),
    ...form.tasks.flatMap(({ department, officers }) => {
      const ids = officers.map(({ officerId }) => officerId);
      const least = Math.max(2, profile.draw.seats.minimum, wanted.get(department) ?? 0);
      return [
        ...(new Set(ids).size >= least ? [] : [`${form.inspectionId}: department ${department} sends ${new Set(ids).size} officers of ${least}`]),
        ...ids.filter((id) => !(bodies.get(department) ?? [department]).includes(id.slice(0, 2))).map((id) => `${form.inspectionId}: ${id} is not of department ${department}, nor pooled under it`),
        ...officers.filter(({ officerId, from }) => (from?.department ?? department) !== officerId.slice(0, 2)).map(({ officerId }) => `${form.inspectionId}: the form does not say where ${officerId} comes from`),
        ...ids.filter((id) => !isDrawable(frozen.get(id), batch.scheme.visit)).map((id) => `${form.inspectionId}: ${id} is not certified for the days of the visit`),
        ...ids.filter((id) => frozen.get(id)?.lastVisited.includes(form.targetId)).map((id) => `${form.inspectionId}: ${id} was there the last time`),
        ...ids.filter((id) => recusals.some((recusal) => stoodAside(recusal, id, form.targetId, manifestAt))).map((id) => `${form.inspectionId}: ${id} is recused`),
      ];
    }),
  ];
};

interface Frozen {
  readonly id: string;
  readonly validFrom: string;
  readonly validTo: string;
  readonly lastVisited: readonly string[];
}

const frozenOfficers = (record: WorldRecord, batchId: string, drawNo: number): ReadonlyMap<string, Frozen> => {
  const text = Buffer.from(record.buckets.snapshots.get(`${batchId}/${drawNo}/officers.txt`)?.body ?? []).toString();
  return new Map(text.split('\n').filter((line) => line !== '').map((line) => JSON.parse(line) as Frozen).map((one) => [one.id, one]));
};

const isDrawable = (officer: Frozen | undefined, visit: { readonly from: string; readonly to: string }): boolean =>
  officer !== undefined && fromCompactDate(officer.validFrom) <= visit.from && visit.to <= fromCompactDate(officer.validTo);

/** Applied for before the freezing and not refused by then: whoever applied steps aside while the head decides. */
const stoodAside = (recusal: Recusal, officerId: string, targetId: string, manifestAt: string): boolean => {
  if (recusal.officerId !== officerId || recusal.targetId !== targetId || recusal.appliedAt >= manifestAt) return false;
  return recusal.stage !== 'refused' || recusal.decision.at > manifestAt;
};

/** Whoever steps aside does so from the freezing on, whether the enterprise is drawn or not. */
const recusalFaults = ({ record }: View, { batchId, drawNo, manifestAt }: Attempt): readonly string[] => {
  const officers = frozenOfficers(record, batchId, drawNo);
  const lines = Buffer.from(record.buckets.snapshots.get(`${batchId}/${drawNo}/witness/recusals.txt`)?.body ?? []).toString().split('\n');
  const recusals = record.tables.registry.partition('RECUSAL') as unknown as readonly Recusal[];
  return recusals
    .filter((recusal) => officers.has(recusal.officerId) && stoodAside(recusal, recusal.officerId, recusal.targetId, manifestAt))
    .filter(({ officerId, targetId }) => !lines.some((line) => line.startsWith(`${officerId},${targetId},`)))
    .map(({ officerId, targetId }) => `${batchId}#${drawNo} was frozen without the recusal of ${officerId} from ${targetId}`);
};

/** The certificates as they were changed within these changes, for each officer from the oldest on. */
const certificatesIn = (items: readonly ItemChange[]): ReadonlyMap<string, readonly ItemChange[]> => Map.groupBy(items.filter(({ pk, after }) => pk.startsWith('INSPECTOR#') && after !== undefined), ({ sk }) => sk);

const visitFaults = ({ record }: View, form: Extract<Form, { stage: 'inspected' }>, changes: ReadonlyMap<string, readonly ItemChange[]>, at: ItemChange): readonly string[] => {
  const { visitedOn, officersPresent, tasks, inspectionId } = form;
  const asOfVisit = (id: string): InspectorWithPrivate | undefined => {
    const own = changes.get(id) ?? [];
    const [last, next] = [own.findLast((change) => change.transaction < at.transaction), own.find((change) => change.transaction > at.transaction)];
    return (last?.after ?? next?.before ?? record.tables.registry.get(`INSPECTOR#${id.slice(0, 2)}`, id)) as unknown as InspectorWithPrivate | undefined;
  };
  const isCertified = (id: string): boolean => {
    const officer = asOfVisit(id);
    return officer?.kind === 'officer' && officer.certificate !== undefined && officer.certificate.validFrom <= visitedOn && visitedOn <= officer.certificate.validTo;
  };
  return [
    ...officersPresent.filter((id) => !isCertified(id)).map((id) => `${inspectionId}: ${id} was not certified on ${compactDate(visitedOn)}, the day of the visit`),
    ...tasks.flatMap(({ department, officers }) => {
      const came = officers.filter(({ officerId }) => officersPresent.includes(officerId)).length;
      return came >= 2 ? [] : [`${inspectionId}: ${came} officers of department ${department} came`];
    }),
    ...officersPresent.filter((id) => tasks.every(({ officers }) => officers.every(({ officerId }) => officerId !== id))).map((id) => `${inspectionId}: ${id} came and was not drawn`),
    ...form.replacements.filter(({ officerId, substitute }) => substitute === undefined && officersPresent.includes(officerId)).map(({ officerId }) => `${inspectionId}: ${officerId} was lost to it and came`),
    ...(visitedOn < form.organisedOn || visitedOn > at.at.slice(0, 10) ? [`${inspectionId}: the visit of ${visitedOn} was recorded on ${at.at.slice(0, 10)}, organised ${form.organisedOn}`] : []),
  ];
};
