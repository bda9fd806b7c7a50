import {
  DescribeExecutionCommand, ExecutionAlreadyExists, ExecutionDoesNotExist, GetExecutionHistoryCommand, InvalidToken, ListExecutionsCommand,
  SendTaskSuccessCommand, SFNServiceException, StartExecutionCommand, StateMachineDoesNotExist, TaskDoesNotExist, TaskTimedOut, type SFNClient,
} from '@aws-sdk/client-sfn';
import type { Engine } from '../engine.ts';
import type { Invocation } from '../invocation.ts';
import { noAnswer, send, type Gate, type Request } from './sdk.ts';

/** A Step Functions client of one invocation over the engine. `nameOf`: the workflow that an ARN belongs to. */
export const sfnClient = (engine: Engine, from: Invocation, gate: Gate, nameOf: (arn: string) => string): SFNClient => {
  const requestOf = (command: object): Request<unknown> => {
    const request = (action: string, input: object, resource: string): Request<unknown> => ({
      service: 'states', action: `states:${action}`, resource, throttled, broken, perform: () => ask(engine, action, input),
    });
    if (command instanceof StartExecutionCommand) return request('StartExecution', command.input, nameOf(command.input.stateMachineArn ?? ''));
    if (command instanceof ListExecutionsCommand) return request('ListExecutions', command.input, nameOf(command.input.stateMachineArn ?? ''));
    if (command instanceof DescribeExecutionCommand) return request('DescribeExecution', command.input, nameOf(command.input.executionArn ?? ''));
    if (command instanceof GetExecutionHistoryCommand) return request('GetExecutionHistory', command.input, nameOf(command.input.executionArn ?? ''));
    if (command instanceof SendTaskSuccessCommand) return request('SendTaskSuccess', command.input, nameOf(engine.ownerOf(command.input.taskToken ?? '') ?? ''));
    throw new Error(`the simulated world does not know ${command.constructor.name}`);
  };
  return { send: (command: object) => send(requestOf(command), from, gate) } as unknown as SFNClient;
};

const ask = async (engine: Engine, action: string, input: object): Promise<unknown> => {
  const answer = await engine.ask(action, input);
  if (answer === undefined) throw noAnswer();
  if (answer.status < 300) return withDates(answer.body);
  const code = String(answer.body['__type']).split('#').at(-1) ?? '';
  throw refusalOf(code, String(answer.body['message'] ?? ''));
};

const REFUSALS = { ExecutionAlreadyExists, ExecutionDoesNotExist, InvalidToken, StateMachineDoesNotExist, TaskDoesNotExist, TaskTimedOut } as const;

const refusalOf = (code: string, message: string): Error => {
  const known = REFUSALS[code as keyof typeof REFUSALS] as (typeof REFUSALS)[keyof typeof REFUSALS] | undefined;
  return known === undefined ? new SFNServiceException({ name: code, $fault: 'client', message, $metadata: {} }) : new known({ message, $metadata: {} });
};

const throttled = (): Error => new SFNServiceException({ name: 'ThrottlingException', $fault: 'client', message: 'Rate exceeded', $metadata: {} });
const broken = (): Error => new SFNServiceException({ name: 'InternalFailure', $fault: 'server', message: 'Internal failure', $metadata: {} });

/** On the wire a time is a number of seconds; the SDK makes a `Date` of it. */
const withDates = (body: unknown): unknown =>
  JSON.parse(JSON.stringify(body), (name, value: unknown) => (/^(startDate|stopDate|timestamp)$/.test(name) && typeof value === 'number' ? new Date(value * 1000) : value)) as unknown;
