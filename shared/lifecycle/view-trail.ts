import { entryHash, GENESIS, type AuditEntry } from '../audit/entry.ts';
import { entryKey, readHead, readTrail } from '../audit/trail.ts';
import { ok, type Result } from '../kernel/result.ts';
import type { Stores } from '../store/record.ts';

/** A page of a stream with the state of its verification. */
export interface TrailView {
  items: AuditEntry[];
  cursor?: string;
  head: { seq: number; hash: string };
  verification: { intact: boolean; brokenAt?: number };
}

/**
 * One page of a stream of the trail, verified: every entry hashes to what it states, follows the one before it without a gap, and the
 * last page ends at the head (GY-1).
 */
export const viewTrail = async (
  { lifecycle }: Pick<Stores, 'lifecycle'>,
  { stream, ...page }: { readonly stream: string; readonly limit?: number | undefined; readonly cursor?: string | undefined },
): Promise<Result<TrailView, never>> => {
  const head = await readHead(lifecycle, stream);
  const { entries, cursor } = await readTrail(lifecycle, stream, {
    limit: page.limit ?? 100,
    ...(page.cursor === undefined ? {} : { cursor: page.cursor }),
  });
  const brokenAt = await firstBroken(lifecycle, stream, entries, cursor === undefined ? head : undefined, page.cursor === undefined);
  return ok({
    items: [...entries],
    ...(cursor === undefined ? {} : { cursor }),
    head,
    verification: brokenAt === undefined ? { intact: true } : { intact: false, brokenAt },
  });
};

const firstBroken = async (
  lifecycle: Stores['lifecycle'],
  stream: string,
  entries: readonly AuditEntry[],
  head: { seq: number; hash: string } | undefined,
  isFirst: boolean,
): Promise<number | undefined> => {
  let before = isFirst ? { seq: 0, hash: GENESIS } : await previous(lifecycle, stream, entries[0]);
  for (const entry of entries) {
    if (entry.seq !== before.seq + 1 || entry.prev !== before.hash || entryHash(entry) !== entry.hash) return entry.seq;
    before = entry;
  }
  // A stream that grew while it was read has its head further on; only one that ends behind its own last entry is broken.
  return head !== undefined && (head.seq < before.seq || (head.seq === before.seq && head.hash !== before.hash)) ? before.seq : undefined;
};

const previous = async (lifecycle: Stores['lifecycle'], stream: string, first: AuditEntry | undefined): Promise<{ seq: number; hash: string }> => {
  const seq = (first?.seq ?? 1) - 1;
  const item = seq === 0 ? undefined : await lifecycle.get(entryKey(stream, seq));
  return { seq, hash: typeof item?.['hash'] === 'string' ? item['hash'] : GENESIS };
};
