import { refuse, type Refusal } from '../../kernel/refusal.ts';
import { ok, type Result } from '../../kernel/result.ts';
import { utf8 } from '../../lottery/encoding/bytes.ts';
import { rowsFile } from '../../lottery/directory/shard-files.ts';
import { idReader } from '../../lottery/targets/candidates.ts';
import { rowsOf } from '../../lottery/fairness/rows-of.ts';
import { shardCandidates } from '../../lottery/targets/shard-candidates.ts';
import { loadCurrent } from '../record/change-attempt.ts';
import type { DrawContext } from '../record/draw-context.ts';
import { hasher } from '../record/draw-crypto.ts';
import { readExcluded, readManifest, readShard, writeFile } from '../record/draw-files.ts';

type Context = { readonly stores: Pick<DrawContext['stores'], 'lifecycle' | 'snapshots'> };

/** Where the rows of a shard lie whose tickets are low enough to be drawn, until the shards are merged. */
export const candidatesFile = (shard: number): string => `drawing/${rowsFile(shard)}`;

/** One shard of the frozen rows, by its number from 0. */
export interface ShardToDraw {
  readonly batchId: string;
  readonly shard: number;
}

/**
 * Finds the rows of one shard that may be drawn: those with tickets up to the thresholds (GY-12; spec, section 4). They are kept as rows, so that whoever
 * merges them draws from them as from any. Run again, it finds the same.
 */
export const drawShard = async ({ stores }: Context, { batchId, shard }: ShardToDraw): Promise<Result<{ readonly candidates: number }, Refusal>> => {
  const current = await loadCurrent(stores, batchId);
  if (!current.ok) return current;
  const { attempt } = current.value;
  if (!('seed' in attempt)) return refuse('draw-incomplete', { facts: { stage: attempt.stage } });
  const manifest = await readManifest(stores, attempt);
  const { item } = manifest;
  const [excluded, rows] = await Promise.all([readExcluded(stores, attempt), readShard(stores, attempt, manifest, shard)]);
  const found = shardCandidates(hasher, { shard: rows, seed: attempt.seed, item, excluded: new Set(excluded.map(({ id }) => id)), pass: 'low-by-kernel' });
  const idAt = idReader(found);
  const candidates = rowsOf(rows, Array.from(found.ranks, (_, index) => idAt(index)));
  await writeFile(stores, attempt, candidatesFile(shard), utf8(candidates.join('')));
  return ok({ candidates: candidates.length });
};
