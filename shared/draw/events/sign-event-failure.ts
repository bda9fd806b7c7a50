import { refuse, type Refusal } from '../../kernel/refusal.ts';
import { ok, type Result } from '../../kernel/result.ts';
import { voidSigningMessage } from '../../lottery/ceremony/void-record.ts';
import { changeEvent, type EventContext, type EventDecision, type EventRef, type LossGround } from './change-event.ts';
import { crypto, hasher } from '../record/draw-crypto.ts';
import type { EventView } from '../record/draw-view.ts';
import { failureOf, isFailing } from './event-failure.ts';
import { failedLines } from './failed-lines.ts';
import { checkSide } from '../ceremony/participant-side.ts';
import type { VoidSignature } from '../ceremony/sign-void.ts';

/**
 * A participant who did not fail signs the `failed` line of a ceremony after a loss (BY-2, BY-3); with the last signature the line is recorded and published, and the
 * next ceremony begins. Refused: `event-not-failing`, `void-signer-failed`, `void-signed-twice`, `signature-wrong` (also for a line that has another place by now).
 */
export const signEventFailure = async (context: EventContext, input: EventRef & { readonly signature: VoidSignature }): Promise<Result<EventView, Refusal>> => {
  const done = await changeEvent(context, input, (ground) => {
    const side = checkSide(context.act.actor, ground.loss.ceremony.participants, input.signature.id, ground.batch.entry.leadDepartment);
    return side.ok ? take(ground, side.value.key, input.signature, context.act.now) : side;
  });
  if (!done.ok) return done;
  return done.value.again.ok ? ok(done.value.view) : done.value.again;
};

const take = (ground: LossGround, key: string, { id, sig }: VoidSignature, now: EventContext['act']['now']): Result<EventDecision, Refusal> => {
  const { ceremony, seq } = { ...ground.loss };
  if (ceremony.failure?.sigs.some((one) => one.id === id && one.sig === sig) === true) return ok('as-before');
  if (!isFailing(ceremony)) return refuse('event-not-failing', { facts: { seq } });
  if (ceremony.failure.failed.some((one) => one.id === id)) return refuse('void-signer-failed', { facts: { id } });
  const { line, digest, sigs } = failureOf(ceremony, ground.events);
  if (sigs.some((one) => one.id === id)) return refuse('void-signed-twice', { facts: { id } });
  if (!crypto.verify(key, voidSigningMessage(hasher, line), sig)) return refuse('signature-wrong', { facts: { id } });
  // What was signed for another place in the chain is of no use any more.
  const kept = ceremony.failure.sigs.filter(({ over }) => over === digest);
  const signed = { ...ceremony, failure: { ...ceremony.failure, sigs: [...kept, { id, sig, over: digest }] } };
  return ok({ ...failedLines(ground, signed, now), action: 'draw.event-sign-failed' });
};
