import { canonicalJson } from '../../kernel/canonical-json.ts';
import { refuse, type Refusal } from '../../kernel/refusal.ts';
import { ok, type Result } from '../../kernel/result.ts';
import { drawFromShards } from '../../lottery/targets/draw-from-shards.ts';
import type { Manifest } from '../../lottery/types.ts';
import { changeAttempt, loadCurrent } from '../record/change-attempt.ts';
import type { DrawContext } from '../record/draw-context.ts';
import { hasher } from '../record/draw-crypto.ts';
import { readExcluded, readFile, readManifest, readShards, writeFile, type AttemptRef } from '../record/draw-files.ts';
import { candidatesFile } from './draw-shard.ts';

type Context = Pick<DrawContext, 'stores' | 'act'>;

/** How many were drawn; or how many shards are to be drawn from one by one before they can be. */
export type Drawing = { readonly outcome: 'drawn'; readonly drawn: number } | { readonly outcome: 'by-shard'; readonly shards: number };

/** What a drawing is given. */
export interface DrawingInput {
  readonly batchId: string;
  /** Frozen rows of more shards than this are drawn from by many, shard by shard; 0: any. */
  readonly atOnce: number;
  /** True once that was done. */
  readonly gathered: boolean;
}

/**
 * Draws the targets from the frozen rows by the seed (GY-12, BY-1). Run again, it answers the same. Nothing is drawn yet where the answer is `by-shard`.
 * Whichever way, the same rows and seed give the same targets.
 */
export const drawTargets = async (context: Context, { batchId, atOnce, gathered }: DrawingInput): Promise<Result<Drawing, Refusal>> => {
  const { stores } = context;
  const shards = gathered ? 0 : await shardsToDraw(stores, batchId);
  if (shards > atOnce) return ok({ outcome: 'by-shard', shards });
  const done = await changeAttempt(context, batchId, async ({ attempt }) => {
    if (attempt.stage === 'revealed') {
      const drawnCount = await drawInto(stores, attempt, attempt.seed, gathered);
      return ok({ attempt: { ...attempt, stage: 'drawn', drawnAt: context.act.now, drawnCount }, action: 'draw.targets' });
    }
    return 'drawnCount' in attempt ? ok('as-before') : refuse('draw-incomplete', { facts: { stage: attempt.stage } });
  });
  if (!done.ok) return done;
  return ok({ outcome: 'drawn', drawn: 'drawnCount' in done.value.attempt ? done.value.attempt.drawnCount : 0 });
};

/** 0 where nothing is to be drawn, or not yet. */
const shardsToDraw = async (stores: Context['stores'], batchId: string): Promise<number> => {
  const current = await loadCurrent(stores, batchId);
  if (!current.ok || current.value.attempt.stage !== 'revealed') return 0;
  return (await readManifest(stores, current.value.attempt)).snapshot.shards.length;
};

const drawInto = async (stores: Context['stores'], ref: AttemptRef, seed: string, gathered: boolean): Promise<number> => {
  const manifest = await readManifest(stores, ref);
  // Where the candidates do not settle it, which hardly ever happens, all rows are read: they are not only those that were gathered.
  let wereGathered = gathered;
  const shards = (): AsyncGenerator<Uint8Array> => {
    const rows = wereGathered ? readCandidates(stores, ref, manifest) : readShards(stores, ref, manifest);
    wereGathered = false;
    return rows;
  };
  const targets = await drawFromShards(hasher, { item: manifest.item, seed, shards, excluded: await readExcluded(stores, ref) });
  await writeFile(stores, ref, 'targets.json', canonicalJson(targets));
  return targets.drawn.length;
};

const readCandidates = async function* (stores: Context['stores'], ref: AttemptRef, { snapshot }: Manifest): AsyncGenerator<Uint8Array> {
  for (const index of snapshot.shards.keys()) yield await readFile(stores, ref, candidatesFile(index));
};
