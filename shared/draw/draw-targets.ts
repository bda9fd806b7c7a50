import { canonicalJson } from '../kernel/canonical-json.ts';
import { refuse, type Refusal } from '../kernel/refusal.ts';
import { ok, type Result } from '../kernel/result.ts';
import { textOf } from '../lottery/bytes.ts';
import { parseExcluded } from '../lottery/excluded.ts';
import { drawTargets as drawByLottery } from '../lottery/select-targets.ts';
import { changeAttempt } from './change-attempt.ts';
import type { DrawContext } from './draw-context.ts';
import { hasher } from './draw-crypto.ts';
import { readFile, readManifest, readRows, writeFile, type AttemptRef } from './draw-files.ts';

type Context = Pick<DrawContext, 'stores' | 'act'>;

/** Draws the targets from the frozen rows by the seed (GY-12, BY-1). Run again, it answers the same. */
export const drawTargets = async (context: Context, batchId: string): Promise<Result<{ readonly drawn: number }, Refusal>> => {
  const done = await changeAttempt(context, batchId, async ({ attempt }) => {
    if (attempt.stage === 'revealed') {
      const drawnCount = await drawInto(context.stores, attempt, attempt.seed);
      return ok({ attempt: { ...attempt, stage: 'drawn', drawnAt: context.act.now, drawnCount }, action: 'draw.targets' });
    }
    return 'drawnCount' in attempt ? ok('as-before') : refuse('draw-incomplete', { facts: { stage: attempt.stage } });
  });
  if (!done.ok) return done;
  return ok({ drawn: 'drawnCount' in done.value.attempt ? done.value.attempt.drawnCount : 0 });
};

const drawInto = async (stores: Context['stores'], ref: AttemptRef, seed: string): Promise<number> => {
  const manifest = await readManifest(stores, ref);
  const excluded = parseExcluded(textOf(await readFile(stores, ref, 'excluded.txt')));
  if (!excluded.ok) throw new Error(`the frozen exclusions cannot be read: ${JSON.stringify(excluded.error)}`);
  const shards = await readRows(stores, ref, manifest);
  const targets = drawByLottery(hasher, { item: manifest.item, seed, shards, excluded: excluded.value });
  await writeFile(stores, ref, 'targets.json', canonicalJson(targets));
  return targets.drawn.length;
};
