import type { AuditEntry } from '../../../shared/audit/entry.ts';
import type { Attempt } from '../../../shared/draw/record/attempt.ts';
import type { EventRecord } from '../../../shared/draw/events/draw-event.ts';
import type { Form } from '../../../shared/inspection/form.ts';
import type { SealedEntry } from '../../../shared/draw/record/sealed-store.ts';
import type { VisitLedger } from '../../../shared/draw/freezing/visit-ledger.ts';
import type { Batch } from '../../../shared/plan/batch.ts';
import type { Proposal } from '../../../shared/plan/proposal.ts';
import type { Year } from '../../../shared/plan/year.ts';
import type { StoredItem } from '../../../shared/store/item.ts';
import type { ItemChange, WorldRecord } from '../world/record.ts';

// The record as it lies there, past the schemas of the stores: whatever they would refuse or repair is to be seen here.
const as = <T>(item: StoredItem | undefined): T | undefined => item as unknown as T | undefined;

export const yearIn = ({ tables }: WorldRecord, year: number): Year | undefined => as(tables.lifecycle.get(`YEAR#${year}`, 'YEAR'));
export const proposalsIn = ({ tables }: WorldRecord, year: number): readonly Proposal[] => tables.lifecycle.partition(`YEAR#${year}`, 'PROPOSAL#') as unknown as readonly Proposal[];
export const batchIn = ({ tables }: WorldRecord, batchId: string): Batch | undefined => as(tables.lifecycle.get(`BATCH#${batchId}`, 'BATCH'));
export const attemptsIn = ({ tables }: WorldRecord, batchId: string): readonly Attempt[] => tables.lifecycle.partition(`BATCH#${batchId}`, 'ATTEMPT#') as unknown as readonly Attempt[];
export const eventsIn = ({ tables }: WorldRecord, batchId: string): readonly EventRecord[] => tables.lifecycle.partition(`BATCH#${batchId}`, 'EVENT#') as unknown as readonly EventRecord[];
export const formsIn = ({ tables }: WorldRecord, batchId: string): readonly Form[] => tables.lifecycle.partition(`BATCH#${batchId}`, 'FORM#') as unknown as readonly Form[];

/** The visits of a ledger that are no secret: those of no sealed draw, or of one whose opening `counts` (NR-9). */
export const knownVisits = ({ tables }: WorldRecord, { visits }: Pick<VisitLedger, 'visits'>, counts: (openedAt: string) => boolean): VisitLedger['visits'] => {
  const sealed = tables.lifecycle.partition('SEALED') as unknown as readonly SealedEntry[];
  const hidden = new Set(sealed.filter(({ openedAt }) => openedAt === undefined || !counts(openedAt)).map(({ batchId }) => batchId));
  return visits.filter(({ inspectionId }) => !hidden.has(inspectionId.slice(0, inspectionId.indexOf(':'))));
};

/** What a year's ledgers hold of an enterprise; undefined before its first inspection. */
export const ledgerIn = ({ tables }: WorldRecord, year: number, targetId: string): VisitLedger | undefined =>
  as([...'0123456789abcdef'].map((part) => tables.lifecycle.get(`VISITS#${year}#${part}`, targetId)).find((found) => found !== undefined));

/** True for a visit that the yearly cap counts: of no exempt kind, shared ones once. */
export const isCounted = ({ kind, shares }: VisitLedger['visits'][number]): boolean => kind === 'planned' && shares === undefined;

/** How many visits the plan of a year allows to one enterprise; without end where it says nothing. */
export const visitCapOf = (record: WorldRecord, year: number): number => (yearIn(record, year) as { readonly visitsPerYear?: number } | undefined)?.visitsPerYear ?? Infinity;

/** Every batch there is. */
export const batchesIn = (record: WorldRecord): readonly Batch[] =>
  [...record.tables.lifecycle.partitions()].flatMap((pk) => (pk.startsWith('BATCH#') ? (batchIn(record, pk.slice('BATCH#'.length)) ?? []) : []));

/** Every plan year there is. */
export const yearsIn = (record: WorldRecord): readonly Year[] =>
  [...record.tables.lifecycle.partitions()].flatMap((pk) => (pk.startsWith('YEAR#') ? (yearIn(record, Number(pk.slice('YEAR#'.length))) ?? []) : []));

/** An audit entry with the write that laid it down. */
export interface Recorded {
  readonly entry: AuditEntry;
  readonly change: ItemChange;
}

/** The audit entries among changes, in the order in which they were written. */
export const recordedIn = (changes: readonly ItemChange[]): readonly Recorded[] =>
  changes.flatMap((change) => {
    if (!change.pk.startsWith('AUDIT#') || !change.sk.startsWith('E#') || change.after === undefined) return [];
    return [{ entry: entryOf(change.after), change }];
  });

/** The audit entry an item holds. */
export const entryOf = ({ pk: _pk, sk: _sk, ...entry }: StoredItem): AuditEntry => entry as unknown as AuditEntry;

/** The ids of the batches that something changed in, each once. */
export const batchesTouched = (changes: readonly ItemChange[]): readonly string[] => [
  ...new Set(changes.flatMap(({ pk }) => /^(?:BATCH|RESULT)#(.+)$/.exec(pk)?.[1] ?? [])),
];
