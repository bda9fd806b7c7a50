import { refuse, type Refusal } from '../../kernel/refusal.ts';
import { ok, type Result } from '../../kernel/result.ts';
import { changeAttempt } from '../record/change-attempt.ts';
import { closeReceiptsOf } from './close-rules.ts';
import type { DrawContext } from '../record/draw-context.ts';

/** Closes the receipts for M2, in a ceremony with a beacon (BY-1). `void`: somebody who revealed did not sign for it in time. Run again, it answers the same. */
export const closeReceipts = async (
  context: Pick<DrawContext, 'stores' | 'act'>,
  batchId: string,
): Promise<Result<{ readonly outcome: 'signed' | 'void' }, Refusal>> => {
  const done = await changeAttempt(context, batchId, ({ attempt }) => {
    if (attempt.stage === 'committing' || attempt.stage === 'revealing') return refuse('reveals-open');
    if (attempt.stage !== 'receipting') return ok('as-before');
    const closed = closeReceiptsOf(attempt, context.act.now);
    return closed.ok ? ok({ attempt: closed.value, action: 'draw.close-receipts' }) : closed;
  });
  if (!done.ok) return done;
  const { attempt } = done.value;
  const isVoid = (attempt.stage === 'voiding' || attempt.stage === 'void') && attempt.cause !== 'shortage';
  return ok({ outcome: isVoid ? 'void' : 'signed' });
};
