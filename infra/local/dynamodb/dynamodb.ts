import type { ServiceRequest, ServiceResponse } from '../contract.ts';
import { openBackend } from './backend.ts';
import { demandsOf, type Demand } from './demands.ts';
import { leadingKey } from './leading-key.ts';
import type { DynamoDb, DynamoDbOptions, TableProperties } from './options.ts';
import { ensureTable } from './tables.ts';

/** A request taken apart. */
interface Parsed {
  readonly operation: string;
  /** `undefined`: not an operation of this machine, or not JSON. */
  readonly demands: readonly Demand[] | undefined;
}

// The engine knows neither region nor account.
const FOREIGN_ARN = /arn:aws:dynamodb:dynoxide:000000000000:/g;

/** Opens DynamoDB over `dataDir`. Resolves when it can be used; rejects if the engine cannot be started. */
export const createDynamoDb = async (options: DynamoDbOptions): Promise<DynamoDb> => {
  const { authorizer, region, accountId, partition = 'aws' } = options;
  const backend = await openBackend(options.dataDir, options.endpoint ?? process.env.DYNAMODB_ENDPOINT);
  const arnPrefix = `arn:${partition}:dynamodb:${region}:${accountId}:`;
  const partitionKeys = new Map<string, string>();
  const parsed = new WeakMap<ServiceRequest, Parsed>();

  const parse = (request: ServiceRequest): Parsed => {
    const known = parsed.get(request);
    if (known !== undefined) return known;
    const operation = request.headers['x-amz-target']?.split('.')[1] ?? '';
    const fresh = { operation, demands: demandsOf(operation, bodyOf(request)) };
    parsed.set(request, fresh);
    return fresh;
  };
  const nameOf = ({ table, index }: Demand): string => `table/${table}${index === undefined ? '' : `/index/${index}`}`;
  const resourceOf = (demand: Demand): string => (demand.table === undefined ? '*' : arnPrefix + nameOf(demand));
  const contextOf = (demand: Demand): Record<string, string[]> => {
    const key = leadingKey(demand, partitionKeys.get(nameOf(demand)) ?? '');
    return key === undefined ? {} : { 'dynamodb:LeadingKeys': [key] };
  };
  const note = (properties: TableProperties): void => {
    const own = { KeySchema: properties.KeySchema, name: `table/${properties.TableName}` };
    const indexes = [...(properties.GlobalSecondaryIndexes ?? []), ...(properties.LocalSecondaryIndexes ?? [])];
    for (const { KeySchema, name } of [own, ...indexes.map((index) => ({ ...index, name: `${own.name}/index/${index.IndexName}` }))])
      partitionKeys.set(name, KeySchema.find((key) => key.KeyType === 'HASH')?.AttributeName ?? '');
  };

  return {
    createTable: async (properties) => {
      await ensureTable(backend, properties);
      note(properties);
      return { name: properties.TableName, arn: `${arnPrefix}table/${properties.TableName}` };
    },
    describe: (request) => {
      const { operation, demands } = parse(request);
      return { action: `dynamodb:${operation}`, resource: demands?.[0] === undefined ? '*' : resourceOf(demands[0]) };
    },
    handle: async (request) => {
      const { operation, demands } = parse(request);
      if (demands === undefined) return unknownOperation(operation);
      for (const demand of demands) authorizer.require(request.principal, demand.action, resourceOf(demand), contextOf(demand));
      const answer = await backend.send(operation, request.body);
      return operation.endsWith('Table') ? localised(answer, arnPrefix) : answer;
    },
    close: () => backend.close(),
  };
};

const bodyOf = (request: ServiceRequest): Record<string, unknown> => {
  try {
    return JSON.parse(Buffer.from(request.body).toString('utf8')) as Record<string, unknown>;
  } catch {
    return {};
  }
};

const unknownOperation = (operation: string): ServiceResponse => ({
  status: 400,
  headers: { 'content-type': 'application/x-amz-json-1.0' },
  body: JSON.stringify({ __type: 'UnknownOperationException', message: `This machine's DynamoDB does not offer ${operation}.` }),
});

// Without the engine's checksum: it was of other bytes.
const localised = ({ status, headers, body }: ServiceResponse, arnPrefix: string): ServiceResponse => ({
  status,
  headers: { 'content-type': headers['content-type'] ?? 'application/x-amz-json-1.0' },
  body: Buffer.from(body).toString('utf8').replace(FOREIGN_ARN, arnPrefix),
});
