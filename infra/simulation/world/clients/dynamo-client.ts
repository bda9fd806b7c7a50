import { DynamoDBServiceException, InternalServerError, ProvisionedThroughputExceededException } from '@aws-sdk/client-dynamodb';
import { BatchGetCommand, GetCommand, QueryCommand, TransactWriteCommand, type BatchGetCommandInput, type DynamoDBDocumentClient, type TransactWriteCommandInput } from '@aws-sdk/lib-dynamodb';
import type { Invocation } from '../invocation.ts';
import { cancelled, type MemoryTables } from '../memory/tables.ts';
import { send, type Gate, type Request } from './sdk.ts';

/** Requests so far, of all clients. */
let requests = 0;

/** A document client of one invocation over the tables of memory. `nameOf`: what a physical table is called in the record. */
export const dynamoClient = (tables: MemoryTables, from: Invocation, gate: Gate, nameOf: (table: string) => string): DynamoDBDocumentClient => {
  const requestOf = (command: object): Request<unknown> => {
    const on = (names: readonly (string | undefined)[]) => ({ service: 'dynamodb', resource: [...new Set(names.map((name) => nameOf(name ?? '')))].sort().join('+'), throttled, broken }) as const;
    if (command instanceof GetCommand) return { ...on([command.input.TableName]), action: 'dynamodb:GetItem', perform: () => tables.get(command.input) };
    if (command instanceof QueryCommand) return { ...on([command.input.TableName]), action: 'dynamodb:Query', perform: () => tables.query(command.input) };
    if (command instanceof BatchGetCommand) {
      return {
        ...on(Object.keys(command.input.RequestItems ?? {})), action: 'dynamodb:BatchGetItem',
        perform: () => tables.batchGet(command.input), partial: () => half(tables, command.input),
      };
    }
    if (command instanceof TransactWriteCommand) {
      // One token for all attempts, as the SDK makes it when it writes the request down.
      const token = command.input.ClientRequestToken ?? `request ${(requests += 1)}`;
      return {
        ...on(namesIn(command.input)), action: 'dynamodb:TransactWriteItems',
        perform: () => tables.transactWrite(command.input, token), conflict: () => inConflict(command.input),
      };
    }
    throw new Error(`the simulated world does not know ${command.constructor.name}`);
  };
  return { send: (command: object) => send(requestOf(command), from, gate) } as unknown as DynamoDBDocumentClient;
};

const throttled = (): Error => new ProvisionedThroughputExceededException({ message: 'The level of configured provisioned throughput for the table was exceeded.', $metadata: {} });
const broken = (): DynamoDBServiceException => new InternalServerError({ message: 'Internal server error', $metadata: {} });

const namesIn = ({ TransactItems = [] }: TransactWriteCommandInput): (string | undefined)[] =>
  TransactItems.map(({ Put, Delete, ConditionCheck, Update }) => (Put ?? Delete ?? ConditionCheck ?? Update)?.TableName);

const inConflict = ({ TransactItems = [] }: TransactWriteCommandInput): Error =>
  cancelled(TransactItems.map((_, index) => (index === 0 ? { Code: 'TransactionConflict', Message: 'Transaction is ongoing for the item' } : { Code: 'None' })));

/** The first half of the keys are read, the rest come back. */
const half = (tables: MemoryTables, { RequestItems = {} }: BatchGetCommandInput): unknown => {
  const [[name = '', asked] = []] = Object.entries(RequestItems);
  const keys = asked?.Keys ?? [];
  const read = Math.floor(keys.length / 2);
  const Responses = read === 0 ? { [name]: [] } : tables.batchGet({ RequestItems: { [name]: { ...asked, Keys: keys.slice(0, read) } } }).Responses;
  return { Responses, UnprocessedKeys: { [name]: { ...asked, Keys: keys.slice(read) } } };
};
