import * as z from 'zod';
import { isLocalDate, type LocalDate } from '../../kernel/local-date.ts';
import { err, ok, type Result } from '../../kernel/result.ts';
import { EXEMPT_KINDS } from '../../profile/exempt-kinds.ts';

const date = z.string().refine(isLocalDate, 'a calendar date YYYY-MM-DD').transform((text) => text as LocalDate);

/**
 * One inspection of an enterprise: reserved when its form is made, performed when the visit is recorded. `kind`: `planned` counts against
 * the yearly cap, the others are exempt. `shares`: the inspection whose visit this one is part of, instead of a visit of its own.
 */
export const ledgerVisit = z.object({
  inspectionId: z.string(),
  department: z.string().length(2),
  kind: z.enum(['planned', ...EXEMPT_KINDS]),
  group: z.string().optional(),
  shares: z.string().optional(),
  /** The enterprise is not told of it beforehand (NR-9): it is shared with nobody, whose notice would tell. */
  unannounced: z.literal(true).optional(),
  /** The days the scheme allows. */
  from: date,
  to: date,
  /** The day agreed on, and when. */
  visitOn: date.optional(),
  organisedOn: date.optional(),
  visitedOn: date.optional(),
});

/** Every inspection of one enterprise in one year, of all departments (NR-5). `counted`: the visits that the cap counts, those shared once. */
export const visitLedger = z.object({
  shape: z.literal(1),
  year: z.int(),
  targetId: z.string(),
  visits: z.array(ledgerVisit),
  counted: z.int(),
  version: z.int(),
});

export type LedgerVisit = z.output<typeof ledgerVisit>;
export type VisitLedger = z.output<typeof visitLedger>;

/** The ledger of an enterprise before its first inspection of the year. It is in no store yet, which its version says. */
export const emptyLedger = (year: number, targetId: string): VisitLedger => ({ shape: 1, year, targetId, visits: [], counted: 0, version: 0 });

/** Visits that the yearly cap counts: of no exempt kind, and each once, however many share it (NR-5, GS-6). */
export const countOf = (visits: readonly LedgerVisit[]): number => visits.filter(({ kind, shares }) => kind === 'planned' && shares === undefined).length;

/** The ledger as it is known to those who know nothing of these batches. A visit of theirs is shared with nobody if it is unannounced, so no other hangs on it. */
export const withoutVisitsOf = (ledger: VisitLedger, batches: ReadonlySet<string>): VisitLedger => {
  const visits = ledger.visits.filter(({ inspectionId }) => !batches.has(batchOf(inspectionId)));
  return { ...ledger, visits, counted: countOf(visits) };
};

// `<batchId>:<targetId>`
const batchOf = (inspectionId: string): string => inspectionId.slice(0, inspectionId.indexOf(':'));

/** The inspection as the ledger has it. */
export const visitOf = ({ visits }: VisitLedger, inspectionId: string): LedgerVisit | undefined => visits.find((visit) => visit.inspectionId === inspectionId);

/** The inspections that are one visit with this one, itself left out. */
export const partnersOf = (ledger: VisitLedger, inspectionId: string): readonly LedgerVisit[] => {
  const own = visitOf(ledger, inspectionId);
  if (own === undefined) return [];
  const host = own.shares ?? own.inspectionId;
  return ledger.visits.filter((visit) => visit.inspectionId !== inspectionId && (visit.shares ?? visit.inspectionId) === host);
};

const withVisits = (ledger: VisitLedger, visits: readonly LedgerVisit[]): VisitLedger => ({ ...ledger, visits: [...visits], counted: countOf(visits), version: ledger.version + 1 });

/**
 * Reserves an inspection: as part of a visit of its own coordination group that is still to come, else as a visit of its own where the cap leaves
 * room or does not count it, else as part of any visit still to come (NR-5: merged into one visit). `over` where none of that can be.
 */
export const reserveVisit = (ledger: VisitLedger, asked: Omit<LedgerVisit, 'shares'>, cap: number | undefined): Result<VisitLedger, 'over'> => {
  if (visitOf(ledger, asked.inspectionId) !== undefined) return ok(ledger);
  const add = (host: LedgerVisit | undefined): Result<VisitLedger, 'over'> => ok(withVisits(ledger, [...ledger.visits, host === undefined ? asked : { ...asked, shares: host.inspectionId }]));
  const ofGroup = asked.group === undefined ? undefined : joinable(ledger, asked).find(({ group }) => group === asked.group);
  if (ofGroup !== undefined) return add(ofGroup);
  if (asked.kind !== 'planned' || cap === undefined || ledger.counted < cap) return add(undefined);
  const host = joinable(ledger, asked)[0];
  return host === undefined ? err('over') : add(host);
};

/** Visits that an inspection with these days may still become part of: nobody was there yet, the schemes have days in common, and a day agreed on is one of its own. Counted ones only: an exempt one may not carry others past the cap. Announced ones only, on both sides. */
export const joinable = ({ visits }: Pick<VisitLedger, 'visits'>, { from, to, unannounced }: Pick<LedgerVisit, 'from' | 'to' | 'unannounced'>): readonly LedgerVisit[] =>
  visits.filter((host) => {
    const parts = visits.filter(({ inspectionId, shares }) => (shares ?? inspectionId) === host.inspectionId);
    return unannounced === undefined && host.unannounced === undefined && host.shares === undefined && host.kind === 'planned' && parts.every((part) => part.visitedOn === undefined && part.from <= to && from <= part.to && (part.visitOn === undefined || (from <= part.visitOn && part.visitOn <= to)));
  });

/** The day of the visit is agreed on. */
export const organiseInLedger = (ledger: VisitLedger, inspectionId: string, { visitOn, organisedOn }: Required<Pick<LedgerVisit, 'visitOn' | 'organisedOn'>>): VisitLedger =>
  withVisits(ledger, ledger.visits.map((visit) => (visit.inspectionId === inspectionId ? { ...visit, visitOn, organisedOn } : visit)));

/** The visit was made. */
export const performVisit = (ledger: VisitLedger, inspectionId: string, visitedOn: LocalDate): VisitLedger =>
  withVisits(ledger, ledger.visits.map((visit) => (visit.inspectionId === inspectionId ? { ...visit, visitedOn } : visit)));

/** The inspection will not be made: its target was lost. Whoever shared its visit goes on without it. */
export const releaseVisit = (ledger: VisitLedger, inspectionId: string): VisitLedger => {
  const sharing = ledger.visits.filter(({ shares }) => shares === inspectionId);
  // One that counts, if there is one: the visit is still made, and still counts.
  const heir = sharing.find(({ kind }) => kind === 'planned') ?? sharing[0];
  const rest = ledger.visits.filter((visit) => visit.inspectionId !== inspectionId).map((visit) => {
    if (visit === heir) {
      const { shares: _, ...own } = visit;
      return own;
    }
    return heir !== undefined && sharing.includes(visit) ? { ...visit, shares: heir.inspectionId } : visit;
  });
  return withVisits(ledger, rest);
};
