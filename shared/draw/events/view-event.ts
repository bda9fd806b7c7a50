import type { Instant } from '../../kernel/instant.ts';
import type { EventCeremony, EventRecord } from './draw-event.ts';
import type { CeremonyView, EventView } from '../record/draw-view.ts';
import { failureOf, isFailing } from './event-failure.ts';
import { awaitedAt, missingOf, openHashOf, phaseAt } from './event-rules.ts';

/** A line with the ceremony it calls for, as everybody may see it at `now`; `events` are all lines of its draw. */
export const viewEvent = ({ seq, hash, line, ceremony }: EventRecord, events: readonly EventRecord[], now: Instant): EventView => ({
  seq,
  hash,
  line,
  ...(ceremony === undefined ? {} : { ceremony: viewCeremony(ceremony, events, now) }),
});

const viewCeremony = (ceremony: EventCeremony, events: readonly EventRecord[], now: Instant): CeremonyView => {
  const sent = (messages: readonly { readonly id: string }[], id: string): boolean => messages.some((one) => one.id === id);
  const stage = phaseAt(ceremony, now);
  const failing = isFailing(ceremony) ? failureOf(ceremony, events) : undefined;
  const missing = stage === 'overdue' ? missingOf(ceremony, now) : ceremony.failure?.failed;
  return {
    stage,
    M0: ceremony.M0,
    ...(stage === 'committing' ? {} : { M1: openHashOf(ceremony) }),
    commitBy: ceremony.commitBy,
    revealBy: ceremony.revealBy,
    participants: ceremony.participants.map((one) => ({ ...one, committed: sent(ceremony.commitments, one.id), revealed: sent(ceremony.reveals, one.id) })),
    commitments: ceremony.commitments.map(({ id, value, sig }) => ({ id, value, sig })),
    awaited: [...(failing?.missing ?? awaitedAt(ceremony, now))],
    ...(missing === undefined ? {} : { failed: [...missing] }),
    ...(failing === undefined ? {} : { failure: { record: failing.record, digest: failing.digest, sigs: [...failing.sigs] } }),
    ...(ceremony.outcome === undefined ? {} : { outcome: ceremony.outcome }),
  };
};
