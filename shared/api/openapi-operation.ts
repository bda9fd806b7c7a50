import * as z from 'zod';
import type { ZodOpenApiOperationObject, ZodOpenApiResponseObject } from 'zod-openapi';
import { MATRIX } from '../identity/matrix.ts';
import type { AnyEndpoint } from './endpoint.ts';
import { headersOf } from './openapi-headers.ts';
import { refusalsOf } from './openapi-problem.ts';

/** One endpoint as an operation: Chinese summary, English description, and who may call it. Throws where parameters are no object. */
export const operationOf = (resource: string, endpoint: AnyEndpoint): ZodOpenApiOperationObject => ({
  operationId: endpoint.name,
  tags: [resource],
  summary: endpoint.summary.zh,
  description: `${endpoint.summary.en}\n\n${rolesOf(endpoint)}`,
  'x-action': endpoint.action,
  requestParams: {
    ...(isEmpty(endpoint.params) ? {} : { path: objectOf(endpoint, 'params') }),
    ...(isEmpty(endpoint.query) ? {} : { query: objectOf(endpoint, 'query') }),
    header: headersOf(endpoint),
  },
  ...(endpoint.method === 'GET' || isEmpty(endpoint.body) ? {} : { requestBody: { required: true, content: { 'application/json': { schema: endpoint.body } } } }),
  responses: {
    [endpoint.status]: success(endpoint),
    '401': { $ref: '#/components/responses/Unauthorized' },
    ...refusalsOf(endpoint),
  },
});

/** What the gateway answers by itself, before any function. */
export const UNAUTHORIZED: ZodOpenApiResponseObject = { description: '没有令牌或令牌无效；由网关作答。No token, or none that holds; answered by the gateway.' };

const rolesOf = ({ action }: AnyEndpoint): string => {
  const grants = Object.entries(MATRIX[action]).map(([role, scope]) => (scope === 'own' ? `${role} (own department)` : role));
  return `Roles: ${grants.join(', ')}.`;
};

const isEmpty = (schema: z.ZodType): boolean => schema instanceof z.ZodObject && Object.keys(schema.shape).length === 0;

const objectOf = (endpoint: AnyEndpoint, part: 'params' | 'query'): z.ZodObject => {
  const schema = endpoint[part];
  if (!(schema instanceof z.ZodObject)) throw new Error(`${endpoint.name}: ${part} are no object`);
  return schema;
};

const DONE = { 200: '成功 done', 201: '已建立 created', 202: '已受理 begun' } as const satisfies Record<AnyEndpoint['status'], string>;

const success = (endpoint: AnyEndpoint): ZodOpenApiResponseObject => ({
  description: DONE[endpoint.status],
  headers: { ETag: { schema: { type: 'string' }, description: '有版本的事物的版本。The version, where the thing has one.' } },
  content: { 'application/json': { schema: endpoint.answer } },
});
