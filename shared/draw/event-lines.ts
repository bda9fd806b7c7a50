import { chainEvent, eventHash, eventLine, type EventBody } from '../lottery/events.ts';
import { linesToText } from '../lottery/list-text.ts';
import type { DrawContext } from './draw-context.ts';
import { hasher } from './draw-crypto.ts';
import type { EventRecord } from './draw-event.ts';
import { publishFile, type AttemptRef } from './draw-files.ts';
import type { EventGround } from './event-ground.ts';
import { listEvents } from './event-store.ts';

/** The next line after those of `ground` and `more`, as the record keeps it. */
export const nextEvent = (ground: Pick<EventGround, 'attempt' | 'events'>, body: EventBody, more: readonly EventRecord[] = []): EventRecord => {
  const { batchId, drawNo, transcriptHash } = ground.attempt;
  const line = chainEvent(hasher, { transcriptHash, events: [...ground.events, ...more].map((event) => event.line) }, body);
  return { shape: 1, batchId, drawNo, seq: line.seq, version: 1, line, hash: eventHash(hasher, line) };
};

/** Publishes all lines recorded so far. */
export const publishEvents = async (stores: Pick<DrawContext['stores'], 'lifecycle' | 'published'>, ref: AttemptRef): Promise<void> => {
  const events = await listEvents(stores.lifecycle, ref.batchId);
  await publishFile(stores, ref, 'events.txt', linesToText(events.map(({ line }) => eventLine(line))));
};
