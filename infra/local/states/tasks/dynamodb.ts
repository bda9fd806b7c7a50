import { TaskError, type Principal, type TaskIntegration } from '../../contract.ts';

/** Sends one request of the DynamoDB protocol (`PutItem`, its body) as `principal`. A refusal has `status` ≥ 400 and `{__type, message}` as body. */
export type SendDynamoDb = (
  operation: string,
  body: unknown,
  principal: Principal,
) => Promise<{ readonly status: number; readonly body: Readonly<Record<string, unknown>> }>;

const OPTIMIZED = ['getItem', 'putItem', 'updateItem', 'deleteItem'] as const;
const SDK = [...OPTIMIZED, 'query', 'scan', 'batchGetItem', 'batchWriteItem', 'transactGetItems', 'transactWriteItems'] as const;

// Exceptions the service's model lists; every other one goes by the service's own name.
const MODELLED = new Set([
  'ConditionalCheckFailedException', 'ProvisionedThroughputExceededException', 'ResourceNotFoundException', 'ItemCollectionSizeLimitExceededException',
  'TransactionConflictException', 'TransactionCanceledException', 'TransactionInProgressException', 'IdempotentParameterMismatchException',
  'RequestLimitExceeded', 'InternalServerError',
]);

const integration = (send: SendDynamoDb, api: string, sdk: boolean): TaskIntegration => ({
  call: async ({ arguments: body, principal }) => {
    const response = await send(`${api.charAt(0).toUpperCase()}${api.slice(1)}`, body, principal);
    const metadata = { SdkHttpMetadata: { HttpStatusCode: response.status }, SdkResponseMetadata: { RequestId: 'local' } };
    if (response.status < 400) return sdk ? response.body : { ...response.body, ...metadata };
    const code = String(response.body.__type ?? 'InternalServerError').split('#').at(-1) ?? '';
    const message = String(response.body.message ?? response.body.Message ?? '');
    if (sdk) {
      throw new TaskError(`DynamoDb.${MODELLED.has(code) ? code : 'DynamoDbException'}`, `${message} (Service: DynamoDb, Status Code: ${response.status}, Request ID: local)`);
    }
    throw new TaskError(
      `DynamoDB.${MODELLED.has(code) ? code : 'AmazonDynamoDBException'}`,
      `${message} (Service: AmazonDynamoDBv2; Status Code: ${response.status}; Error Code: ${code}; Request ID: local; Proxy: null)`,
    );
  },
});

/** The Task resources of DynamoDB (`dynamodb:putItem`, `aws-sdk:dynamodb:query`, …), failing by the names the real service gives. */
export const dynamoDbIntegrations = (send: SendDynamoDb): Record<string, TaskIntegration> =>
  Object.fromEntries([
    ...OPTIMIZED.map((api) => [`dynamodb:${api}`, integration(send, api, false)]),
    ...SDK.map((api) => [`aws-sdk:dynamodb:${api}`, integration(send, api, true)]),
  ]);
