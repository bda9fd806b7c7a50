import type { ExecutionDescription, ExecutionStatus, JsonObject } from '../types.ts';
import { ApiError } from './api-error.ts';
import { arnIn, type Call } from './call.ts';
import { cut, eventOnWire, optionalText, pageOf, present, seconds } from './wire.ts';

// PENDING_REDRIVE is a filter the service knows; nothing here is ever pending, since a redrive begins at once.
const STATUSES: ReadonlySet<string> = new Set(['RUNNING', 'SUCCEEDED', 'FAILED', 'TIMED_OUT', 'ABORTED', 'PENDING_REDRIVE']);

const executionOnWire = (execution: ExecutionDescription): JsonObject =>
  present({
    executionArn: execution.executionArn,
    stateMachineArn: execution.stateMachineArn,
    name: execution.name,
    status: execution.status,
    startDate: seconds(execution.startMs),
    stopDate: execution.stopMs === null ? undefined : seconds(execution.stopMs),
    redriveCount: execution.redriveCount,
    redriveDate: execution.redriveMs === null ? undefined : seconds(execution.redriveMs),
  });

const startExecution = ({ service, body, require }: Call): JsonObject => {
  const arn = arnIn(body, 'stateMachineArn');
  require('states:StartExecution', arn);
  const name = optionalText(body, 'name');
  const input = optionalText(body, 'input');
  const started = service.start({ stateMachineArn: arn, ...(name === undefined ? {} : { name }), ...(input === undefined ? {} : { input }) });
  return { executionArn: started.executionArn, startDate: seconds(started.startMs) };
};

const stopExecution = async ({ service, body, require }: Call): Promise<JsonObject> => {
  const arn = arnIn(body, 'executionArn');
  require('states:StopExecution', arn);
  const error = optionalText(body, 'error');
  const cause = optionalText(body, 'cause');
  const { stopMs } = await service.stop(arn, { ...(error === undefined ? {} : { error }), ...(cause === undefined ? {} : { cause }) });
  return { stopDate: seconds(stopMs) };
};

const redriveExecution = async ({ service, body, require }: Call): Promise<JsonObject> => {
  const arn = arnIn(body, 'executionArn');
  require('states:RedriveExecution', arn);
  return { redriveDate: seconds((await service.redrive(arn, optionalText(body, 'clientToken'))).redriveMs) };
};

const describeExecution = ({ service, body, require }: Call): JsonObject => {
  const arn = arnIn(body, 'executionArn');
  require('states:DescribeExecution', arn);
  const execution = service.describe(arn);
  const why = service.whyNotRedrivable(arn);
  return present({
    ...executionOnWire(execution),
    input: execution.input,
    inputDetails: { included: true },
    output: execution.output ?? undefined,
    outputDetails: execution.output === null ? undefined : { included: true },
    error: execution.error ?? undefined,
    cause: execution.cause ?? undefined,
    redriveStatus: why === null ? 'REDRIVABLE' : 'NOT_REDRIVABLE',
    redriveStatusReason: why ?? undefined,
  });
};

const listExecutions = ({ service, body, require }: Call): JsonObject => {
  const arn = arnIn(body, 'stateMachineArn');
  require('states:ListExecutions', arn);
  service.describeStateMachine(arn);
  const page = pageOf(body);
  const status = optionalText(body, 'statusFilter');
  const redrive = optionalText(body, 'redriveFilter');
  if (status !== undefined && !STATUSES.has(status)) throw new ApiError('ValidationException', `Value '${status}' at 'statusFilter' failed to satisfy constraint: Member must satisfy enum value set`);
  const found = service.list({
    stateMachineArn: arn, ...(status === undefined ? {} : { status: status as ExecutionStatus }), ...(redrive === undefined ? {} : { redriven: redrive === 'REDRIVEN' }), offset: page.offset, limit: page.limit + 1,
  });
  const { rows, nextToken } = cut(found, page);
  return present({ executions: rows.map(executionOnWire), nextToken });
};

const getExecutionHistory = ({ service, body, require }: Call): JsonObject => {
  const arn = arnIn(body, 'executionArn');
  require('states:GetExecutionHistory', arn);
  const page = pageOf(body);
  const found = service.history(arn, { reverse: body.reverseOrder === true, offset: page.offset, limit: page.limit + 1 });
  const { rows, nextToken } = cut(found, page);
  return present({ events: rows.map((event) => eventOnWire(event, body.includeExecutionData !== false)), nextToken });
};

/** Actions on executions. */
export const EXECUTION_ACTIONS = {
  StartExecution: startExecution,
  StopExecution: stopExecution,
  RedriveExecution: redriveExecution,
  DescribeExecution: describeExecution,
  ListExecutions: listExecutions,
  GetExecutionHistory: getExecutionHistory,
} as const;
