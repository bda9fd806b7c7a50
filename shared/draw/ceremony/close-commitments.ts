import type { Refusal } from '../../kernel/refusal.ts';
import { ok, type Result } from '../../kernel/result.ts';
import { changeAttempt } from '../record/change-attempt.ts';
import { closeCommitmentsOf } from './close-rules.ts';
import type { DrawContext } from '../record/draw-context.ts';

/** Closes the commitments of the batch's current attempt. `void`: the attempt cannot go on. Run again, it answers the same. */
export const closeCommitments = async (
  context: Pick<DrawContext, 'stores' | 'act'>,
  batchId: string,
): Promise<Result<{ readonly outcome: 'open' | 'void' }, Refusal>> => {
  const done = await changeAttempt(context, batchId, ({ attempt }) => {
    if (attempt.stage !== 'committing') return ok('as-before');
    const closed = closeCommitmentsOf(attempt, context.act.now);
    return closed.ok ? ok({ attempt: closed.value, action: 'draw.close-commitments' }) : closed;
  });
  if (!done.ok) return done;
  const { attempt } = done.value;
  const isVoid = (attempt.stage === 'voiding' || attempt.stage === 'void') && attempt.cause === 'commitments';
  return ok({ outcome: isVoid ? 'void' : 'open' });
};
