import { canonicalJson } from '../../kernel/canonical-json.ts';
import { inParallel } from '../../kernel/in-parallel.ts';
import { instant, type Instant } from '../../kernel/instant.ts';
import { textOf, utf8 } from '../../lottery/encoding/bytes.ts';
import type { Run } from '../../lottery/directory/merge-runs.ts';
import { ROW_BYTES } from '../../lottery/directory/row.ts';
import { BUCKETS } from '../../registry/bucket.ts';
import type { DirectoryMark } from '../../registry/directory-changes.ts';
import type { Stores } from '../../store/record.ts';
import type { AttemptRef } from '../record/draw-files.ts';

/**
 * A reading of the whole directory, bucket by bucket, by many at once. What it read lies in the record's bucket under its own prefix: `plan.json`, and a run
 * of rows for each bucket of the registry. None of these is ever written over: whoever reads them twice reads the same.
 */
export interface FreezingPlan {
  /** When it began: what was changed before is read. */
  readonly from: Instant;
  /** How far the trail had come before the first bucket was read. */
  readonly mark: DirectoryMark;
}

type Snapshots = Pick<Stores, 'snapshots'>;

/** A plan's name within its batch: `1/freezing/20260323T090000`. */
export const PLAN_NAME = /^\d+\/freezing\/\d{8}T\d{6}$/;

const keyOf = (batchId: string, plan: string, file: string): string => `${batchId}/${plan}/${file}`;
const runFile = (bucket: string): string => `run-${bucket}.txt`;

/** Begins a reading at `from`; begun again at the same moment it is the same one. */
export const beginPlan = async ({ snapshots }: Snapshots, { batchId, drawNo }: AttemptRef, { from, mark }: FreezingPlan): Promise<string> => {
  const plan = `${drawNo}/freezing/${from.slice(0, 19).replaceAll(/[-:]/g, '')}`;
  await snapshots.putFirst(keyOf(batchId, plan, 'plan.json'), utf8(canonicalJson({ from, mark })), 'application/json; charset=utf-8');
  return plan;
};

/** Throws if there is none, or it is of another attempt. */
export const readPlan = async ({ snapshots }: Snapshots, { batchId, drawNo }: AttemptRef, plan: string): Promise<FreezingPlan> => {
  const bytes = plan.startsWith(`${drawNo}/`) ? await snapshots.get(keyOf(batchId, plan, 'plan.json')) : undefined;
  if (bytes === undefined) throw new Error(`attempt ${batchId}#${drawNo} was not begun as ${plan}`);
  const { from, mark } = JSON.parse(textOf(bytes)) as { readonly from: string; readonly mark: DirectoryMark };
  return { from: instant(from), mark };
};

/** Keeps what was read of a bucket, unless it was read before. */
export const keepRun = ({ snapshots }: Snapshots, batchId: string, plan: string, bucket: string, rows: readonly string[]): Promise<boolean> =>
  snapshots.putFirst(keyOf(batchId, plan, runFile(bucket)), utf8(rows.join('')), 'text/plain; charset=utf-8');

/** Bytes of a run that are held at a time: of 256 runs 64 MB. */
const PIECE_BYTES = 4096 * ROW_BYTES;
const WIDTH = 16;

/** The runs of all buckets, to be read piece by piece. Throws if one is missing. */
export const openRuns = ({ snapshots }: Snapshots, batchId: string, plan: string): Promise<readonly Run[]> =>
  inParallel(BUCKETS, WIDTH, async (bucket): Promise<Run> => {
    const key = keyOf(batchId, plan, runFile(bucket));
    const size = (await snapshots.head(key))?.size;
    if (size === undefined) throw new Error(`nobody has read bucket ${bucket} for ${batchId}/${plan}`);
    let at = 0;
    return async () => {
      if (at >= size) return undefined;
      const piece = await snapshots.part(key, at, Math.min(PIECE_BYTES, size - at));
      if (piece === undefined || piece.length === 0) throw new Error(`${key} has lost its end`);
      at += piece.length;
      return piece;
    };
  });
