import { commit } from '../audit/commit.ts';
import { overdueLetterKey, overdueLetters } from '../draw/events/event-letter-store.ts';
import { republishEvents } from '../draw/events/event-lines.ts';
import { missingOf, phaseAt } from '../draw/events/event-rules.ts';
import { listEvents } from '../draw/events/event-store.ts';
import type { Batch } from '../plan/batch.ts';
import type { Stores } from '../store/record.ts';
import type { LifecycleContext } from './lifecycle-context.ts';

/** What a look needs that may find lines of the events which are not in public. */
export type LookContext = LifecycleContext & { readonly stores: Pick<Stores, 'published'> };

/**
 * Looks at the ceremonies after losses while a batch's visits are awaited: of one whose deadline has passed the conference office is told, and those who are late, once
 * (BY-3). Nothing is decided here: it is declared failed by a person. Two looks at once: the second finds the letter there. A line that was recorded and not published is
 * published here.
 */
export const lookAtEvents = async ({ stores, act }: LookContext, batch: Batch): Promise<void> => {
  const { batchId, entry } = batch;
  const events = await listEvents(stores.lifecycle, batchId);
  const last = events.at(-1);
  if (last !== undefined) await republishEvents(stores, last);
  for (const { seq, ceremony } of events) {
    if (ceremony === undefined || phaseAt(ceremony, act.now) !== 'overdue') continue;
    const failed = missingOf(ceremony, act.now);
    const by = failed[0]?.what === 'commit' ? ceremony.commitBy : ceremony.revealBy;
    if ((await stores.lifecycle.get(overdueLetterKey(batchId, seq, by))) !== undefined) continue;
    const letters = overdueLetters(stores.lifecycle, { batchId, leadDepartment: entry.leadDepartment }, seq, ceremony, { ids: failed.map(({ id }) => id), by });
    const told = await commit(stores, act, { stream: `batch/${batchId}`, action: 'wait.remind', subject: `batch/${batchId}`, detail: { event: seq, due: by, failed } }, letters);
    if (!told.ok && told.error.code !== 'changed-meanwhile') throw new Error(`event ${seq} of ${batchId}: ${told.error.code}`);
  }
};
