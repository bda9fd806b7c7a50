import { refuse, type Refusal } from '../../kernel/refusal.ts';
import { ok, type Result } from '../../kernel/result.ts';
import type { Write } from '../../store/write.ts';
import type { AttemptIn } from '../record/attempt.ts';
import { changeAttempt, type DrawnBatch } from '../record/change-attempt.ts';
import { closeRevealsOf } from './close-rules.ts';
import type { DrawContext } from '../record/draw-context.ts';
import { listPublicly, readPublicAttempt } from '../record/draw-projection-store.ts';
import { toPublicAttempt } from '../record/draw-projection.ts';

/**
 * Closes the reveals of the batch's current attempt; the seed exists from then on. `receipts`: the ceremony has a beacon, so M2 is published and waits
 * to be signed for. Run again, it answers the same.
 */
export const closeReveals = async (
  context: Pick<DrawContext, 'stores' | 'act'>,
  batchId: string,
): Promise<Result<{ readonly outcome: 'revealed' | 'receipts' | 'void' }, Refusal>> => {
  const done = await changeAttempt(context, batchId, async ({ batch, attempt }) => {
    if (attempt.stage === 'committing') return refuse('commitments-open');
    if (attempt.stage !== 'revealing') return ok('as-before');
    const closed = closeRevealsOf(attempt, context.act.now);
    if (!closed.ok) return closed;
    const writes = closed.value.stage === 'receipting' ? [await publishM2(context, batch, closed.value)] : [];
    return ok({ attempt: closed.value, action: 'draw.close-reveals', writes });
  });
  if (!done.ok) return done;
  const { attempt } = done.value;
  const isVoid = (attempt.stage === 'voiding' || attempt.stage === 'void') && (attempt.cause === 'commitments' || attempt.cause === 'reveals');
  return ok({ outcome: isVoid ? 'void' : attempt.beacons === undefined ? 'revealed' : 'receipts' });
};

const publishM2 = async ({ stores: { publication } }: Pick<DrawContext, 'stores'>, batch: DrawnBatch, attempt: AttemptIn<'receipting'>): Promise<Write> => {
  const { files } = await readPublicAttempt(publication, attempt.batchId, attempt.drawNo);
  return listPublicly(publication, toPublicAttempt(batch, attempt, files));
};
