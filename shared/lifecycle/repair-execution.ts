import { refuse, type Refusal } from '../kernel/refusal.ts';
import { ok, type Result } from '../kernel/result.ts';
import { findBatch } from '../plan/batch-store.ts';
import { findYear } from '../plan/year-store.ts';
import { parseSubject } from './subject.ts';
import { succeed, type Succeeding } from './succeed.ts';
import { findSuccession } from './succession-store.ts';
import { firstExecutionOf, subjectOf, type Succession } from './succession.ts';
import { executionArn, WORKFLOW_ARNS, workflowOf, type WorkflowArns } from './workflow-arns.ts';

/**
 * Starts the successor of an execution that has failed, timed out or been stopped, whenever that was: also when the service redrives it no
 * more (14 days), or has forgotten it (90 days). Nothing is decided by it; the successor goes on where the record stands.
 * Refused with `not-found`, `execution-not-latest`, `execution-running`, `execution-succeeded`.
 */
export const repairExecution = async (
  context: Succeeding,
  arns: WorkflowArns,
  { name, reason }: { readonly name: string; readonly reason: string },
): Promise<Result<Succession, Refusal>> => {
  const { stores } = context;
  const subject = subjectOf(name);
  if (subject === undefined) return refuse('not-found', { facts: { what: name } });
  const latest = (await findSuccession(stores.lifecycle, subject))?.execution ?? firstExecutionOf(subject);
  if (latest !== name) return refuse('execution-not-latest', { facts: { name, latest } });
  const described = await stores.executions.describe(executionArn(arns[WORKFLOW_ARNS[workflowOf(name)]], name));
  if (described === undefined && !(await isKnown(stores, subject))) return refuse('not-found', { facts: { what: name } });
  if (described?.status === 'RUNNING') return refuse('execution-running', { facts: { name } });
  if (described?.status === 'SUCCEEDED') return refuse('execution-succeeded', { facts: { name } });
  const done = await succeed(context, arns, { subject, execution: name, because: 'repair', reason });
  return done.ok ? ok(done.value) : done;
};

const isKnown = async ({ lifecycle }: Pick<Succeeding['stores'], 'lifecycle'>, subject: string): Promise<boolean> => {
  const parsed = parseSubject(subject);
  return (parsed.kind === 'year' ? await findYear(lifecycle, parsed.year) : await findBatch(lifecycle, parsed.batchId)) !== undefined;
};
