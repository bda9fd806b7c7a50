import { pageOfHeads, type StreamHead } from '../audit/trail.ts';
import { ok, type Result } from '../kernel/result.ts';
import type { Stores } from '../store/record.ts';

/** One page of all streams of the trail with their ends, by name: where an export of the whole trail begins (BY-7). */
export const listStreams = async (
  stores: Pick<Stores, 'lifecycle'>,
  { limit = 500, cursor }: { readonly limit?: number | undefined; readonly cursor?: string | undefined },
): Promise<Result<{ items: StreamHead[]; cursor?: string }, never>> => {
  const page = await pageOfHeads(stores.lifecycle, { limit, ...(cursor === undefined ? {} : { cursor }) });
  return ok({ items: [...page.heads], ...(page.cursor === undefined ? {} : { cursor: page.cursor }) });
};
