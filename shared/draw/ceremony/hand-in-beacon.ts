import type { Refusal } from '../../kernel/refusal.ts';
import { ok, type Result } from '../../kernel/result.ts';
import { takeRound } from './beacon-rules.ts';
import { changeAttempt } from '../record/change-attempt.ts';
import type { PersonDrawContext } from '../record/draw-context.ts';
import type { AttemptView } from '../record/draw-view.ts';
import type { SignedRound } from '../record/fields.ts';

/** Anyone of the ceremony, a supervisor or an administrator hands in a round that the current attempt waits for (BY-1). The system asks no network. */
export const handInBeacon = async (
  context: Pick<PersonDrawContext, 'stores' | 'act'>,
  { batchId, round }: { readonly batchId: string; readonly round: SignedRound },
): Promise<Result<AttemptView, Refusal>> => {
  const done = await changeAttempt(context, batchId, ({ attempt }) => {
    const taken = takeRound(attempt, round, context.act.now);
    if (!taken.ok) return taken;
    return ok(taken.value === 'as-before' ? 'as-before' : { attempt: taken.value, action: 'draw.beacon' });
  });
  return done.ok ? ok(done.value.view) : done;
};
