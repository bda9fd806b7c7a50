import type { StatesService } from '../service.ts';
import type { ExecutionDescription, ExecutionStatus, JsonObject, StateMachineDescription } from '../types.ts';
import { validateDefinition } from '../validate/validate.ts';
import { cut, eventOnWire, optionalText, pageOf, present, seconds, text } from './wire.ts';

/** One request: its body, and the check that its caller may do what it asks. */
export type Call = {
  readonly service: StatesService;
  readonly body: JsonObject;
  readonly require: (action: string, resource: string) => void;
};

const executionOnWire = (execution: ExecutionDescription): JsonObject =>
  present({
    executionArn: execution.executionArn,
    stateMachineArn: execution.stateMachineArn,
    name: execution.name,
    status: execution.status,
    startDate: seconds(execution.startMs),
    stopDate: execution.stopMs === null ? undefined : seconds(execution.stopMs),
    redriveCount: execution.redriveCount,
  });

const machineOnWire = (machine: StateMachineDescription): JsonObject => ({
  stateMachineArn: machine.stateMachineArn,
  name: machine.name,
  type: machine.type,
  creationDate: seconds(machine.creationMs),
});

const createStateMachine = ({ service, body, require }: Call): JsonObject => {
  const name = text(body, 'name');
  require('states:CreateStateMachine', '*');
  const stateMachineArn = service.createStateMachine({
    name, definition: text(body, 'definition'), roleArn: text(body, 'roleArn'), type: body.type === 'EXPRESS' ? 'EXPRESS' : 'STANDARD',
  });
  return { stateMachineArn, creationDate: seconds(service.describeStateMachine(stateMachineArn).creationMs) };
};

const updateStateMachine = ({ service, body, require }: Call): JsonObject => {
  const machine = service.describeStateMachine(text(body, 'stateMachineArn'));
  require('states:UpdateStateMachine', machine.stateMachineArn);
  service.createStateMachine({
    name: machine.name,
    definition: optionalText(body, 'definition') ?? machine.definition,
    roleArn: optionalText(body, 'roleArn') ?? machine.roleArn,
    type: machine.type,
  });
  const updated = service.describeStateMachine(machine.stateMachineArn);
  return { updateDate: seconds(updated.updateMs), revisionId: updated.revisionId };
};

const describeStateMachine = ({ service, body, require }: Call): JsonObject => {
  const arn = text(body, 'stateMachineArn');
  require('states:DescribeStateMachine', arn);
  const machine = service.describeStateMachine(arn);
  return {
    ...machineOnWire(machine), status: 'ACTIVE', definition: machine.definition, roleArn: machine.roleArn, revisionId: machine.revisionId,
    loggingConfiguration: { level: 'OFF', includeExecutionData: false }, tracingConfiguration: { enabled: false },
  };
};

const deleteStateMachine = ({ service, body, require }: Call): JsonObject => {
  const arn = text(body, 'stateMachineArn');
  require('states:DeleteStateMachine', arn);
  service.deleteStateMachine(arn);
  return {};
};

const listStateMachines = ({ service, body, require }: Call): JsonObject => {
  require('states:ListStateMachines', '*');
  const page = pageOf(body);
  const { rows, nextToken } = cut(service.stateMachines().slice(page.offset, page.offset + page.limit + 1), page);
  return present({ stateMachines: rows.map(machineOnWire), nextToken });
};

const validateStateMachineDefinition = ({ body, require }: Call): JsonObject => {
  require('states:ValidateStateMachineDefinition', '*');
  const diagnostics = validateDefinition(String(body.definition ?? ''), body.type === 'EXPRESS' ? 'EXPRESS' : 'STANDARD');
  return { result: diagnostics.some((finding) => finding.severity === 'ERROR') ? 'FAIL' : 'OK', diagnostics: diagnostics.map((finding) => ({ ...finding })), truncated: false };
};

const startExecution = ({ service, body, require }: Call): JsonObject => {
  const arn = text(body, 'stateMachineArn');
  require('states:StartExecution', arn);
  const name = optionalText(body, 'name');
  const input = optionalText(body, 'input');
  const started = service.start({ stateMachineArn: arn, ...(name === undefined ? {} : { name }), ...(input === undefined ? {} : { input }) });
  return { executionArn: started.executionArn, startDate: seconds(started.startMs) };
};

const stopExecution = async ({ service, body, require }: Call): Promise<JsonObject> => {
  const arn = text(body, 'executionArn');
  require('states:StopExecution', arn);
  const error = optionalText(body, 'error');
  const cause = optionalText(body, 'cause');
  const { stopMs } = await service.stop(arn, { ...(error === undefined ? {} : { error }), ...(cause === undefined ? {} : { cause }) });
  return { stopDate: seconds(stopMs) };
};

const describeExecution = ({ service, body, require }: Call): JsonObject => {
  const arn = text(body, 'executionArn');
  require('states:DescribeExecution', arn);
  const execution = service.describe(arn);
  return present({
    ...executionOnWire(execution),
    input: execution.input,
    inputDetails: { included: true },
    output: execution.output ?? undefined,
    outputDetails: execution.output === null ? undefined : { included: true },
    error: execution.error ?? undefined,
    cause: execution.cause ?? undefined,
    redriveStatus: 'NOT_REDRIVABLE',
    redriveStatusReason: 'The local service does not redrive executions',
  });
};

const listExecutions = ({ service, body, require }: Call): JsonObject => {
  const arn = text(body, 'stateMachineArn');
  require('states:ListExecutions', arn);
  service.describeStateMachine(arn);
  const page = pageOf(body);
  const status = optionalText(body, 'statusFilter');
  const found = service.list({
    stateMachineArn: arn, ...(status === undefined ? {} : { status: status as ExecutionStatus }), offset: page.offset, limit: page.limit + 1,
  });
  const { rows, nextToken } = cut(found, page);
  return present({ executions: rows.map(executionOnWire), nextToken });
};

const getExecutionHistory = ({ service, body, require }: Call): JsonObject => {
  const arn = text(body, 'executionArn');
  require('states:GetExecutionHistory', arn);
  const page = pageOf(body);
  const found = service.history(arn, { reverse: body.reverseOrder === true, offset: page.offset, limit: page.limit + 1 });
  const { rows, nextToken } = cut(found, page);
  return present({ events: rows.map((event) => eventOnWire(event, body.includeExecutionData !== false)), nextToken });
};

const describeStateMachineForExecution = ({ service, body, require }: Call): JsonObject => {
  const arn = text(body, 'executionArn');
  require('states:DescribeStateMachineForExecution', arn);
  const { updateMs, ...machine } = service.describeStateMachineForExecution(arn);
  return { ...machine, updateDate: seconds(updateMs) };
};

const sendTaskSuccess = async ({ service, body, require }: Call): Promise<JsonObject> => {
  const token = text(body, 'taskToken');
  require('states:SendTaskSuccess', service.tokenOwner(token).stateMachineArn);
  await service.sendTaskSuccess(token, text(body, 'output'));
  return {};
};

const sendTaskFailure = async ({ service, body, require }: Call): Promise<JsonObject> => {
  const token = text(body, 'taskToken');
  require('states:SendTaskFailure', service.tokenOwner(token).stateMachineArn);
  await service.sendTaskFailure(token, optionalText(body, 'error') ?? null, optionalText(body, 'cause') ?? null);
  return {};
};

const sendTaskHeartbeat = async ({ service, body, require }: Call): Promise<JsonObject> => {
  const token = text(body, 'taskToken');
  require('states:SendTaskHeartbeat', service.tokenOwner(token).stateMachineArn);
  await service.sendTaskHeartbeat(token);
  return {};
};

/** The API's actions by name. Each asks for the right it needs, on the resource form that IAM uses for it. */
export const ACTIONS: Readonly<Record<string, ((call: Call) => JsonObject | Promise<JsonObject>) | undefined>> = {
  CreateStateMachine: createStateMachine,
  UpdateStateMachine: updateStateMachine,
  DescribeStateMachine: describeStateMachine,
  DeleteStateMachine: deleteStateMachine,
  ListStateMachines: listStateMachines,
  ValidateStateMachineDefinition: validateStateMachineDefinition,
  StartExecution: startExecution,
  StopExecution: stopExecution,
  DescribeExecution: describeExecution,
  ListExecutions: listExecutions,
  GetExecutionHistory: getExecutionHistory,
  DescribeStateMachineForExecution: describeStateMachineForExecution,
  SendTaskSuccess: sendTaskSuccess,
  SendTaskFailure: sendTaskFailure,
  SendTaskHeartbeat: sendTaskHeartbeat,
};
