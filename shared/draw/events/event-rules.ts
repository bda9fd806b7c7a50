import { addSeconds, epochMs, type Instant } from '../../kernel/instant.ts';
import { refuse, type Refusal } from '../../kernel/refusal.ts';
import { ok, type Result } from '../../kernel/result.ts';
import { byBytes } from '../../lottery/encoding/bytes.ts';
import { openHash } from '../../lottery/ceremony/ceremony.ts';
import { checkCommitment, checkReveal } from '../../lottery/ceremony/ceremony-check.ts';
import { toSigned, type AttemptIn } from '../record/attempt.ts';
import { COMMITMENT_CODES, REVEAL_CODES, circleOfMeeting, isRepeated } from '../ceremony/ceremony-rules.ts';
import { crypto, hasher } from '../record/draw-crypto.ts';
import type { EventCeremony } from './draw-event.ts';
import type { SignedMessage } from '../record/fields.ts';
import type { Failure } from '../../lottery/types.ts';
import type { DrawRefusal } from '../record/refusals.ts';

/** How far the ceremony after a loss is. `overdue`: a deadline has passed that it cannot go on without; `failing`: declared failed, the line awaits its signatures. */
export type EventPhase = 'committing' | 'revealing' | 'overdue' | 'failing' | 'closed';

/** Two at least, whoever else does not come (spec, section 5). */
const QUORUM = 2;

/** The ceremony a loss calls for: the participants of the draw, with the draw's own times to commit and reveal. */
export const openCeremony = (M0: string, attempt: AttemptIn<'published'>, now: Instant): EventCeremony => {
  const seconds = (from: Instant, to: Instant): number => (epochMs(to) - epochMs(from)) / 1000;
  const commitBy = addSeconds(now, seconds(attempt.manifestAt, attempt.commitBy));
  const revealBy = addSeconds(commitBy, seconds(attempt.commitBy, attempt.revealBy));
  return { stage: 'open', M0, participants: attempt.participants, commitBy, revealBy, commitments: [], reveals: [] };
};

/** The phase at `now`. Commitments close when all are in, or at `commitBy` with those of two at least; messages arrive strictly before their deadline. */
export const phaseAt = (ceremony: EventCeremony, now: Instant): EventPhase => {
  if (ceremony.stage === 'closed') return 'closed';
  if (ceremony.failure !== undefined) return 'failing';
  if (isCommitted(ceremony, now)) return now < ceremony.revealBy ? 'revealing' : 'overdue';
  return now < ceremony.commitBy ? 'committing' : 'overdue';
};

const isCommitted = ({ commitments, participants, commitBy, M1 }: EventCeremony, now: Instant): boolean =>
  M1 !== undefined || commitments.length === participants.length || (now >= commitBy && commitments.length >= QUORUM);

/** Who did not send what the ceremony needs, sorted by id: the commitments where they were too few, else the reveals of those who committed (spec, section 10). */
export const missingOf = (ceremony: EventCeremony, now: Instant): readonly Failure[] => {
  const has = (messages: readonly { readonly id: string }[], id: string): boolean => messages.some((one) => one.id === id);
  const [asked, sent, what] = isCommitted(ceremony, now)
    ? ([ceremony.commitments, ceremony.reveals, 'reveal'] as const)
    : ([ceremony.participants, ceremony.commitments, 'commit'] as const);
  return asked.map(({ id }) => ({ id, what })).filter(({ id }) => !has(sent, id)).sort((a, b) => byBytes(a.id, b.id));
};

/** M1 over those who committed: fixed with the first reveal, before it what it will be. */
export const openHashOf = (ceremony: EventCeremony): string => ceremony.M1 ?? openHash(hasher, ceremony.M0, ceremony.commitments.map(toSigned));

/** Whose message is awaited; nobody's once a deadline has passed. Whose signature is awaited says `failureOf`. */
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
  if (phase !== 'committing') return refuse('commitment-late', { facts: { by: ceremony.commitBy } });
  const checked = checkCommitment(crypto, circleOfMeeting(ceremony), ceremony.commitments.map(toSigned), sent);
  if (!checked.ok) return refuse(COMMITMENT_CODES[checked.error], { facts: { id: sent.id } });
  return ok({ ...ceremony, commitments: [...ceremony.commitments, { ...checked.value, at: now }] });
};

/** A reveal to the ceremony of loss `seq`, in time; the first one fixes M1. */
export const takeEventReveal = (ceremony: EventCeremony, seq: number, sent: SignedMessage, now: Instant): Taken => {
  if (isRepeated(ceremony.reveals, sent)) return ok('as-before');
  const phase = phaseAt(ceremony, now);
  if (phase === 'committing') return refuse('reveal-before-close');
  if (phase === 'closed') return refuse('event-closed', { facts: { seq } });
  if (phase !== 'revealing') return refuse('reveal-late', { facts: { by: ceremony.revealBy } });
  const M1 = openHashOf(ceremony);
  const closed = { M1, commitments: ceremony.commitments.map(toSigned) };
  const checked = checkReveal(crypto, circleOfMeeting(ceremony), closed, ceremony.reveals.map(toSigned), sent);
  if (!checked.ok) return refuse(REVEAL_CODES[checked.error], { facts: { id: sent.id } });
  return ok({ ...ceremony, M1, reveals: [...ceremony.reveals, { ...checked.value, at: now }] });
};

/** True once everybody who committed has revealed: the outcome is determined. */
export const isRevealed = ({ M1, commitments, reveals }: EventCeremony): boolean => M1 !== undefined && reveals.length === commitments.length;
