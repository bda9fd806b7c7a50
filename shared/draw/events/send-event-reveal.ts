import type { Refusal } from '../../kernel/refusal.ts';
import { ok, type Result } from '../../kernel/result.ts';
import { changeEvent, type ChangedEvent, type EventContext, type EventMessage } from './change-event.ts';
import type { EventRecord } from './draw-event.ts';
import { resultLines } from './event-result.ts';
import { isRevealed, takeEventReveal } from './event-rules.ts';
import { checkSide } from '../ceremony/participant-side.ts';

/** The loss as it stands, and once its last reveal is in, the line that fills seats. */
export interface RevealedEvent extends ChangedEvent {
  readonly outcome?: EventRecord;
}

/**
 * A participant's reveal to the ceremony after a loss (BY-3). The last one determines the outcome: its lines are recorded with it and published.
 * Sent twice in the same words, it is answered twice.
 */
export const sendEventReveal = async (context: EventContext, input: EventMessage): Promise<Result<RevealedEvent, Refusal>> => {
  const done = await changeEvent(context, input, async (ground) => {
    const side = checkSide(context.act.actor, ground.loss.ceremony.participants, input.message.id, ground.batch.entry.leadDepartment);
    if (!side.ok) return side;
    const taken = takeEventReveal(ground.loss.ceremony, input.seq, input.message, context.act.now);
    if (!taken.ok) return taken;
    if (taken.value === 'as-before') return ok('as-before');
    if (!isRevealed(taken.value)) return ok({ ceremony: taken.value, action: 'draw.event-reveal' });
    const lines = await resultLines(context.stores, ground, taken.value, context.act.now);
    const [first] = lines;
    return ok({ ceremony: { ...taken.value, stage: 'closed', ...(first === undefined ? {} : { outcome: first.seq }) }, lines, action: 'draw.event-outcome' });
  });
  if (!done.ok) return done;
  const outcome = done.value.ground.events.find(({ seq }) => seq === done.value.view.ceremony?.outcome);
  return ok({ ...done.value, ...(outcome === undefined ? {} : { outcome }) });
};
