import type { Instant } from '../../kernel/instant.ts';
import type { Refusal } from '../../kernel/refusal.ts';
import { ok, type Result } from '../../kernel/result.ts';
import { loadBatch } from '../../plan/batch-store.ts';
import type { Stores } from '../../store/record.ts';
import { listAttempts } from '../record/attempt-store.ts';
import type { DrawView, EventView } from '../record/draw-view.ts';
import { listEvents } from '../events/event-store.ts';
import { isSealed, withoutResult } from '../record/sealing.ts';
import { viewAttempt } from '../record/view-attempt.ts';
import { viewEvent } from '../events/view-event.ts';

/**
 * Everything of a batch's draw that a participant, or anyone, may know at `now`: every attempt, what is awaited, what happened since (BY-2). Of a sealed draw
 * nothing that tells who was drawn, unless `seesSealed` (NR-9).
 */
export const viewDraw = async ({ lifecycle }: Pick<Stores, 'lifecycle'>, batchId: string, now: Instant, seesSealed = true): Promise<Result<DrawView, Refusal>> => {
  const loaded = await loadBatch(lifecycle, batchId);
  if (!loaded.ok) return loaded;
  const [attempts, events] = await Promise.all([listAttempts(lifecycle, batchId), listEvents(lifecycle, batchId)]);
  const views = attempts.map((attempt) => (seesSealed ? viewAttempt(attempt) : withoutResult(attempt, viewAttempt(attempt))));
  const shown = seesSealed || !attempts.some(isSealed) ? events : [];
  const current = views.at(-1);
  return ok({
    batchId,
    planId: batchId,
    stage: loaded.value.stage,
    ...(current === undefined ? {} : { attempt: current }),
    attempts: views,
    events: shown.map((event) => viewEvent(event, events, now)),
  });
};

/** What happened after a batch's draw; nothing of a sealed one, unless `seesSealed` (NR-9). */
export const viewEvents = async ({ lifecycle }: Pick<Stores, 'lifecycle'>, batchId: string, now: Instant, seesSealed = true): Promise<Result<{ items: EventView[] }, Refusal>> => {
  const loaded = await loadBatch(lifecycle, batchId);
  if (!loaded.ok) return loaded;
  if (!seesSealed && (await listAttempts(lifecycle, batchId)).some(isSealed)) return ok({ items: [] });
  const events = await listEvents(lifecycle, batchId);
  return ok({ items: events.map((event) => viewEvent(event, events, now)) });
};
