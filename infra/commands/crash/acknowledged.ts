import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { ACKNOWLEDGED, type Acknowledged } from '../../rehearsal/open-commands.ts';
import { verifyTrail } from '../../../shared/audit/verify.ts';
import { allItems, trailsIn } from './record-of-year.ts';

/** What the system has said so far that it holds. */
export interface Promised {
  readonly acknowledged: readonly Acknowledged[];
  /** Hash of the last entry known of each stream, by stream and number. */
  readonly heads: ReadonlyMap<string, { readonly seq: number; readonly hash: string }>;
}

/** What is missing of what was promised, in words; and what is promised from now on. */
export interface Held {
  readonly lost: readonly string[];
  readonly heads: Promised['heads'];
}

/** The commands the people in `dir` have seen acknowledged. */
export const acknowledgedIn = (dir: string): readonly Acknowledged[] => {
  const file = path.join(dir, 'rehearsal', ACKNOWLEDGED);
  if (!existsSync(file)) return [];
  return readFileSync(file, 'utf8').split('\n').filter((line) => line.endsWith('}')).map((line) => JSON.parse(line) as Acknowledged);
};

/**
 * Looks into the record at `url` for everything that was promised: each acknowledged command has its receipt, which is written in the same
 * transaction as its effect; each stream still holds the entry that was its last, and every chain verifies.
 */
export const holdTo = async ({ acknowledged, heads }: Promised, url: string): Promise<Held> => {
  const items = (await allItems(url)).map(({ item }) => item);
  const receipts = new Set(items.filter(({ pk }) => pk.startsWith('IDEMPOTENCY#')).map(({ pk, sk }) => `${pk} ${sk}`));
  const trails = trailsIn(items);
  const missing = acknowledged.filter(({ sub, key }) => !receipts.has(`IDEMPOTENCY#${sub} ${key}`)).map(({ sub, key, endpoint }) => `${endpoint} ${key} by ${sub}`);
  const cut = [...heads].filter(([stream, { seq, hash }]) => trails.get(stream)?.entries[seq - 1]?.hash !== hash).map(([stream, { seq }]) => `entry ${seq} of ${stream}`);
  // The machine is at work while it is read: a head may be a moment older or younger than the entries, so each chain is taken by itself.
  const broken = [...trails].filter(([, { entries }]) => verifyTrail(entries).faults.length > 0).map(([stream]) => `the chain of ${stream}`);
  return {
    lost: [...missing, ...cut, ...broken],
    heads: new Map([...trails].flatMap(([stream, { entries }]) => {
      const last = entries.at(-1);
      return last === undefined ? [] : [[stream, { seq: last.seq, hash: last.hash }] as const];
    })),
  };
};
