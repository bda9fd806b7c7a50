import type { Instant } from '../../kernel/instant.ts';
import { refuse, type Refusal } from '../../kernel/refusal.ts';
import { ok, type Result } from '../../kernel/result.ts';
import { checkCommitment, checkReveal, type CommitmentRefusal, type RevealRefusal } from '../../lottery/ceremony/ceremony-check.ts';
import { toSigned, type Attempt } from '../record/attempt.ts';
import { crypto, SUITE } from '../record/draw-crypto.ts';
import type { DrawRefusal } from '../record/refusals.ts';
import type { ReceivedMessage, SignedMessage } from '../record/fields.ts';
import { addSeconds } from '../../kernel/instant.ts';

/** The attempt with the message added, or `as-before` for a message that lies there already. */
export type Taken = Result<Attempt | 'as-before', Refusal<DrawRefusal>>;

/** Among whom, and bound to what; of an attempt or of the ceremony after a loss. */
export interface Meeting {
  readonly M0: string;
  readonly participants: Attempt['participants'];
}

/** The circle of {@link Meeting} as the lottery checks messages in it. */
export const circleOfMeeting = ({ M0, participants }: Meeting) => ({ suite: SUITE, M0, participants });

/** True if exactly this message lies among `received`: sending it again is answered as the first time. */
export const isRepeated = (received: readonly ReceivedMessage[], sent: SignedMessage): boolean =>
  received.some(({ id, value, sig }) => id === sent.id && value === sent.value && sig === sent.sig);

/** A commitment to the attempt at `now`: once, in time, signed; strictly later than the manifest, so that the order can be read off the times (BY-1). */
export const takeCommitment = (attempt: Attempt, sent: SignedMessage, now: Instant): Taken => {
  if (isRepeated(attempt.commitments, sent)) return ok('as-before');
  if (attempt.commitments.some(({ id }) => id === sent.id)) return refuse('commitment-twice', { facts: { id: sent.id } });
  if (now >= attempt.commitBy) return refuse('commitment-late', { facts: { by: attempt.commitBy } });
  if (attempt.stage !== 'committing') return refuse('draw-not-open', { facts: { stage: attempt.stage } });
  if (now <= attempt.manifestAt) return refuse('message-too-early', { facts: { from: addSeconds(attempt.manifestAt, 1) } });
  const checked = checkCommitment(crypto, circleOfMeeting(attempt), attempt.commitments.map(toSigned), sent);
  if (!checked.ok) return refuse(COMMITMENT_CODES[checked.error], { facts: { id: sent.id } });
  return ok({ ...attempt, commitments: [...attempt.commitments, { ...checked.value, at: now }] });
};

/** A reveal to the attempt at `now`: after all commitments are closed, once, in time, opening its commitment, signed over M1 (BY-1). */
export const takeReveal = (attempt: Attempt, sent: SignedMessage, now: Instant): Taken => {
  if (attempt.stage === 'committing') return refuse('reveal-before-close');
  const reveals = 'reveals' in attempt ? attempt.reveals : [];
  if (isRepeated(reveals, sent)) return ok('as-before');
  if (reveals.some(({ id }) => id === sent.id)) return refuse('reveal-twice', { facts: { id: sent.id } });
  if (now >= attempt.revealBy) return refuse('reveal-late', { facts: { by: attempt.revealBy } });
  if (attempt.stage !== 'revealing') return refuse('draw-not-open', { facts: { stage: attempt.stage } });
  if (now <= attempt.commitmentsClosed) return refuse('message-too-early', { facts: { from: addSeconds(attempt.commitmentsClosed, 1) } });
  const closed = { M1: attempt.M1, commitments: attempt.commitments.map(toSigned) };
  const checked = checkReveal(crypto, circleOfMeeting(attempt), closed, reveals.map(toSigned), sent);
  if (!checked.ok) return refuse(REVEAL_CODES[checked.error], { facts: { id: sent.id } });
  return ok({ ...attempt, reveals: [...reveals, { ...checked.value, at: now }] });
};

/** The lottery's reasons as this system's refusals. */
export const COMMITMENT_CODES = {
  'unknown-participant': 'participant-unknown',
  malformed: 'signature-wrong',
  'bad-signature': 'signature-wrong',
  'already-committed': 'commitment-twice',
} as const satisfies Record<CommitmentRefusal, DrawRefusal>;

/** The lottery's reasons as this system's refusals. */
export const REVEAL_CODES = {
  'unknown-participant': 'participant-unknown',
  malformed: 'signature-wrong',
  'bad-signature': 'signature-wrong',
  'not-committed': 'participant-unknown',
  'does-not-open': 'reveal-does-not-open',
  'already-revealed': 'reveal-twice',
} as const satisfies Record<RevealRefusal, DrawRefusal>;
