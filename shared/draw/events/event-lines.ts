import { chainEvent, eventHash, eventLine, type EventBody } from '../../lottery/events/events.ts';
import { textOf } from '../../lottery/encoding/bytes.ts';
import { linesToText } from '../../lottery/encoding/list-text.ts';
import { findAttempt } from '../record/attempt-store.ts';
import type { DrawContext } from '../record/draw-context.ts';
import { hasher } from '../record/draw-crypto.ts';
import type { EventRecord } from './draw-event.ts';
import { publicKey, publishFile, type AttemptRef } from '../record/draw-files.ts';
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

const FILE = 'events.txt';

type Published = Pick<DrawContext['stores'], 'lifecycle' | 'published'>;

const textOfEvents = async ({ lifecycle }: Pick<Published, 'lifecycle'>, { batchId }: Pick<AttemptRef, 'batchId'>): Promise<string> => {
  const events = await listEvents(lifecycle, batchId);
  return linesToText(events.map(({ line }) => eventLine(line)));
};

/** Publishes all lines recorded so far (BY-3). Whoever reads the record before another and writes after it would take that one's line away, so it is read again until it holds no more. */
export const publishAllEvents = async (stores: Published, ref: AttemptRef): Promise<void> => {
  let text = await textOfEvents(stores, ref);
  for (let shown: string | undefined; shown !== text; text = await textOfEvents(stores, ref)) {
    await publishFile(stores, ref, FILE, text);
    shown = text;
  }
};

/** Publishes all lines recorded so far; none while the draw is sealed, since they name who was drawn (NR-9). */
export const publishEvents = async (stores: Published, ref: AttemptRef): Promise<void> => {
  if (await isShown(stores, ref)) await publishAllEvents(stores, ref);
};

/** Publishes the lines again where what is published is not what is recorded: the process that recorded one may have ended before it published it. */
export const republishEvents = async (stores: Published, ref: AttemptRef): Promise<void> => {
  if (!(await isShown(stores, ref))) return;
  const [text, published] = await Promise.all([textOfEvents(stores, ref), stores.published.get(publicKey(ref, FILE))]);
  if (published === undefined || textOf(published) !== text) await publishAllEvents(stores, ref);
};

const isShown = async ({ lifecycle }: Pick<Published, 'lifecycle'>, { batchId, drawNo }: AttemptRef): Promise<boolean> => {
  const attempt = await findAttempt(lifecycle, batchId, drawNo);
  return attempt !== undefined && !isSealed(attempt);
};
