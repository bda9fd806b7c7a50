import { refuse, type Refusal } from '../kernel/refusal.ts';
import { ok, type Result } from '../kernel/result.ts';
import { succeed, type Succeeding } from './succeed.ts';
import { findSuccession } from './succession-store.ts';
import type { Succession } from './succession.ts';
import type { WorkflowArns } from './workflow-arns.ts';

/** An execution that has lived for long, or whose history has grown long, hands over to its successor; it then ends. */
export const handOver = async (
  context: Succeeding,
  arns: WorkflowArns,
  { subject, because }: { readonly subject: string; readonly because: 'age' | 'events' },
): Promise<Result<{ readonly execution: string }, Refusal>> => {
  const done = await succeed(context, arns, { subject, because, execution: caller(context) });
  return done.ok ? ok({ execution: done.value.execution }) : done;
};

/**
 * Refuses with `superseded` if another execution carries `subject` by now: one that was repaired by a successor and redriven all the same
 * must not carry it a second time.
 */
export const refuseSuperseded = async ({ stores, act }: Pick<Succeeding, 'act'> & { readonly stores: Pick<Succeeding['stores'], 'lifecycle'> }, subject: string): Promise<Result<Succession | undefined, Refusal>> => {
  const latest = await findSuccession(stores.lifecycle, subject);
  const execution = caller({ act });
  return latest === undefined || latest.execution === execution ? ok(latest) : refuse('superseded', { facts: { execution, latest: latest.execution } });
};

const caller = ({ act: { actor } }: Pick<Succeeding, 'act'>): string => {
  if (actor.kind !== 'step') throw new TypeError('only a step of a workflow hands over');
  return actor.execution;
};
