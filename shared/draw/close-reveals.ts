import { refuse, type Refusal } from '../kernel/refusal.ts';
import { ok, type Result } from '../kernel/result.ts';
import { changeAttempt } from './change-attempt.ts';
import { closeRevealsOf } from './close-rules.ts';
import type { DrawContext } from './draw-context.ts';

/** Closes the reveals of the batch's current attempt; the seed exists from then on. Run again, it answers the same. */
export const closeReveals = async (
  context: Pick<DrawContext, 'stores' | 'act'>,
  batchId: string,
): Promise<Result<{ readonly outcome: 'revealed' | 'void' }, Refusal>> => {
  const done = await changeAttempt(context, batchId, ({ attempt }) => {
    if (attempt.stage === 'committing') return refuse('commitments-open');
    if (attempt.stage !== 'revealing') return ok('as-before');
    const closed = closeRevealsOf(attempt, context.act.now);
    return closed.ok ? ok({ attempt: closed.value, action: 'draw.close-reveals' }) : closed;
  });
  if (!done.ok) return done;
  const { attempt } = done.value;
  const isVoid = (attempt.stage === 'voiding' || attempt.stage === 'void') && attempt.cause !== 'shortage';
  return ok({ outcome: isVoid ? 'void' : 'revealed' });
};
