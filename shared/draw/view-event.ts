import type { Instant } from '../kernel/instant.ts';
import type { EventCeremony, EventRecord } from './draw-event.ts';
import type { CeremonyView, EventView } from './draw-view.ts';
import { awaitedAt, openHashOf, phaseAt } from './event-rules.ts';

/** A line with the ceremony it calls for, as everybody may see it at `now`. */
export const viewEvent = ({ seq, hash, line, ceremony }: EventRecord, now: Instant): EventView => ({
  seq,
  hash,
  line,
  ...(ceremony === undefined ? {} : { ceremony: viewCeremony(ceremony, now) }),
});

const viewCeremony = (ceremony: EventCeremony, now: Instant): CeremonyView => {
  const sent = (messages: readonly { readonly id: string }[], id: string): boolean => messages.some((one) => one.id === id);
  const stage = phaseAt(ceremony, now);
  return {
    stage,
    M0: ceremony.M0,
    ...(stage === 'committing' ? {} : { M1: openHashOf(ceremony) }),
    commitBy: ceremony.commitBy,
    revealBy: ceremony.revealBy,
    participants: ceremony.participants.map((one) => ({ ...one, committed: sent(ceremony.commitments, one.id), revealed: sent(ceremony.reveals, one.id) })),
    awaited: [...awaitedAt(ceremony, now)],
    ...(ceremony.outcome === undefined ? {} : { outcome: ceremony.outcome }),
  };
};
