import type { Manifest } from '../../../shared/lottery/types.ts';
import type { Batch } from '../../../shared/plan/batch.ts';
import type { PlanContent } from '../../../shared/plan/entry.ts';
import type { WorldRecord } from '../world/record.ts';
import { admits, byStratum, excludedIn, manifestIn, rowsIn } from './frozen-rows.ts';
import type { View } from './invariant.ts';
import { ownQuota, type OwnGround, type OwnShare } from './own-quota.ts';
import { attemptsIn, batchIn } from './stored.ts';

/** An attempt as it was frozen, with what its quota follows from. */
export interface FrozenAttempt extends OwnGround {
  readonly batch: Batch;
  readonly manifest: Manifest;
  /** What plan, floor and cap give each stratum. */
  readonly shares: readonly OwnShare[];
  /** Rows of the directory, whenever they were inspected; the share of them that may be drawn, in basis points; what other batches took of it. */
  readonly base: number;
  readonly capBp: number;
  readonly taken: number;
}

/** Reads an attempt anew from its rows and the plan; undefined where batch or manifest is missing. */
export const frozenAttempt = ({ record, profile }: View, batchId: string, drawNo: number): FrozenAttempt | undefined => {
  const batch = batchIn(record, batchId);
  const manifest = manifestIn(record, batchId, drawNo);
  if (batch === undefined || manifest === undefined) return undefined;
  const { entry } = batch;
  const rows = rowsIn(record, batchId, drawNo, manifest);
  const base = rows.filter((row) => admits(entry.targets.frame, row, false)).length;
  const out = excludedIn(record, batchId, drawNo);
  const capBp = entry.exceedance?.limitBp ?? profile.draw.cap.bp;
  const taken = profile.draw.cap.per === 'batch' ? 0 : takenBefore(record, batch, drawNo);
  const ground: OwnGround = {
    asked: entry,
    eligible: byStratum(rows.filter((row) => admits(entry.targets.frame, row, true) && !out.has(row.slice(0, 18)))),
    left: Math.max(0, Math.floor((base * capBp) / 10_000) - taken),
    pending: taken - manifest.item.capUsed,
    floor: Math.ceil((base * profile.draw.floor.bp) / 10_000),
  };
  return { ...ground, batch, manifest, shares: ownQuota(ground), base, capBp, taken };
};

/** What names the directory of an entry: neither past inspections nor the order of a list make another. */
export const directoryOf = ({ targets: { frame } }: Pick<PlanContent, 'targets'>): string => {
  const sorted = (values: readonly string[] | undefined): string => (values === undefined ? '*' : [...new Set(values)].sort().join());
  return [sorted(frame.status), sorted(frame.regions), sorted(frame.industries), frame.tagsAll ?? '*', frame.tagsNone ?? '*'].join(' ');
};

/** What the other batches of the year took of the same directory by now: their draws, or the quota of one under way. */
const takenBefore = (record: WorldRecord, batch: Batch, drawNo: number): number => {
  const at = attemptsIn(record, batch.batchId).find((attempt) => attempt.drawNo === drawNo)?.manifestAt ?? '';
  let taken = 0;
  for (const pk of record.tables.lifecycle.partitions()) {
    const other = pk.startsWith('BATCH#') && pk !== `BATCH#${batch.batchId}` ? batchIn(record, pk.slice('BATCH#'.length)) : undefined;
    if (other === undefined || other.year !== batch.year || !('attempt' in other) || directoryOf(other.entry) !== directoryOf(batch.entry)) continue;
    taken += attemptsIn(record, other.batchId).findLast(({ manifestAt }) => manifestAt <= at)?.quota ?? 0;
  }
  return taken;
};
