import { awaitsOf, putAwait, type AwaitItem } from './await-store.ts';
import { judge } from './judge.ts';
import type { LifecycleContext } from './lifecycle-context.ts';
import { WAITS } from './waits.ts';

/**
 * Wakes every workflow that waits for something of `subject` (`year/2026`, `batch/batch-2026-003`) and whose wait is decided by now. A token
 * that is spent is no fault: its workflow looked by itself. Where part of what was awaited has come, the list of waits names only the rest.
 * Answers how many were woken.
 */
export const signalIfDecided = async (context: LifecycleContext, subject: string): Promise<number> => {
  let woken = 0;
  for (const open of await awaitsOf(context.stores.lifecycle, subject)) {
    if (open.token === undefined || !WAITS[open.wait].signalled) continue;
    const { judgement } = await judge(context, subject, open.wait);
    if (!judgement.decided) await refresh(context, open, judgement.from);
    else if (await context.stores.executions.wake(open.token)) woken += 1;
  }
  return woken;
};

// A conflict means that the workflow itself wrote the wait anew, with what it saw.
const refresh = async ({ stores }: LifecycleContext, open: AwaitItem, from: readonly string[]): Promise<void> => {
  if (from.join() === open.from.join()) return;
  await stores.transact(putAwait(stores.lifecycle, open, { ...open, from: [...from] }));
};
