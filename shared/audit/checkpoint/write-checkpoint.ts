import { dateOf, type Instant } from '../../kernel/instant.ts';
import { ok, type Result } from '../../kernel/result.ts';
import type { Stores } from '../../store/record.ts';
import { allHeads } from '../trail.ts';
import { createCheckpoint, findCheckpoint, latestCheckpoints } from './checkpoint-store.ts';
import { checkpointHash, checkpointText, type Checkpoint } from './checkpoint.ts';
import { checkpointFile, leavesFile } from './files.ts';
import { leavesOf, leavesText, rootOf } from './leaves.ts';

const JSON_TYPE = 'application/json; charset=utf-8';
const TEXT_TYPE = 'text/plain; charset=utf-8';

type Places = Pick<Stores, 'lifecycle' | 'publication' | 'published' | 'transact'>;

/**
 * Publishes the day's checkpoint: the root over the heads of all streams as they are now, linked to the checkpoint before (BY-7), and answers the
 * one that holds now. May run again: a day keeps the checkpoint it got first. A day on which nothing was entered gets none, since the one before
 * says it all; nor does a day that is over, which the next one covers. Null while there is nothing to attest.
 */
export const writeCheckpoint = async (stores: Places, now: Instant): Promise<Result<Checkpoint | null, never>> => {
  const [[latest], heads] = await Promise.all([latestCheckpoints(stores.publication, 1), allHeads(stores.lifecycle)]);
  const date = dateOf(now);
  if (latest !== undefined && latest.date >= date) return ok(await publishAgain(stores, latest, date));

  const leaves = leavesOf(heads);
  const root = rootOf(leaves);
  if (leaves.length === 0 || root === latest?.root) return ok(latest ?? null);
  const checkpoint: Checkpoint = {
    shape: 1,
    number: (latest?.number ?? 0) + 1,
    date,
    at: now,
    size: leaves.length,
    root,
    previous: latest === undefined ? null : { date: latest.date, hash: checkpointHash(checkpointText(latest)) },
  };
  // In this order: a list nobody names does no harm, and what the table holds can always be published from it.
  await stores.published.putOnce(leavesFile(root), leavesText(leaves), TEXT_TYPE);
  const done = await stores.transact([createCheckpoint(stores.publication, checkpoint)]);
  return ok(done.ok ? await publish(stores, checkpoint) : await publishAgain(stores, checkpoint, date));
};

/** The service may deliver a schedule twice, and the first delivery may have died half-way. */
const publishAgain = async (stores: Places, latest: Checkpoint, date: string): Promise<Checkpoint> => {
  const own = await findCheckpoint(stores.publication, date);
  return own === undefined ? latest : publish(stores, own);
};

const publish = async ({ published }: Places, checkpoint: Checkpoint): Promise<Checkpoint> => {
  await published.putOnce(checkpointFile(checkpoint.date), checkpointText(checkpoint), JSON_TYPE);
  return checkpoint;
};
