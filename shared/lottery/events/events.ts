import { canonicalJson } from '../../kernel/canonical-json.ts';
import type { Hasher } from '../../kernel/hash.ts';
import { err, ok, type Result } from '../../kernel/result.ts';
import { utf8 } from '../encoding/bytes.ts';
import { contextHash } from '../ceremony/ceremony.ts';
import { isDrawEvent } from './event-shape.ts';
import { textToLines } from '../encoding/list-text.ts';
import { readCanonical } from '../encoding/read-canonical.ts';
import type { DrawEvent, FailedCeremony, Hex, LossEvent } from '../types.ts';

/** The line of `events.txt`, without newline. */
export const eventLine = (event: DrawEvent): string => canonicalJson(event);

/** `H(JCS of the event)`: the `prev` of the next one; it enters the audit trail. */
export const eventHash = (hasher: Hasher, event: DrawEvent): Hex => hasher.hex(utf8(eventLine(event)));

type Body<E> = E extends DrawEvent ? Omit<E, 'seq' | 'prev'> : never;
/** An event before it takes its place in the chain. */
export type EventBody = Body<DrawEvent>;

/** The event with its place in the chain: after the last of `events`, or, as the first, after the transcript. */
export const chainEvent = (
  hasher: Hasher,
  chain: { readonly transcriptHash: Hex; readonly events: readonly DrawEvent[] },
  body: EventBody,
): DrawEvent => {
  const last = chain.events.at(-1);
  return { ...body, seq: chain.events.length + 1, prev: last === undefined ? chain.transcriptHash : eventHash(hasher, last) };
};

/**
 * M0' of the fresh ceremony that an event calls for. After a loss it is bound to the loss; after a failed ceremony to the `failed` line,
 * so that every attempt has its own M0 and nobody reveals twice for one.
 */
export const eventContext = (hasher: Hasher, event: LossEvent | FailedCeremony): Hex => contextHash(hasher, eventLine(event));

/** The subject of a loss's commitment: one per participant, whatever the event's wording. */
export const lossSubject = (event: LossEvent): string =>
  event.kind === 'lost-target' ? `lost-target ${event.target}` : `lost-officer ${event.taskId} ${event.officer}`;

export type EventsRefusal = { readonly reason: 'newline' | 'form' | 'sequence' | 'chain' | 'time'; readonly line: number };

/** Reads `events.txt`: canonical lines of known kinds. `line` counts from 1. */
export const parseEvents = (text: string): Result<readonly DrawEvent[], EventsRefusal> => {
  const lines = textToLines(text);
  if (lines === null) return err({ reason: 'newline', line: text.split('\n').length });
  const events: DrawEvent[] = [];
  for (const [at, line] of lines.entries()) {
    const value = readCanonical(line);
    if (!isDrawEvent(value)) return err({ reason: 'form', line: at + 1 });
    events.push(value);
  }
  return ok(events);
};

/** Refuses events that skip a number or do not name the one before; the first must name the transcript. */
export const checkEventChain = (hasher: Hasher, transcriptHash: Hex, events: readonly DrawEvent[]): Result<null, EventsRefusal> => {
  let prev = transcriptHash;
  for (const [at, event] of events.entries()) {
    if (event.seq !== at + 1) return err({ reason: 'sequence', line: at + 1 });
    if (event.prev !== prev) return err({ reason: 'chain', line: at + 1 });
    prev = eventHash(hasher, event);
  }
  return ok(null);
};
