import type { JsonObject, StateMachineDescription } from '../types.ts';
import { validateDefinition } from '../validate/validate.ts';
import { ApiError } from './api-error.ts';
import { arnIn, type Call } from './call.ts';
import { cut, optionalText, pageOf, present, seconds, text } from './wire.ts';

const machineOnWire = (machine: StateMachineDescription): JsonObject => ({
  stateMachineArn: machine.stateMachineArn,
  name: machine.name,
  type: machine.type,
  creationDate: seconds(machine.creationMs),
});

const refuseVersion = (body: JsonObject): void => {
  if (body.publish === true || typeof body.versionDescription === 'string') {
    throw new ApiError('ValidationException', 'The local service publishes no versions of state machines: an execution keeps the definition it started with anyway');
  }
};

const createStateMachine = ({ service, body, require }: Call): JsonObject => {
  const name = text(body, 'name');
  refuseVersion(body);
  require('states:CreateStateMachine', '*');
  const stateMachineArn = service.createStateMachine({
    name, definition: text(body, 'definition'), roleArn: text(body, 'roleArn'), type: body.type === 'EXPRESS' ? 'EXPRESS' : 'STANDARD',
  });
  return { stateMachineArn, creationDate: seconds(service.describeStateMachine(stateMachineArn).creationMs) };
};

const updateStateMachine = ({ service, body, require }: Call): JsonObject => {
  refuseVersion(body);
  const machine = service.describeStateMachine(arnIn(body, 'stateMachineArn'));
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
  const arn = arnIn(body, 'stateMachineArn');
  require('states:DescribeStateMachine', arn);
  const machine = service.describeStateMachine(arn);
  return {
    ...machineOnWire(machine), status: 'ACTIVE', definition: machine.definition, roleArn: machine.roleArn, revisionId: machine.revisionId,
    loggingConfiguration: { level: 'OFF', includeExecutionData: false }, tracingConfiguration: { enabled: false },
  };
};

const deleteStateMachine = ({ service, body, require }: Call): JsonObject => {
  const arn = arnIn(body, 'stateMachineArn');
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

const describeStateMachineForExecution = ({ service, body, require }: Call): JsonObject => {
  const arn = arnIn(body, 'executionArn');
  require('states:DescribeStateMachineForExecution', arn);
  const { updateMs, ...machine } = service.describeStateMachineForExecution(arn);
  return { ...machine, updateDate: seconds(updateMs) };
};

/** Actions on state machines. */
export const MACHINE_ACTIONS = {
  CreateStateMachine: createStateMachine,
  UpdateStateMachine: updateStateMachine,
  DescribeStateMachine: describeStateMachine,
  DeleteStateMachine: deleteStateMachine,
  ListStateMachines: listStateMachines,
  ValidateStateMachineDefinition: validateStateMachineDefinition,
  DescribeStateMachineForExecution: describeStateMachineForExecution,
} as const;
