import { commit } from '../audit/commit.ts';
import { refuse, type Refusal } from '../kernel/refusal.ts';
import { ok, type Result } from '../kernel/result.ts';
import type { LifecycleContext } from './lifecycle-context.ts';
import { findSuccession, putSuccession } from './succession-store.ts';
import { firstExecutionOf, inputOf, succession, successorOf, type Succession } from './succession.ts';
import { WORKFLOW_ARNS, workflowOf, type WorkflowArns } from './workflow-arns.ts';

/** What a succession needs. */
export type Succeeding = { readonly stores: Pick<LifecycleContext['stores'], 'lifecycle' | 'transact' | 'executions'>; readonly act: LifecycleContext['act'] };

/** Which execution is to be followed, and why. */
export interface Ending extends Pick<Succession, 'subject' | 'because' | 'reason'> {
  readonly execution: string;
}

/**
 * Lets the next execution carry a thing on: notes it in the record and the trail, then starts it; its first state goes to where the record
 * stands. Doing it again answers the same and starts nothing twice, because the record names the only successor and its name is a lock.
 * Refused with `superseded` if another than `execution` carries the thing by now.
 */
export const succeed = async ({ stores, act }: Succeeding, arns: WorkflowArns, { subject, execution, because, reason }: Ending): Promise<Result<Succession, Refusal>> => {
  const { lifecycle } = stores;
  const next: Succession = { subject, execution: successorOf(execution), predecessor: execution, because, ...(reason === undefined ? {} : { reason }), at: act.now };
  const before = await findSuccession(lifecycle, subject);
  let noted: Succession = next;
  if (before?.execution === next.execution) noted = succession.parse(before);
  else if ((before?.execution ?? firstExecutionOf(subject)) !== execution) return refuse('superseded', { facts: { execution, latest: before?.execution ?? firstExecutionOf(subject) } });
  else {
    const done = await commit(stores, act, { stream: subject, action: 'execution.succeed', subject, ...(before === undefined ? {} : { before: succession.parse(before) }), after: next }, [putSuccession(lifecycle, before, next)]);
    if (!done.ok) return done;
  }
  await stores.executions.start(arns[WORKFLOW_ARNS[workflowOf(execution)]], next.execution, inputOf(subject));
  return ok(noted);
};
