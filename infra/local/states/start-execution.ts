import { ApiError } from './api/api-error.ts';
import { isJson } from './api/json-text.ts';
import { checkName } from './api/names.ts';
import { executionArn, type Place } from './arn.ts';
import type { Execution } from './run/execution.ts';
import { fitsPayload } from './run/exit.ts';
import { stableId } from './run/stable-id.ts';
import type { Executions } from './store/executions.ts';
import type { Machines } from './store/machines.ts';
import type { StateMachineDescription } from './types.ts';

/** Days after its end before an execution's name may be used again. */
export const NAME_LOCK_DAYS = 90;

/** What is to be started. `parent` is set by tasks that start executions. */
export type Start = { readonly name?: string; readonly input?: string; readonly parent?: NonNullable<Execution['parent']> };

/** What starting needs. */
export type Starting = { readonly machines: Machines; readonly executions: Executions; readonly place: Place; readonly nowMs: number };

/**
 * Stores a new execution of `machine`, or finds the one of that name that runs with the same input or was started by the same task. The name
 * of one that has ended is locked for 90 days; then it is forgotten for the new one.
 * Throws `ExecutionAlreadyExists`, `InvalidName`, `InvalidExecutionInput`.
 */
export const startExecution = ({ machines, executions, place, nowMs }: Starting, machine: StateMachineDescription, { name: wanted, input = '{}', parent }: Start): { arn: string; startMs: number; created: Execution | null } => {
  const name = wanted ?? stableId(`${machine.stateMachineArn} ${nowMs} ${executions.count()}`);
  checkName(name);
  if (!isJson(input)) throw new ApiError('InvalidExecutionInput', `Invalid State Machine Execution Input: '${input.slice(0, 100)}'`);
  if (!fitsPayload(input)) throw new ApiError('InvalidExecutionInput', 'The input is larger than 262144 bytes');
  const arn = executionArn(place, machine.name, name);
  const existing = executions.describe(arn);
  if (existing !== null) {
    const known = parent === undefined ? null : executions.parentOf(arn);
    const mine = known !== null && known.arn === parent?.arn && known.thread === parent.thread && known.key === parent.key;
    if (mine || (existing.status === 'RUNNING' && existing.input === input)) return { arn, startMs: existing.startMs, created: null };
    if (existing.stopMs === null || nowMs - existing.stopMs <= NAME_LOCK_DAYS * 86_400_000) throw new ApiError('ExecutionAlreadyExists', `Execution Already Exists: '${arn}'`);
    executions.forget(arn);
  }
  const { stateMachineArn, roleArn } = machine;
  const definitionHash = machines.definitionHash(stateMachineArn);
  return { arn, startMs: nowMs, created: executions.create({ arn, name, stateMachineArn, roleArn, definitionHash, input, startMs: nowMs, parent: parent ?? null }) };
};
