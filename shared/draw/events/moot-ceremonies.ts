import { applyEvent } from '../../lottery/events/apply-event.ts';
import { hasher } from '../record/draw-crypto.ts';
import type { EventRecord } from './draw-event.ts';
import type { EventGround } from './event-ground.ts';

/** A ceremony whose seats are settled otherwise: its line as it was, and as it ends. */
export interface MootCeremony {
  readonly before: EventRecord;
  readonly after: EventRecord;
}

/**
 * The ceremonies that new `lines` leave with nothing to draw, by the loss of their target or because nobody can take the seat (BY-3): they end with those lines, or
 * their parties would be asked for what decides nothing. `own`: the line whose ceremony came to this outcome. Throws if the lines do not follow from the ledger.
 */
export const mootCeremonies = ({ manifest, events, ledger }: Pick<EventGround, 'manifest' | 'events' | 'ledger'>, lines: readonly EventRecord[], own?: number): readonly MootCeremony[] => {
  let after = ledger;
  for (const { seq, line } of lines) {
    const applied = applyEvent(hasher, manifest, after, line);
    if (!applied.ok) throw new Error(`event ${seq} does not follow: ${applied.error}`);
    after = applied.value;
  }
  return events.flatMap((event) =>
    event.seq !== own && event.ceremony?.stage === 'open' && ledger.pending.has(event.ceremony.M0) && !after.pending.has(event.ceremony.M0)
      ? [{ before: event, after: { ...event, ceremony: { ...event.ceremony, stage: 'closed' as const }, version: event.version + 1 } }]
      : [],
  );
};
