import type { Refusal } from '../kernel/refusal.ts';
import { ok, type Result } from '../kernel/result.ts';
import { takeReveal } from './ceremony-rules.ts';
import { changeAttempt } from './change-attempt.ts';
import type { PersonDrawContext } from './draw-context.ts';
import type { AttemptView } from './draw-view.ts';
import type { SignedMessage } from './fields.ts';
import { checkSide } from './participant-side.ts';

/** A participant's reveal in the batch's current attempt (GY-12, BY-1). Sent twice in the same words, it is answered twice. */
export const sendReveal = async (
  context: Pick<PersonDrawContext, 'stores' | 'act'>,
  input: { readonly batchId: string; readonly message: SignedMessage },
): Promise<Result<AttemptView, Refusal>> => {
  const { now, actor } = context.act;
  const done = await changeAttempt(context, input.batchId, ({ batch, attempt }) => {
    const side = checkSide(actor, attempt.participants, input.message.id, batch.entry.leadDepartment);
    if (!side.ok) return side;
    const taken = takeReveal(attempt, input.message, now);
    if (!taken.ok) return taken;
    return ok(taken.value === 'as-before' ? 'as-before' : { attempt: taken.value, action: 'draw.reveal' });
  });
  return done.ok ? ok(done.value.view) : done;
};
