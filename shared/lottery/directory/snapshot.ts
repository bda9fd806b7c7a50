import type { Hasher } from '../../kernel/hash.ts';
import { err, ok, type Result } from '../../kernel/result.ts';
import { capBaseFrame, frameTest } from './frame.ts';
import { rootOfRows, rootOfShards } from './merkle.ts';
import { compareIds, digitsAt, hasRowForm } from './row-bytes.ts';
import { parseRow, ROW_BYTES, rowId, rowText, SHARD_ROWS, type RowRefusal } from './row.ts';
import type { DirectoryStat, Exclusion, Frame, ShardRoot, Snapshot } from '../types.ts';

export type SnapshotRefusal = {
  readonly reason: RowRefusal | 'order' | 'shard-size';
  readonly shard: number;
  /** Row within the shard, from 0. */
  readonly row: number;
};

const lastByteRow = (shard: Uint8Array): number => shard.length / ROW_BYTES;

/** Refuses the first row that breaks the pattern or the order, or a shard of the wrong size. */
export const checkRows = (shards: readonly Uint8Array[]): Result<number, SnapshotRefusal> => {
  const knownDates = new Set([0]);
  let rows = 0;
  for (const [shard, bytes] of shards.entries()) {
    const count = lastByteRow(bytes);
    const full = shard < shards.length - 1 ? count === SHARD_ROWS : count >= 1 && count <= SHARD_ROWS;
    if (!Number.isInteger(count) || !full) return err({ reason: 'shard-size', shard, row: Math.floor(count) });
    for (let row = 0; row < count; row += 1) {
      const refusal = rowRefusal(shards, shard, row, knownDates);
      if (refusal !== null) return err({ reason: refusal, shard, row });
    }
    rows += count;
  }
  return ok(rows);
};

const rowRefusal = (
  shards: readonly Uint8Array[],
  shard: number,
  row: number,
  knownDates: Set<number>,
): SnapshotRefusal['reason'] | null => {
  const bytes = shards[shard] as Uint8Array;
  const at = row * ROW_BYTES;
  if (!hasRowForm(bytes, at)) return 'form';
  const status = (bytes[at + 62] ?? 0) - 48;
  if (bytes[at + 60] !== 48 || bytes[at + 61] !== 48 || status < 1 || status > 6) return 'status';
  const date = digitsAt(bytes, at + 34, 8);
  if (!knownDates.has(date)) {
    const parsed = parseRow(rowText(bytes, row));
    if (!parsed.ok) return parsed.error;
    knownDates.add(date);
  }
  const before = row > 0 ? bytes : shards[shard - 1];
  if (before === undefined) return null;
  return compareIds(before, row > 0 ? at - ROW_BYTES : before.length - ROW_BYTES, bytes, at) < 0 ? null : 'order';
};

/** Root and shard roots of valid rows, as the manifest's `snapshot` holds them. */
export type SnapshotRoots = Pick<Snapshot, 'rows' | 'root' | 'shards'>;

/** One shard as the manifest names it. */
export const shardRoot = (hasher: Hasher, shard: Uint8Array): ShardRoot => ({ rows: lastByteRow(shard), root: rootOfRows(hasher, shard) });

/** Shards fold to the snapshot. */
export const rootsOf = (hasher: Hasher, shards: readonly ShardRoot[]): SnapshotRoots => ({
  rows: shards.reduce((sum, shard) => sum + shard.rows, 0),
  root: rootOfShards(hasher, shards.map(({ root }) => root)),
  shards,
});

/** The roots of shards that are all there. */
export const snapshotRoots = (hasher: Hasher, shards: readonly Uint8Array[]): SnapshotRoots => rootsOf(hasher, shards.map((shard) => shardRoot(hasher, shard)));

/** What a manifest states about a directory, counted from its rows. */
export type RowCounts = {
  /** Per region and stratum, sorted, non-zero only. */
  readonly directoryStats: readonly DirectoryStat[];
  /** N_h by stratum code, only strata that have eligible rows. */
  readonly eligible: ReadonlyMap<string, number>;
  /** Eligible rows by `region` then stratum, for forecasts. */
  readonly eligibleByRegion: readonly DirectoryStat[];
  readonly capBase: number;
  /** Excluded ids that no row has. */
  readonly unknownExcluded: readonly string[];
};

/** Counts of rows that come shard by shard and are not kept. */
export interface RowCounter {
  add(shard: Uint8Array): void;
  counts(): RowCounts;
}

/** Begins to count valid rows: directory statistics, eligible rows per stratum, and `capBase`. */
export const rowCounter = (frame: Frame, excluded: readonly Exclusion[]): RowCounter => {
  const inFrame = frameTest(frame);
  const inCapBase = frameTest(capBaseFrame(frame));
  const unseen = new Set(excluded.map(({ id }) => id));
  const all = new Map<number, number>();
  const eligible = new Map<number, number>();
  let capBase = 0;
  return {
    add: (bytes) => {
      for (let row = 0; row < lastByteRow(bytes); row += 1) {
        const at = row * ROW_BYTES;
        const key = regionAndStratum(bytes, at);
        all.set(key, (all.get(key) ?? 0) + 1);
        if (inCapBase(bytes, at)) capBase += 1;
        const isExcluded = unseen.size > 0 && unseen.delete(rowId(bytes, row));
        if (!isExcluded && inFrame(bytes, at)) eligible.set(key, (eligible.get(key) ?? 0) + 1);
      }
    },
    counts: () => {
      const eligibleByRegion = toStats(eligible);
      const byStratum = new Map<string, number>();
      for (const { stratum, rows } of eligibleByRegion) byStratum.set(stratum, (byStratum.get(stratum) ?? 0) + rows);
      return { directoryStats: toStats(all), eligible: byStratum, eligibleByRegion, capBase, unknownExcluded: [...unseen].sort() };
    },
  };
};

/** The counts of shards that are all there. */
export const countRows = (shards: readonly Uint8Array[], frame: Frame, excluded: readonly Exclusion[]): RowCounts => {
  const counter = rowCounter(frame, excluded);
  for (const bytes of shards) counter.add(bytes);
  return counter.counts();
};

const STRATA = 26;
const REGION = 19;
const STRATUM = 32;

/** Region and stratum of a row as one number, because a text for each of millions of rows takes longer than all else. */
const regionAndStratum = (bytes: Uint8Array, at: number): number => digitsAt(bytes, at + REGION, 6) * STRATA + (bytes[at + STRATUM] ?? 0) - 65;

const toStats = (counts: ReadonlyMap<number, number>): readonly DirectoryStat[] =>
  [...counts]
    .sort(([a], [b]) => a - b)
    .map(([key, rows]) => ({ region: String(Math.floor(key / STRATA)).padStart(6, '0'), stratum: String.fromCharCode(65 + (key % STRATA)), rows }));
