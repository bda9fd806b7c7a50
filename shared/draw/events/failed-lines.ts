import type { Instant } from '../../kernel/instant.ts';
import { eventContext, eventHash } from '../../lottery/events/events.ts';
import type { FailedCeremony } from '../../lottery/types.ts';
import { hasher } from '../record/draw-crypto.ts';
import type { EventCeremony, EventFailure, EventRecord } from './draw-event.ts';
import { failureOf } from './event-failure.ts';
import type { EventGround } from './event-ground.ts';
import { openCeremony } from './event-rules.ts';

/**
 * A ceremony declared failed, and, once everybody who did not fail has signed, its `failed` line with the next ceremony, bound to that line (spec, section 10).
 * If a later loss has made its seats moot, it simply ends.
 */
export const failedLines = (
  { attempt, events, ledger }: Pick<EventGround, 'attempt' | 'events' | 'ledger'>,
  ceremony: EventCeremony & { readonly failure: EventFailure },
  now: Instant,
): { readonly ceremony: EventCeremony; readonly lines: readonly EventRecord[] } => {
  if (!ledger.pending.has(ceremony.M0)) return { ceremony: { ...ceremony, stage: 'closed' }, lines: [] };
  const { line, sigs, missing } = failureOf(ceremony, events);
  if (missing.length > 0) return { ceremony, lines: [] };
  const signed: FailedCeremony = { ...line, sigs };
  const { batchId, drawNo } = attempt;
  const next = openCeremony(eventContext(hasher, signed), attempt, now);
  const record: EventRecord = { shape: 1, batchId, drawNo, seq: signed.seq, version: 1, line: signed, hash: eventHash(hasher, signed), ceremony: next };
  return { ceremony: { ...ceremony, stage: 'closed', outcome: signed.seq }, lines: [record] };
};
