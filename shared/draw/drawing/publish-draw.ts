import type { Calendar } from '../../calendar/calendar.ts';
import { commit } from '../../audit/commit.ts';
import { dateOf } from '../../kernel/instant.ts';
import type { LocalDate } from '../../kernel/local-date.ts';
import { refuse, type Refusal } from '../../kernel/refusal.ts';
import { ok, type Result } from '../../kernel/result.ts';
import { putBatch } from '../../plan/batch-store.ts';
import type { BatchIn } from '../../plan/batch.ts';
import { readCalendar } from '../../plan/calendar-store.ts';
import { countDeadline } from '../../plan/deadline.ts';
import { directoryOf } from '../../plan/cap.ts';
import { dayOf } from '../../profile/day-of.ts';
import { putAttempt } from '../record/attempt-store.ts';
import type { AttemptIn } from '../record/attempt.ts';
import { recordCapUse } from '../freezing/cap-ledger-store.ts';
import { loadCurrent, type Current } from '../record/change-attempt.ts';
import { streamOf, type DrawContext } from '../record/draw-context.ts';
import { mediaTypeOf, publicKey, publishFile, readFile, readManifest } from '../record/draw-files.ts';
import { expertFiles, publishExperts } from '../freezing/draw-experts.ts';
import { listPublicly } from '../record/draw-projection-store.ts';
import { toPublicAttempt } from '../record/draw-projection.ts';
import { publishedFiles, sealedFiles } from '../record/public-files.ts';
import { publishFairness } from './publish-fairness.ts';
import { createSealed } from '../record/sealed-store.ts';
import { sealedText } from '../record/sealing.ts';
import { viewAttempt } from '../record/view-attempt.ts';

/** What the publication of a draw answers: the clock of GY-15 starts on `drawnOn`; `provisional` where it reaches into a year without a notice (NR-7). */
export interface PublishedDraw {
  readonly drawNo: number;
  readonly transcriptHash: string;
  readonly drawnOn: LocalDate;
  readonly organiseBy: LocalDate;
  readonly provisional: boolean;
}

type Context = Pick<DrawContext, 'stores' | 'act' | 'profile'>;

/** Publishes the transcript, or of unannounced visits that it is sealed (NR-9), and hands the batch on to its inspections (GY-12, GY-15, BY-1). Run again, it answers the same. */
export const publishDraw = async (context: Context, batchId: string): Promise<Result<PublishedDraw, Refusal>> => {
  const [current, { calendar }] = await Promise.all([loadCurrent(context.stores, batchId), readCalendar(context.stores.lifecycle)]);
  if (!current.ok) return current;
  const { batch, attempt } = current.value;
  if (batch.stage !== 'drawing') return ok(answerOf(batch));
  // Another run of this step published it between the reading of the two.
  if (attempt.stage === 'published') return publishDraw(context, batchId);
  if (attempt.stage !== 'matched') return refuse('draw-incomplete', { facts: { stage: attempt.stage } });

  await publishResult(context.stores, attempt);
  const after = drawnBatch(context, calendar, batch, attempt);
  const done = await record(context, current.value, after);
  if (done) return ok(answerOf(after));
  return publishDraw(context, batchId);
};

const publishResult = async (stores: Context['stores'], attempt: AttemptIn<'matched'>): Promise<void> => {
  if (attempt.openOn !== undefined) {
    await publishFile(stores, attempt, 'sealed.json', sealedText(await readManifest(stores, attempt), attempt, attempt.openOn));
    return;
  }
  await publishFile(stores, attempt, 'transcript.json', await readFile(stores, attempt, 'transcript.json'));
  // Lines that lie there stay: another run of this step may have been first, and then came a loss.
  await stores.published.putFirst(publicKey(attempt, 'events.txt'), new Uint8Array(0), mediaTypeOf('events.txt'));
  await publishFairness(stores, attempt);
  await publishExperts(stores, attempt, attempt.experts);
};

const answerOf = ({ attempt, transcriptHash, drawnOn, organiseBy, organiseCount }: Pick<BatchIn<'drawn'>, 'attempt' | 'transcriptHash' | 'drawnOn' | 'organiseBy' | 'organiseCount'>): PublishedDraw => ({
  drawNo: attempt, transcriptHash, drawnOn, organiseBy, provisional: organiseCount?.provisional ?? false,
});

const drawnBatch = ({ profile }: Context, calendar: Calendar, batch: BatchIn<'drawing'>, attempt: AttemptIn<'matched'>): BatchIn<'drawn'> => {
  const drawnOn = dateOf(attempt.matchedAt);
  const organiseCount = countDeadline(calendar, drawnOn, profile.organise.workingDays);
  return {
    ...batch,
    stage: 'drawn',
    drawnOn,
    transcriptHash: attempt.transcriptHash,
    drawnCount: attempt.drawnCount,
    organiseBy: organiseCount.date,
    organiseCount,
    finishBy: batch.entry.finishBy ?? dayOf(profile.planYear.finish, batch.year),
    version: batch.version + 1,
  };
};

/** False if another run of this step was first. */
const record = async ({ stores, act }: Context, before: Current, batch: BatchIn<'drawn'>): Promise<boolean> => {
  const attempt = before.attempt as AttemptIn<'matched'>;
  const after: AttemptIn<'published'> = { ...attempt, stage: 'published', publishedAt: act.now, version: attempt.version + 1 };
  const manifest = await readManifest(stores, attempt);
  const isOpen = attempt.openOn === undefined;
  const files = [...(isOpen ? publishedFiles(manifest) : sealedFiles(manifest)), ...expertFiles(attempt.experts, { isOpen })];
  const { batchId, drawNo, transcriptHash } = attempt;
  const deed = { stream: streamOf(batchId), action: 'draw.publish', subject: `draw/${batchId}/${drawNo}`, before: viewAttempt(attempt), after: viewAttempt(after) };
  const done = await commit(stores, act, deed, [
    putAttempt(stores.lifecycle, attempt, after),
    putBatch(stores.lifecycle, before.batch, batch),
    recordCapUse(stores.lifecycle, {
      shape: 1, batchId, year: batch.year, directory: directoryOf(batch.entry.targets.frame), count: attempt.drawnCount, transcriptHash,
    }),
    listPublicly(stores.publication, toPublicAttempt(batch, after, files)),
    ...(attempt.openOn === undefined ? [] : [createSealed(stores.lifecycle, { shape: 1, batchId, drawNo, openOn: attempt.openOn, version: 1 })]),
  ]);
  if (!done.ok && done.error.code !== 'changed-meanwhile') throw new Error(`publishing ${batchId}#${drawNo}: ${done.error.code}`);
  return done.ok;
};
