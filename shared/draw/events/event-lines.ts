import { chainEvent, eventHash, eventLine, type EventBody } from '../../lottery/events/events.ts';
import { linesToText } from '../../lottery/encoding/list-text.ts';
import { findAttempt } from '../record/attempt-store.ts';
import type { DrawContext } from '../record/draw-context.ts';
import { hasher } from '../record/draw-crypto.ts';
import type { EventRecord } from './draw-event.ts';
import { publishFile, type AttemptRef } from '../record/draw-files.ts';
import type { EventGround } from './event-ground.ts';
import { listEvents } from './event-store.ts';
import { isSealed } from '../record/sealing.ts';

/** The next line after those of `ground` and `more`, as the record keeps it. */
export const nextEvent = (ground: Pick<EventGround, 'attempt' | 'events'>, body: EventBody, more: readonly EventRecord[] = []): EventRecord => {
  const { batchId, drawNo, transcriptHash } = ground.attempt;
  const lines = [...ground.events, ...more].map((event) => event.line);
  // Two commands may be recorded in another order than they came in: no line is earlier than the one before.
  const at = [body.at, lines.at(-1)?.at ?? body.at].sort().at(-1) ?? body.at;
  const line = chainEvent(hasher, { transcriptHash, events: lines }, { ...body, at });
  return { shape: 1, batchId, drawNo, seq: line.seq, version: 1, line, hash: eventHash(hasher, line) };
};

/** The text of `events.txt`: all lines recorded so far. */
export const linesOfEvents = async ({ lifecycle }: Pick<DrawContext['stores'], 'lifecycle'>, { batchId }: AttemptRef): Promise<string> => {
  const events = await listEvents(lifecycle, batchId);
  return linesToText(events.map(({ line }) => eventLine(line)));
};

/** Publishes all lines recorded so far; none while the draw is sealed, since they name who was drawn (NR-9). */
export const publishEvents = async (stores: Pick<DrawContext['stores'], 'lifecycle' | 'published'>, ref: AttemptRef): Promise<void> => {
  const attempt = await findAttempt(stores.lifecycle, ref.batchId, ref.drawNo);
  if (attempt === undefined || isSealed(attempt)) return;
  await publishFile(stores, ref, 'events.txt', await linesOfEvents(stores, ref));
};
