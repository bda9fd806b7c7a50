import { refuse, type Refusal } from '../../kernel/refusal.ts';
import { ok, type Result } from '../../kernel/result.ts';
import { changeAttempt } from '../record/change-attempt.ts';
import type { PersonDrawContext } from '../record/draw-context.ts';
import type { AttemptView } from '../record/draw-view.ts';

/** The conference office approves the void of the current attempt; its reason is published with the record (BY-2). */
export const approveVoid = async (
  context: Pick<PersonDrawContext, 'stores' | 'act'>,
  input: { readonly batchId: string; readonly reason: string },
): Promise<Result<AttemptView, Refusal>> => {
  const { now, actor } = context.act;
  const done = await changeAttempt(context, input.batchId, ({ attempt }) => {
    if (attempt.stage !== 'voiding') return refuse('void-none');
    if (attempt.approval !== undefined) return refuse('void-approved');
    return ok({ attempt: { ...attempt, approval: { by: actor.name, reason: input.reason, at: now } }, action: 'draw.approve-void' });
  });
  return done.ok ? ok(done.value.view) : done;
};
