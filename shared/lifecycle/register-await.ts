import { ok, type Result } from '../kernel/result.ts';
import { refuse, type Refusal } from '../kernel/refusal.ts';
import { findAwait, putAwait } from './await-store.ts';
import { judge } from './judge.ts';
import type { LifecycleContext } from './lifecycle-context.ts';
import { waitState } from './wait-state.ts';
import type { WaitName } from './wait-name.ts';

/** A workflow that goes to sleep, with the token that wakes it. */
export interface Registration {
  readonly subject: string;
  readonly wait: WaitName;
  readonly token: string;
}

const ATTEMPTS = 4;

/**
 * Leaves the token of a sleeping workflow, then reads the truth again and wakes it at once if the decision fell in between: one that falls
 * later finds the token, one that fell earlier is found here, so none is lost.
 */
export const registerAwait = async (context: LifecycleContext, { subject, wait, token }: Registration): Promise<Result<Record<string, never>, Refusal>> => {
  const { stores, act } = context;
  for (let attempt = 1; ; attempt++) {
    const [{ judgement }, before] = await Promise.all([judge(context, subject, wait), findAwait(stores.lifecycle, subject, wait)]);
    if (judgement.decided) break;
    const state = waitState(context, { subject, wait, judgement }, before);
    // A successor takes the waits of its predecessor over, with all that was said in them.
    const execution = act.actor.kind === 'step' ? act.actor.execution : state.execution;
    const stored = await stores.transact(putAwait(stores.lifecycle, before, { ...state, execution, token }));
    if (stored.ok) break;
    if (attempt === ATTEMPTS) return refuse('changed-meanwhile');
  }
  const { judgement } = await judge(context, subject, wait);
  if (judgement.decided) await stores.executions.wake(token);
  return ok({});
};
