import type { Hasher } from '../kernel/hash.ts';
import { hasEnoughCandidates, mergeCandidates, shardCandidates, thresholdsOf, type Candidate, type Targets } from './select-targets.ts';
import type { DrawItem, Exclusion, Hex } from './types.ts';

/**
 * [GY-12] [BY-1] Draws the targets of `item` from shards that are read one after another and forgotten: memory follows from the quota, not
 * from the directory. `shards` is called again, for a second reading, where the first leaves too few candidates. A part may be of any number
 * of whole rows.
 */
export const drawFromShards = async (
  hasher: Hasher,
  input: { readonly item: DrawItem; readonly seed: Hex; readonly shards: () => AsyncIterable<Uint8Array> | Iterable<Uint8Array>; readonly excluded: readonly Exclusion[] },
): Promise<Targets> => {
  const excluded = new Set(input.excluded.map(({ id }) => id));
  const gather = async (mode: 'short' | 'all'): Promise<readonly Candidate[]> => {
    const thresholds = thresholdsOf(input.item, mode);
    const candidates: Candidate[] = [];
    for await (const shard of input.shards()) {
      for (const candidate of shardCandidates(hasher, { ...input, shard, excluded, thresholds })) candidates.push(candidate);
    }
    return candidates;
  };
  const few = await gather('short');
  return mergeCandidates(hasher, input.item, hasEnoughCandidates(input.item, few) ? few : await gather('all'));
};
