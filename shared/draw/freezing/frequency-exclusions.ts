import { canonicalJson, type Json } from '../../kernel/canonical-json.ts';
import { isInFrame } from '../../lottery/directory/frame.ts';
import type { Exclusion, Frame } from '../../lottery/types.ts';
import type { Batch } from '../../plan/batch.ts';
import { visitCapIn } from '../../plan/visit-cap.ts';
import { findYear } from '../../plan/year-store.ts';
import { readTargetRows } from '../../registry/target-store.ts';
import type { Table } from '../../store/table.ts';
import type { DrawContext } from '../record/draw-context.ts';
import { rowsOf } from './frozen-lists.ts';
import { unopenedBatches } from '../record/sealed-store.ts';
import { joinable, withoutVisitsOf, type LedgerVisit, type VisitLedger } from './visit-ledger.ts';
import { readFullLedgers } from './visit-ledger-store.ts';

/** Whom the yearly cap keeps out of a draw, and what supervisors and witnesses are told of it. `ground` is undefined where the year has no cap. */
export interface FrequencyExclusions {
  /** Strictly ascending by id; all of code `F`. */
  readonly exclusions: readonly Exclusion[];
  readonly ground?: string;
}

interface Context extends Pick<DrawContext, 'profile'> {
  readonly stores: Pick<DrawContext['stores'], 'registry' | 'lifecycle'>;
}

type Asking = Pick<Extract<Batch, { scheme: unknown }>, 'batchId' | 'year' | 'entry' | 'scheme'>;

/** The file of an attempt that says why each enterprise is on the list of exclusions; for supervisors and witnesses. */
export const EXCLUSIONS_FILE = 'witness/exclusions.json';

/**
 * The enterprises of the entry's frame that have had their visits of the year, planned ones included: they cannot be drawn, and the next ticket stands in their place (NR-5).
 * The frame is asked of the directory as it is now; one that comes into it before the rows are read is stopped by its ledger at dispatch.
 * So is one that only a sealed draw has planned for: the list is public at once, and whoever stood on it without a visit that is known would be known to have one to come (NR-9).
 * One whose visit is still to come stays in for an entry of the same coordination group, which becomes part of it. An entry of an exempt kind keeps nobody out.
 */
export const frequencyExclusions = async ({ stores: { registry, lifecycle }, profile }: Context, batch: Asking): Promise<FrequencyExclusions> => {
  const cap = visitCapIn(await findYear(lifecycle, batch.year));
  if (cap === undefined) return { exclusions: [] };
  const { entry, scheme } = batch;
  const full = entry.uncounted === undefined ? await readKnownFull(lifecycle, batch.year, cap) : [];
  const inFrame = await readInFrame(registry, full.map(({ targetId }) => targetId), entry.targets.frame, profile.draw.strata.by);
  const out = full.filter((ledger) => !isOfGroup(ledger, entry.coordination, scheme)).filter(({ targetId }) => inFrame.has(targetId));
  return {
    exclusions: out.map(({ targetId }) => ({ id: targetId, code: 'F' })),
    ground: canonicalJson({ cap, year: batch.year, excluded: out.map(({ targetId, visits }) => ({ id: targetId, code: 'F', visits: visits.map(groundOf) })) }),
  };
};

/** The ledgers that are full by what is no secret. */
const readKnownFull = async (lifecycle: Table, year: number, cap: number): Promise<readonly VisitLedger[]> => {
  const full = await readFullLedgers(lifecycle, year, cap);
  if (full.length === 0) return full;
  const hidden = await unopenedBatches(lifecycle);
  return full.map((ledger) => withoutVisitsOf(ledger, hidden)).filter(({ counted }) => counted >= cap);
};

const readInFrame = async (registry: Table, ids: readonly string[], frame: Frame, strata: 'none' | 'credit'): Promise<ReadonlySet<string>> => {
  const rows = rowsOf(await readTargetRows(registry, ids), strata);
  // A target that is no row is refused where all rows are read.
  return new Set(rows.ok ? rows.value.filter((row) => isInFrame(frame, row)).map((row) => row.slice(0, 18)) : ids);
};

const isOfGroup = (ledger: VisitLedger, group: string | undefined, { visit: days, sealed }: Asking['scheme']): boolean =>
  group !== undefined && joinable(ledger, { ...days, ...(sealed === undefined ? {} : { unannounced: true as const }) }).some((visit) => visit.group === group);

const groundOf = ({ inspectionId, department, kind, shares, visitedOn }: LedgerVisit): Json => ({
  inspectionId, department, kind, ...(shares === undefined ? {} : { shares }), ...(visitedOn === undefined ? {} : { visitedOn }),
});
