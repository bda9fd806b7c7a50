import { commit } from '../../audit/commit.ts';
import { dateOf } from '../../kernel/instant.ts';
import { ok, type Result } from '../../kernel/result.ts';
import { loadBatch } from '../../plan/batch-store.ts';
import { findAttempt, putAttempt } from '../record/attempt-store.ts';
import type { AttemptIn } from '../record/attempt.ts';
import { streamOf, type DrawContext } from '../record/draw-context.ts';
import { publishFile, readFile, readManifest } from '../record/draw-files.ts';
import { expertFiles, publishExperts } from '../freezing/draw-experts.ts';
import { listPublicly } from '../record/draw-projection-store.ts';
import { toPublicAttempt } from '../record/draw-projection.ts';
import { publishAllEvents } from './event-lines.ts';
import { publishedFiles } from '../record/public-files.ts';
import { publishFairness } from '../drawing/publish-fairness.ts';
import { listSealed, putOpened, type SealedEntry } from '../record/sealed-store.ts';
import { viewAttempt } from '../record/view-attempt.ts';

type Context = Pick<DrawContext, 'stores' | 'act'>;

/**
 * Opens every sealed draw whose day has come: all that was kept back is published, and must be what `sealed.json` fixed (NR-9, BY-1). Answers the batches. Run
 * again on the same day it publishes the same once more, for what a run that ended in between may have left.
 */
export const openSealedDraws = async (context: Context): Promise<Result<{ readonly opened: readonly string[] }, never>> => {
  const today = dateOf(context.act.now);
  const due = (await listSealed(context.stores.lifecycle)).filter(({ openOn, openedAt }) => openOn <= today && (openedAt === undefined || dateOf(openedAt) === today));
  for (const entry of due) await openDraw(context, entry);
  return ok({ opened: due.map(({ batchId }) => batchId) });
};

const openDraw = async (context: Context, entry: SealedEntry): Promise<void> => {
  const { stores } = context;
  const attempt = await findAttempt(stores.lifecycle, entry.batchId, entry.drawNo);
  if (attempt?.stage !== 'published') throw new Error(`${entry.batchId}#${entry.drawNo} is sealed and not drawn`);
  await publishFile(stores, attempt, 'transcript.json', await readFile(stores, attempt, 'transcript.json'));
  await publishFairness(stores, attempt);
  await publishExperts(stores, attempt, attempt.experts);
  await publishAllEvents(stores, attempt);
  if (attempt.openedAt === undefined) await record(context, entry, attempt);
  // Once more: a loss recorded between the two published nothing, since it saw the draw sealed.
  await publishAllEvents(stores, attempt);
};

const record = async ({ stores, act }: Context, entry: SealedEntry, before: AttemptIn<'published'>): Promise<void> => {
  const after: AttemptIn<'published'> = { ...before, openedAt: act.now, version: before.version + 1 };
  const { batchId, drawNo } = before;
  const batch = await loadBatch(stores.lifecycle, batchId);
  if (!batch.ok) throw new Error(`there is no ${batchId}`);
  const files = [...publishedFiles(await readManifest(stores, before), { wasSealed: true }), ...expertFiles(before.experts, { isOpen: true })];
  const deed = { stream: streamOf(batchId), action: 'draw.open', subject: `draw/${batchId}/${drawNo}`, before: viewAttempt(before), after: viewAttempt(after) };
  const done = await commit(stores, act, deed, [
    putAttempt(stores.lifecycle, before, after),
    putOpened(stores.lifecycle, entry, act.now),
    listPublicly(stores.publication, toPublicAttempt(batch.value, after, files)),
  ]);
  // Another run of this step was first.
  if (!done.ok && done.error.code !== 'changed-meanwhile') throw new Error(`opening ${batchId}#${drawNo}: ${done.error.code}`);
};
