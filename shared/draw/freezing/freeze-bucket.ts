import type { Refusal } from '../../kernel/refusal.ts';
import { ok, type Result } from '../../kernel/result.ts';
import { BUCKETS } from '../../registry/bucket.ts';
import { readBucketRows } from '../../registry/target-store.ts';
import type { DrawContext } from '../record/draw-context.ts';
import { keepRun } from './freezing-plan.ts';
import { rowsOf } from './frozen-lists.ts';

type Context = Pick<DrawContext, 'profile'> & { readonly stores: Pick<DrawContext['stores'], 'registry' | 'snapshots'> };

/** One bucket of the directory, by its number from 0 to 255, for the reading `plan` of a batch. */
export interface BucketToFreeze {
  readonly batchId: string;
  readonly plan: string;
  readonly bucket: number;
}

/** Reads one bucket of the target directory and keeps its rows as a run, ascending by id (GY-11). Run again, it leaves what was read first. */
export const freezeBucket = async ({ stores, profile }: Context, { batchId, plan, bucket }: BucketToFreeze): Promise<Result<{ readonly rows: number }, Refusal>> => {
  const name = BUCKETS[bucket];
  if (name === undefined) throw new RangeError(`no bucket ${bucket}`);
  const rows = rowsOf(await readBucketRows(stores.registry, name), profile.draw.strata.by);
  if (!rows.ok) return rows;
  await keepRun(stores, batchId, plan, name, rows.value);
  return ok({ rows: rows.value.length });
};
