import type { Instant } from '../../kernel/instant.ts';
import type { Refusal } from '../../kernel/refusal.ts';
import { ok, type Result } from '../../kernel/result.ts';
import { utf8 } from '../../lottery/encoding/bytes.ts';
import { mergeRuns } from '../../lottery/directory/merge-runs.ts';
import type { Snapshot } from '../../lottery/types.ts';
import { changedBetween, markDirectory, type DirectoryMark } from '../../registry/directory-changes.ts';
import { hasMoreTargets, readDirectory } from '../../registry/read-directory.ts';
import { readTargetRows } from '../../registry/target-store.ts';
import type { DrawContext } from '../record/draw-context.ts';
import { AlteredRows, type AttemptRef } from '../record/draw-files.ts';
import { beginPlan, openRuns, readPlan } from './freezing-plan.ts';
import { rowsOf } from './frozen-lists.ts';
import { keepShards, type Keeping, type KeptRows } from './keep-shards.ts';
import { openLastRows, patchedRows } from './last-rows.ts';

/** The target directory as rows in the record, and how far its trail had come when the reading began. */
export interface FrozenRows extends KeptRows {
  readonly asOf: Snapshot['asOf'];
  readonly mark: DirectoryMark;
}

/** The rows, or the name of the plan by which its buckets are to be read first. */
export type RowsOrPlan = { readonly kind: 'frozen'; readonly rows: FrozenRows } | { readonly kind: 'by-bucket'; readonly plan: string };

/** What is to be frozen, and how. */
export interface RowsToFreeze extends Keeping {
  readonly ref: AttemptRef;
  readonly now: Instant;
  /** A directory of more rows than this is read by many, bucket by bucket; 0: any. */
  readonly atOnce: number;
  /** The plan by which that was done. */
  readonly plan?: string | undefined;
}

/** A directory of which more than this share changed, or more targets than this, is read whole: that takes fewer requests. */
const MOST_CHANGED = { share: 1 / 8, targets: 50_000 } as const;

type Context = Pick<DrawContext, 'profile'> & { readonly stores: Pick<DrawContext['stores'], 'registry' | 'lifecycle' | 'snapshots'> };

/**
 * The rows of the target directory as it is now (GY-11). Where it was frozen before, only what the trail says was entered or changed since is
 * read, so that a further draw from a large directory costs no more than its changes. Where it is to be read whole and is large, its buckets
 * are read by a plan first. Whichever way, the same directory gives the same bytes.
 */
export const freezeRows = async (context: Context, ask: RowsToFreeze): Promise<Result<RowsOrPlan, Refusal>> => {
  const { stores, profile: { draw: { strata } } } = context;
  if (ask.plan !== undefined) return fromRuns(context, ask, ask.plan);
  const mark = await markDirectory(stores.lifecycle);
  const patched = await fromLastRows(context, ask, mark);
  if (patched !== undefined) return patched;
  if (await hasMoreTargets(stores.registry, ask.atOnce)) return ok({ kind: 'by-bucket', plan: await beginPlan(stores, ask.ref, { from: ask.now, mark }) });
  const rows = rowsOf(await readDirectory(stores.registry), strata.by);
  return rows.ok ? ok(await frozen(context, ask, [utf8(rows.value.join(''))], { from: ask.now, mark })) : rows;
};

const frozen = async ({ stores }: Context, ask: RowsToFreeze, parts: Parameters<typeof keepShards>[2], { from, mark }: { readonly from: Instant; readonly mark: DirectoryMark }): Promise<RowsOrPlan> => ({
  kind: 'frozen',
  rows: { ...(await keepShards(stores, ask.ref, parts, ask)), asOf: { from, to: ask.now }, mark },
});

const fromRuns = async (context: Context, ask: RowsToFreeze, name: string): Promise<Result<RowsOrPlan, Refusal>> => {
  const plan = await readPlan(context.stores, ask.ref, name);
  return ok(await frozen(context, ask, mergeRuns(await openRuns(context.stores, ask.ref.batchId, name)), plan));
};

/** `undefined`: the directory is to be read whole. */
const fromLastRows = async (context: Context, ask: RowsToFreeze, mark: DirectoryMark): Promise<Result<RowsOrPlan, Refusal> | undefined> => {
  const { stores, profile: { draw: { strata } } } = context;
  const last = await openLastRows(stores, strata.by);
  const changed = last === undefined ? undefined : await changedBetween(stores.lifecycle, last.mark, mark);
  if (last === undefined || changed === undefined) return undefined;
  if (changed.size > Math.min(last.rows * MOST_CHANGED.share, MOST_CHANGED.targets)) return undefined;
  const rows = rowsOf(await readTargetRows(stores.registry, [...changed].sort()), strata.by);
  if (!rows.ok) return rows;
  try {
    return ok(await frozen(context, ask, patchedRows(last.shards(), rows.value), { from: ask.now, mark }));
  } catch (error) {
    if (error instanceof AlteredRows) return undefined;
    throw error;
  }
};
