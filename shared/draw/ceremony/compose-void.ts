import { refuse, type Refusal } from '../../kernel/refusal.ts';
import { ok, type Result } from '../../kernel/result.ts';
import { changeAttempt } from '../record/change-attempt.ts';
import type { DrawContext } from '../record/draw-context.ts';
import { unsignedVoidOf, voidToSign } from './void-rules.ts';

/** Composes the void record for the participants to sign, once the conference office has approved (BY-2). Run again, it answers the same. */
export const composeVoid = async (
  context: Pick<DrawContext, 'stores' | 'act'>,
  batchId: string,
): Promise<Result<{ readonly digest: string }, Refusal>> => {
  const done = await changeAttempt(context, batchId, ({ attempt }) => {
    if (attempt.stage === 'void') return ok('as-before');
    if (attempt.stage !== 'voiding') return refuse('void-none');
    if (attempt.unsigned !== undefined) return ok('as-before');
    if (attempt.approval === undefined) return refuse('void-not-approved');
    const unsigned = voidToSign(unsignedVoidOf({ ...attempt, approval: attempt.approval }, context.act.now));
    return ok({ attempt: { ...attempt, unsigned }, action: 'draw.compose-void' });
  });
  if (!done.ok) return done;
  return ok({ digest: done.value.view.voiding?.digest ?? '' });
};
