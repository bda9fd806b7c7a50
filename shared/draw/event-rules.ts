import { addSeconds, epochMs, type Instant } from '../kernel/instant.ts';
import { refuse, type Refusal } from '../kernel/refusal.ts';
import { ok, type Result } from '../kernel/result.ts';
import { openHash } from '../lottery/ceremony.ts';
import { checkCommitment, checkReveal } from '../lottery/ceremony-check.ts';
import { toSigned, type AttemptIn } from './attempt.ts';
import { COMMITMENT_CODES, REVEAL_CODES, circleOfMeeting, isRepeated } from './ceremony-rules.ts';
import { crypto, hasher } from './draw-crypto.ts';
import type { EventCeremony } from './draw-event.ts';
import type { SignedMessage } from './fields.ts';
import type { DrawRefusal } from './refusals.ts';

/** How far the ceremony after a loss is. */
export type EventPhase = 'committing' | 'revealing' | 'closed';

/** Two at least, whoever else does not come (spec, section 5). */
const QUORUM = 2;

/** The ceremony a loss calls for: the participants of the draw, with the draw's own times to commit and reveal. */
export const openCeremony = (M0: string, attempt: AttemptIn<'published'>, now: Instant): EventCeremony => {
  const seconds = (from: Instant, to: Instant): number => (epochMs(to) - epochMs(from)) / 1000;
  const commitBy = addSeconds(now, seconds(attempt.manifestAt, attempt.commitBy));
  const revealBy = addSeconds(commitBy, seconds(attempt.commitBy, attempt.revealBy));
  return { stage: 'open', M0, participants: attempt.participants, commitBy, revealBy, commitments: [], reveals: [] };
};

/** The phase at `now`. Commitments close when all are in, or after `commitBy` with those of two at least. */
export const phaseAt = (ceremony: EventCeremony, now: Instant): EventPhase => {
  if (ceremony.stage === 'closed') return 'closed';
  const isFull = ceremony.commitments.length === ceremony.participants.length;
  const isEnough = now >= ceremony.commitBy && ceremony.commitments.length >= QUORUM;
  return isFull || isEnough || ceremony.M1 !== undefined ? 'revealing' : 'committing';
};

/** M1 over those who committed: fixed with the first reveal, before it what it will be. */
export const openHashOf = (ceremony: EventCeremony): string => ceremony.M1 ?? openHash(hasher, ceremony.M0, ceremony.commitments.map(toSigned));

/** Whose message is awaited. */
export const awaitedAt = (ceremony: EventCeremony, now: Instant): readonly string[] => {
  const sent = (messages: readonly { readonly id: string }[], id: string): boolean => messages.some((one) => one.id === id);
  switch (phaseAt(ceremony, now)) {
    case 'committing':
      return ceremony.participants.map(({ id }) => id).filter((id) => !sent(ceremony.commitments, id));
    case 'revealing':
      return ceremony.commitments.map(({ id }) => id).filter((id) => !sent(ceremony.reveals, id));
    default:
      return [];
  }
};

type Taken = Result<EventCeremony | 'as-before', Refusal<DrawRefusal>>;

/** A commitment to the ceremony of loss `seq`. One per participant and loss; the deadline only lets the others go on. */
export const takeEventCommitment = (ceremony: EventCeremony, seq: number, sent: SignedMessage, now: Instant): Taken => {
  if (isRepeated(ceremony.commitments, sent)) return ok('as-before');
  if (ceremony.commitments.some(({ id }) => id === sent.id)) return refuse('commitment-twice', { facts: { id: sent.id } });
  const phase = phaseAt(ceremony, now);
  if (phase === 'closed') return refuse('event-closed', { facts: { seq } });
  if (phase === 'revealing') return refuse('commitment-late', { facts: { by: ceremony.commitBy } });
  const checked = checkCommitment(crypto, circleOfMeeting(ceremony), ceremony.commitments.map(toSigned), sent);
  if (!checked.ok) return refuse(COMMITMENT_CODES[checked.error], { facts: { id: sent.id } });
  return ok({ ...ceremony, commitments: [...ceremony.commitments, { ...checked.value, at: now }] });
};

/** A reveal to the ceremony of loss `seq`; the first one fixes M1. */
export const takeEventReveal = (ceremony: EventCeremony, seq: number, sent: SignedMessage, now: Instant): Taken => {
  if (isRepeated(ceremony.reveals, sent)) return ok('as-before');
  const phase = phaseAt(ceremony, now);
  if (phase === 'committing') return refuse('reveal-before-close');
  if (phase === 'closed') return refuse('event-closed', { facts: { seq } });
  const M1 = openHashOf(ceremony);
  const closed = { M1, commitments: ceremony.commitments.map(toSigned) };
  const checked = checkReveal(crypto, circleOfMeeting(ceremony), closed, ceremony.reveals.map(toSigned), sent);
  if (!checked.ok) return refuse(REVEAL_CODES[checked.error], { facts: { id: sent.id } });
  return ok({ ...ceremony, M1, reveals: [...ceremony.reveals, { ...checked.value, at: now }] });
};

/** True once everybody who committed has revealed: the outcome is determined. */
export const isRevealed = ({ M1, commitments, reveals }: EventCeremony): boolean => M1 !== undefined && reveals.length === commitments.length;
