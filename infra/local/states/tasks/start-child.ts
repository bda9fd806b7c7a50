import { AccessDenied, type Authorizer } from '../../contract.ts';
import { ApiError } from '../api/api-error.ts';
import { unqualifiedStateMachineArn, type Place } from '../arn.ts';
import { isObject } from '../definition.ts';
import type { Execution } from '../run/execution.ts';
import { stableId } from '../run/stable-id.ts';
import type { TaskOutcome, TaskPhase } from '../run/thread.ts';
import type { ExecutionDescription, Json, JsonObject } from '../types.ts';
import { deniedOutcome } from './denied.ts';

/** What starting another execution needs. */
export type ChildStarter = {
  readonly authorizer: Authorizer;
  readonly place: Place;
  readonly start: (input: { stateMachineArn: string; name: string; input: string; parent: NonNullable<Execution['parent']> }) => { executionArn: string; startMs: number };
};

const inputText = (input: Json | undefined): string => {
  if (input === undefined || input === null) return '{}';
  return typeof input === 'string' ? input : JSON.stringify(input);
};

const authorize = (starter: ChildStarter, roleArn: string, machine: string, sync: boolean): void => {
  const principal = { arn: roleArn };
  starter.authorizer.require(principal, 'states:StartExecution', machine);
  if (!sync) return;
  // The service follows a child's end through a managed rule of EventBridge.
  const { partition, region, accountId } = starter.place;
  const rule = `arn:${partition}:events:${region}:${accountId}:rule/StepFunctionsGetEventsForStepFunctionsExecutionRule`;
  for (const action of ['events:PutTargets', 'events:PutRule', 'events:DescribeRule']) starter.authorizer.require(principal, action, rule);
};

/** `states:startExecution` in its three patterns: starts the child once, however often it is called for the same task. */
export const startChild = (
  starter: ChildStarter,
  parent: { readonly execution: Execution; readonly threadId: number; readonly phase: TaskPhase },
  sync: boolean,
): { outcome: TaskOutcome; childArn: string | null } => {
  const args = parent.phase.arguments;
  if (!isObject(args) || typeof args.StateMachineArn !== 'string') {
    return { outcome: { ok: false, error: 'States.Runtime', cause: 'states:startExecution needs a StateMachineArn' }, childArn: null };
  }
  const key = `${parent.execution.arn} ${parent.execution.startMs} ${parent.execution.redriveCount} ${parent.phase.key}`;
  try {
    authorize(starter, parent.execution.roleArn, unqualifiedStateMachineArn(args.StateMachineArn), sync);
    const { executionArn, startMs } = starter.start({
      stateMachineArn: args.StateMachineArn,
      name: typeof args.Name === 'string' ? args.Name : stableId(key),
      input: inputText(args.Input),
      parent: { arn: parent.execution.arn, thread: parent.threadId, key: parent.phase.key },
    });
    if (sync) starter.authorizer.require({ arn: parent.execution.roleArn }, 'states:DescribeExecution', executionArn);
    const result = { ExecutionArn: executionArn, SdkHttpMetadata: { HttpStatusCode: 200 }, SdkResponseMetadata: { RequestId: stableId(executionArn) }, StartDate: startMs };
    return { outcome: { ok: true, result }, childArn: executionArn };
  } catch (error) {
    if (error instanceof AccessDenied) return { outcome: deniedOutcome('states', error), childArn: null };
    if (!(error instanceof ApiError)) throw error;
    const cause = `${error.message} (Service: AWSStepFunctions; Status Code: 400; Error Code: ${error.code}; Request ID: ${stableId(key)}; Proxy: null)`;
    return { outcome: { ok: false, error: `StepFunctions.${error.code}Exception`, cause }, childArn: null };
  }
};

/** How a child's end answers the task that has waited for it: its description, or a failure with the description as cause. */
export const childOutcome = (child: ExecutionDescription, pattern: 'sync' | 'sync2'): TaskOutcome => {
  const value = (text: string): Json => (pattern === 'sync2' ? (JSON.parse(text) as Json) : text);
  const description: JsonObject = {
    ExecutionArn: child.executionArn,
    Input: value(child.input),
    InputDetails: { Included: true },
    Name: child.name,
    RedriveCount: child.redriveCount,
    StartDate: child.startMs,
    StateMachineArn: child.stateMachineArn,
    Status: child.status,
    StopDate: child.stopMs,
  };
  if (child.status === 'SUCCEEDED') {
    const redrive = { RedriveStatus: 'NOT_REDRIVABLE', RedriveStatusReason: 'Execution is SUCCEEDED and cannot be redriven' };
    return { ok: true, result: { ...description, Output: value(child.output ?? 'null'), OutputDetails: { Included: true }, ...redrive } };
  }
  if (child.error !== null) description.Error = child.error;
  if (child.cause !== null) description.Cause = child.cause;
  return { ok: false, error: 'States.TaskFailed', cause: JSON.stringify({ ...description, RedriveStatus: 'REDRIVABLE' }) };
};
