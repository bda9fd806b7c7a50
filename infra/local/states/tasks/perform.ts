import { AccessDenied, TaskError, type TaskIntegration } from '../../contract.ts';
import type { Execution } from '../run/execution.ts';
import type { TaskOutcome, TaskPhase } from '../run/thread.ts';
import type { Json } from '../types.ts';
import { callFunction, callLambdaInvoke, type FunctionCaller } from './call-function.ts';
import { deniedOutcome } from './denied.ts';
import { parseResource } from './resource.ts';
import { startChild, type ChildStarter } from './start-child.ts';

/** Everything that tasks can call. */
export type Callers = FunctionCaller & ChildStarter & { readonly integrations: Readonly<Record<string, TaskIntegration>> };

/** Calls an integration as the state machine's role; failures of any kind become outcomes. */
export const callIntegration = async (callers: Callers, execution: Execution, action: string, args: Json): Promise<TaskOutcome> => {
  const integration = callers.integrations[action];
  if (integration === undefined) return { ok: false, error: 'States.Runtime', cause: `No integration serves ${action}.` };
  const resourceType = action.slice(0, action.lastIndexOf(':'));
  try {
    const result = await integration.call({ arguments: args, principal: { arn: execution.roleArn }, executionArn: execution.arn });
    return { ok: true, result: JSON.parse(JSON.stringify(result ?? null)) as Json };
  } catch (error) {
    if (error instanceof AccessDenied) return deniedOutcome(resourceType, error);
    if (error instanceof TaskError) return { ok: false, error: error.error, cause: error.cause_ };
    return { ok: false, error: 'States.TaskFailed', cause: error instanceof Error ? error.message : String(error) };
  }
};

/** Makes the call that a task is out for. `childArn` is set if an execution was started that is to be waited for. */
export const perform = async (
  callers: Callers,
  execution: Execution,
  threadId: number,
  phase: TaskPhase,
): Promise<{ outcome: TaskOutcome; childArn: string | null }> => {
  const resource = parseResource(phase.resource);
  if (resource?.kind === 'function') return { outcome: await callFunction(callers, execution.roleArn, resource.arn, phase.arguments), childArn: null };
  if (resource?.kind !== 'service') throw new Error(`cannot call ${phase.resource}`);
  if (resource.action === 'states:startExecution') {
    const sync = resource.pattern === 'sync' || resource.pattern === 'sync2';
    const { outcome, childArn } = startChild(callers, { execution, threadId, phase }, sync);
    return { outcome, childArn: sync ? childArn : null };
  }
  const outcome = resource.action === 'lambda:invoke'
    ? await callLambdaInvoke(callers, execution.roleArn, phase.arguments)
    : await callIntegration(callers, execution, resource.action, phase.arguments);
  return { outcome, childArn: null };
};
