import type { Refusal } from '../../kernel/refusal.ts';
import { ok, type Result } from '../../kernel/result.ts';
import { changeEvent, type EventContext, type EventMessage } from './change-event.ts';
import type { EventView } from '../record/draw-view.ts';
import { takeEventCommitment } from './event-rules.ts';
import { checkSide } from '../ceremony/participant-side.ts';

/** A participant's commitment to the ceremony after a loss (BY-3). Sent twice in the same words, it is answered twice. */
export const sendEventCommitment = async (context: EventContext, input: EventMessage): Promise<Result<EventView, Refusal>> => {
  const done = await changeEvent(context, input, ({ loss, batch }) => {
    const side = checkSide(context.act.actor, loss.ceremony.participants, input.message.id, batch.entry.leadDepartment);
    if (!side.ok) return side;
    const taken = takeEventCommitment(loss.ceremony, input.seq, input.message, context.act.now);
    if (!taken.ok) return taken;
    return ok(taken.value === 'as-before' ? 'as-before' : { ceremony: taken.value, action: 'draw.event-commit' });
  });
  if (!done.ok) return done;
  return done.value.again.ok ? ok(done.value.view) : done.value.again;
};
