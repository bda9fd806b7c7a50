import { TaskError, type Principal, type Service, type ServiceResponse, type TaskIntegration } from '../contract.ts';

const DYNAMODB_ACTIONS = ['getItem', 'putItem', 'updateItem', 'deleteItem'] as const;
const DYNAMODB_SDK_ACTIONS = [...DYNAMODB_ACTIONS, 'query', 'scan', 'batchGetItem', 'batchWriteItem', 'transactGetItems', 'transactWriteItems', 'describeTable'] as const;

/** The service calls that a state machine may make by itself, besides those built into the States service. */
export const taskIntegrations = (services: { readonly dynamodb: Service; readonly s3: Service }): Readonly<Record<string, TaskIntegration>> => ({
  ...Object.fromEntries(DYNAMODB_ACTIONS.map((action) => [`dynamodb:${action}`, dynamoDbCall(services.dynamodb, action)])),
  ...Object.fromEntries(DYNAMODB_SDK_ACTIONS.map((action) => [`aws-sdk:dynamodb:${action}`, dynamoDbCall(services.dynamodb, action)])),
  's3:getObject': s3GetObject(services.s3),
  'aws-sdk:s3:getObject': s3GetObject(services.s3),
  's3:putObject': s3PutObject(services.s3),
  'aws-sdk:s3:putObject': s3PutObject(services.s3),
});

const dynamoDbCall = (service: Service, action: string): TaskIntegration => ({
  call: async ({ arguments: input, principal }) => {
    const target = `DynamoDB_20120810.${action.charAt(0).toUpperCase()}${action.slice(1)}`;
    const headers = { 'x-amz-target': target, 'content-type': 'application/x-amz-json-1.0' };
    const response = await service.handle({ method: 'POST', url: '/', headers, body: Buffer.from(JSON.stringify(input)), principal });
    const answer = JSON.parse(textOf(response)) as { readonly __type?: string; readonly message?: string; readonly Message?: string };
    if (response.status < 300) return answer;
    throw new TaskError(`DynamoDB.${answer.__type?.split('#').pop() ?? 'DynamoDbException'}`, answer.message ?? answer.Message ?? textOf(response));
  },
});

const s3GetObject = (service: Service): TaskIntegration => ({
  call: async ({ arguments: input, principal }) => {
    const response = await s3Call(service, 'GET', input, principal, new Uint8Array());
    return { Body: textOf(response), ETag: response.headers['etag'], ContentType: response.headers['content-type'], VersionId: response.headers['x-amz-version-id'] };
  },
});

const s3PutObject = (service: Service): TaskIntegration => ({
  call: async ({ arguments: input, principal }) => {
    const { Body } = input as { readonly Body?: unknown };
    const response = await s3Call(service, 'PUT', input, principal, Buffer.from(typeof Body === 'string' ? Body : JSON.stringify(Body ?? '')));
    return { ETag: response.headers['etag'], VersionId: response.headers['x-amz-version-id'] };
  },
});

const s3Call = async (service: Service, method: string, input: unknown, principal: Principal, body: Uint8Array): Promise<ServiceResponse> => {
  const { Bucket, Key, ContentType, VersionId } = input as Readonly<Record<string, unknown>>;
  const path = `/${Bucket}/${String(Key).split('/').map(encodeURIComponent).join('/')}`;
  const url = VersionId === undefined ? path : `${path}?versionId=${encodeURIComponent(String(VersionId))}`;
  const response = await service.handle({ method, url, headers: typeof ContentType === 'string' ? { 'content-type': ContentType } : {}, body, principal });
  if (response.status < 300) return response;
  const text = textOf(response);
  throw new TaskError(`S3.${/<Code>([^<]*)<\/Code>/.exec(text)?.[1] ?? 'S3Exception'}`, /<Message>([^<]*)<\/Message>/.exec(text)?.[1] ?? text);
};

const textOf = ({ body }: ServiceResponse): string => (typeof body === 'string' ? body : Buffer.from(body).toString('utf8'));
