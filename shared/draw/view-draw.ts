import type { Instant } from '../kernel/instant.ts';
import type { Refusal } from '../kernel/refusal.ts';
import { ok, type Result } from '../kernel/result.ts';
import { loadBatch } from '../plan/batch-store.ts';
import type { Stores } from '../store/record.ts';
import { listAttempts } from './attempt-store.ts';
import type { DrawView, EventView } from './draw-view.ts';
import { listEvents } from './event-store.ts';
import { viewAttempt } from './view-attempt.ts';
import { viewEvent } from './view-event.ts';

/** Everything of a batch's draw that a participant, or anyone, may know at `now`: every attempt, what is awaited, what happened since (BY-2). */
export const viewDraw = async ({ lifecycle }: Pick<Stores, 'lifecycle'>, batchId: string, now: Instant): Promise<Result<DrawView, Refusal>> => {
  const loaded = await loadBatch(lifecycle, batchId);
  if (!loaded.ok) return loaded;
  const [attempts, events] = await Promise.all([listAttempts(lifecycle, batchId), listEvents(lifecycle, batchId)]);
  const views = attempts.map(viewAttempt);
  const current = views.at(-1);
  return ok({
    batchId,
    planId: batchId,
    stage: loaded.value.stage,
    ...(current === undefined ? {} : { attempt: current }),
    attempts: views,
    events: events.map((event) => viewEvent(event, events, now)),
  });
};

/** What happened after a batch's draw. */
export const viewEvents = async ({ lifecycle }: Pick<Stores, 'lifecycle'>, batchId: string, now: Instant): Promise<Result<{ items: EventView[] }, Refusal>> => {
  const loaded = await loadBatch(lifecycle, batchId);
  if (!loaded.ok) return loaded;
  const events = await listEvents(lifecycle, batchId);
  return ok({ items: events.map((event) => viewEvent(event, events, now)) });
};
