import { TaskError, type TaskIntegration } from '../../infra/local/contract.ts';
import { dynamoDbIntegrations, type SendDynamoDb } from '../../infra/local/states/tasks/dynamodb.ts';
import type { RunCase } from './case.ts';

type Item = Record<string, unknown>;

const refused = (code: string, message: string): Awaited<ReturnType<SendDynamoDb>> => ({ status: 400, body: { __type: `com.amazonaws.dynamodb#${code}`, message } });

/** As much of DynamoDB as the cases use: single items by a partition key, and `set NAME = :value`. */
const tables = (definitions: NonNullable<RunCase['dynamodb_tables']>): SendDynamoDb => {
  const items = new Map(definitions.map(({ TableName, partition_key }) => [TableName, { key: partition_key, rows: new Map<string, Item>() }]));
  return async (operation, body) => {
    const request = body as { TableName?: string; Item?: Item | null; Key?: Item | null; UpdateExpression?: string; ExpressionAttributeValues?: Item };
    const given = operation === 'PutItem' ? request.Item : request.Key;
    if (given == null) {
      return refused('ValidationException', `1 validation error detected: Value null at '${operation === 'PutItem' ? 'item' : 'key'}' failed to satisfy constraint: Member must not be null`);
    }
    const table = items.get(String(request.TableName));
    if (table === undefined) return refused('ResourceNotFoundException', 'Requested resource not found');
    const id = JSON.stringify(given[table.key]);
    const row = table.rows.get(id);
    switch (operation) {
      case 'PutItem':
        table.rows.set(id, given);
        return { status: 200, body: {} };
      case 'GetItem':
        return { status: 200, body: row === undefined ? {} : { Item: row } };
      case 'DeleteItem':
        table.rows.delete(id);
        return { status: 200, body: {} };
      case 'UpdateItem': {
        const [, name = '', value = ''] = /^set\s+(\w+)\s*=\s*(:\w+)$/i.exec(request.UpdateExpression ?? '') ?? [];
        const changed = { [name]: request.ExpressionAttributeValues?.[value] };
        table.rows.set(id, { ...given, ...row, ...changed });
        return { status: 200, body: { Attributes: changed } };
      }
      default:
        return refused('ValidationException', `the cases' DynamoDB does not do ${operation}`);
    }
  };
};

const s3 = (objects: Readonly<Record<string, string>>): Record<string, TaskIntegration> => {
  const stored = new Map(Object.entries(objects));
  const place = (input: unknown): string => {
    const { Bucket, Key } = input as { Bucket: string; Key: string };
    return `s3://${Bucket}/${Key}`;
  };
  return {
    's3:getObject': {
      call: async ({ arguments: input }) => {
        const body = stored.get(place(input));
        if (body === undefined) throw new TaskError('S3.NoSuchKeyException', 'The specified key does not exist.');
        return { Body: body };
      },
    },
    's3:listObjectsV2': {
      call: async ({ arguments: input }) => {
        const { Bucket, Prefix = '' } = input as { Bucket: string; Prefix?: string };
        const start = `s3://${Bucket}/`;
        return {
          Contents: [...stored].filter(([name]) => name.startsWith(`${start}${Prefix}`))
            .map(([name, text]) => ({ Etag: '', Key: name.slice(start.length), LastModified: 0, Size: Buffer.byteLength(text), StorageClass: 'STANDARD' })),
        };
      },
    },
    's3:putObject': {
      call: async ({ arguments: input }) => {
        stored.set(place(input), (input as { Body: string }).Body);
        return {};
      },
    },
  };
};

/** The services a case's tasks can call. */
export const caseServices = (item: RunCase): Record<string, TaskIntegration> => ({
  ...dynamoDbIntegrations(tables(item.dynamodb_tables ?? [])),
  ...s3(item.s3_objects ?? {}),
});
