import { refuse, type Refusal } from '../../kernel/refusal.ts';
import { ok, type Result } from '../../kernel/result.ts';
import { changeEvent, type EventContext, type EventRef } from './change-event.ts';
import type { EventView } from '../record/draw-view.ts';
import { failedLines } from './failed-lines.ts';
import { missingOf, phaseAt } from './event-rules.ts';

/**
 * The conference office declares the ceremony after a loss failed, once a deadline has passed that it cannot go on without: the line names who did not send, and the
 * others sign it (spec, sections 5 and 10; BY-2, BY-3). Time alone fails nothing. Refused with `event-not-overdue`; declared again, it is answered again.
 */
export const declareEventFailure = async (context: EventContext, input: EventRef): Promise<Result<EventView, Refusal>> => {
  const { now, actor } = context.act;
  const done = await changeEvent(context, input, (ground) => {
    const { ceremony } = ground.loss;
    const phase = phaseAt(ceremony, now);
    if (phase === 'closed') return ceremony.failure === undefined ? refuse('event-closed', { facts: { seq: input.seq } }) : ok('as-before');
    if (phase === 'failing') return ok('as-before');
    if (phase !== 'overdue') return refuse('event-not-overdue', { facts: { seq: input.seq, commitBy: ceremony.commitBy, revealBy: ceremony.revealBy } });
    const declared = { ...ceremony, failure: { at: now, by: actor.name, failed: [...missingOf(ceremony, now)], sigs: [] } };
    return ok({ ...failedLines(ground, declared, now), action: 'draw.event-fail' });
  });
  if (!done.ok) return done;
  return done.value.again.ok ? ok(done.value.view) : done.value.again;
};
