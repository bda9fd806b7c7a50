import { partnersOf, performVisit, organiseInLedger, reserveVisit, visitOf, type LedgerVisit, type VisitLedger } from '../draw/freezing/visit-ledger.ts';
import type { LocalDate } from '../kernel/local-date.ts';
import { refuse, type Refusal } from '../kernel/refusal.ts';
import { ok, type Result } from '../kernel/result.ts';
import type { Batch } from '../plan/batch.ts';

type SchemedBatch = Extract<Batch, { scheme: unknown }>;

/** What a form's inspection asks of the enterprise's ledger, by its batch's entry and scheme (NR-5). */
export const visitAskedBy = ({ entry, scheme }: SchemedBatch, inspectionId: string): LedgerVisit => ({
  inspectionId,
  department: entry.leadDepartment,
  kind: entry.uncounted?.kind ?? 'planned',
  ...(entry.coordination === undefined ? {} : { group: entry.coordination }),
  ...(scheme.sealed === undefined ? {} : { unannounced: true as const }),
  from: scheme.visit.from,
  to: scheme.visit.to,
});

/** The ledger as the trail tells of it. */
export const noteOf = ({ year, targetId, counted, version }: VisitLedger) => ({ year, targetId, counted, version });

const names = (visits: readonly LedgerVisit[]): string => visits.map(({ inspectionId }) => inspectionId).join('、');

/**
 * A day is agreed on. One that the ledger has no room for is refused with `visits-over-cap`; one that shares its visit takes the day that was
 * agreed on, unless that is past: `visit-is-shared`. The first to agree on one takes one that suits the schemes of all: `visit-outside-scheme` (NR-5, GS-6).
 */
export const organiseVisitOf = (ledger: VisitLedger, asked: LedgerVisit, day: { readonly visitOn: LocalDate; readonly organisedOn: LocalDate; readonly today: LocalDate; readonly cap: number | undefined }): Result<VisitLedger, Refusal> => {
  const reserved = reserveVisit(ledger, asked, day.cap);
  if (!reserved.ok) return refuse('visits-over-cap', { facts: { cap: day.cap ?? 0 } });
  const partners = partnersOf(reserved.value, asked.inspectionId);
  const agreed = partners.filter(({ visitOn }) => visitOn !== undefined && visitOn >= day.today);
  const visitOn = agreed[0]?.visitOn;
  if (visitOn !== undefined && visitOn !== day.visitOn) return refuse('visit-is-shared', { pointer: '/visitOn', facts: { inspections: names(agreed), visitOn } });
  const common = daysInCommon([asked, ...partners]);
  if (agreed.length === 0 && partners.length > 0 && day.today <= common.to && (day.visitOn < common.from || day.visitOn > common.to)) return refuse('visit-outside-scheme', { pointer: '/visitOn', facts: common });
  return ok(organiseInLedger(reserved.value, asked.inspectionId, day));
};

/** Visits are only shared where the schemes have days in common. */
const daysInCommon = ([first, ...others]: readonly [LedgerVisit, ...LedgerVisit[]]): { readonly from: LocalDate; readonly to: LocalDate } =>
  others.reduce((common, { from, to }) => ({ from: from > common.from ? from : common.from, to: to < common.to ? to : common.to }), { from: first.from, to: first.to });

/**
 * The visit was made. Those who share it go together: none before all are organised (`visit-partner-unready`), and all on one day
 * (`visit-was-made`, `visit-before-organised`) (GS-6, NR-5).
 */
export const performVisitOf = (ledger: VisitLedger, asked: LedgerVisit, visitedOn: LocalDate): Result<VisitLedger, Refusal> => {
  // A form that was organised before there was a ledger has no line in it.
  const known = visitOf(ledger, asked.inspectionId) === undefined ? reserveVisit(ledger, asked, undefined) : ok(ledger);
  if (!known.ok) throw new Error('a ledger without a cap has room');
  const partners = partnersOf(known.value, asked.inspectionId);
  const unready = partners.filter(({ visitOn }) => visitOn === undefined);
  if (unready.length > 0) return refuse('visit-partner-unready', { facts: { inspections: names(unready) } });
  const made = partners.find((partner) => partner.visitedOn !== undefined);
  if (made?.visitedOn !== undefined && made.visitedOn !== visitedOn) return refuse('visit-was-made', { pointer: '/visitedOn', facts: { inspections: made.inspectionId, visitedOn: made.visitedOn } });
  const later = partners.find(({ organisedOn }) => organisedOn !== undefined && visitedOn < organisedOn);
  if (later?.organisedOn !== undefined) return refuse('visit-before-organised', { pointer: '/visitedOn', facts: { organisedOn: later.organisedOn } });
  return ok(performVisit(known.value, asked.inspectionId, visitedOn));
};
