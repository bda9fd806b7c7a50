import type { Hasher } from '../../kernel/hash.ts';
import type { Candidates } from './candidates.ts';
import { mergeAll, mergeLow, type Targets } from './select-targets.ts';
import { shardCandidates, type Pass } from './shard-candidates.ts';
import type { DrawItem, Exclusion, Hex } from '../types.ts';

/**
 * [GY-12] [BY-1] Draws the targets of `item` from shards that are read one after another and forgotten: memory follows from the quota, not
 * from the directory. `shards` is called again for each further pass, where one does not settle it. A part may be of any number
 * of whole rows.
 */
export const drawFromShards = async (
  hasher: Hasher,
  input: { readonly item: DrawItem; readonly seed: Hex; readonly shards: () => AsyncIterable<Uint8Array> | Iterable<Uint8Array>; readonly excluded: readonly Exclusion[] },
): Promise<Targets> => {
  const excluded = new Set(input.excluded.map(({ id }) => id));
  const gather = async (pass: Pass): Promise<readonly Candidates[]> => {
    const found: Candidates[] = [];
    for await (const shard of input.shards()) found.push(shardCandidates(hasher, { ...input, shard, excluded, pass }));
    return found;
  };
  return mergeLow(hasher, input, await gather('low-by-kernel')) ?? mergeLow(hasher, input, await gather('low')) ?? mergeAll(hasher, input, await gather('all'));
};
