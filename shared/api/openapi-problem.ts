import * as z from 'zod';
import type { ZodOpenApiResponseObject } from 'zod-openapi';
import type { AnyEndpoint } from './endpoint.ts';
import type { Problem } from './problem.ts';

/** {@link Problem} as a schema, for the document alone: problems are written by the functions and never parsed by them. */
export const problemSchema = z.object({
  type: z.string().meta({ description: '`/problems/<code>`' }),
  title: z.string().meta({ description: '给人看的话，按 Accept-Language。What a person reads, by Accept-Language.' }),
  status: z.int(),
  code: z.string().meta({ description: '稳定代码。The stable code.', example: 'version-outdated' }),
  detail: z.string().optional(),
  ruleRef: z.string().optional().meta({ description: '所依据的条款。The clause it comes from.', example: 'GY-13' }),
  errors: z.array(z.object({ pointer: z.string(), detail: z.string() })).optional(),
}) satisfies z.ZodType<Problem>;

const refusal = (id: string, description: string): ZodOpenApiResponseObject => ({
  id,
  description,
  content: { 'application/problem+json': { schema: problemSchema } },
});

/** What each status of a refusal means, once for all endpoints. */
const REFUSALS = {
  400: refusal('NotJson', '请求内容不是 JSON。The body is not JSON.'),
  403: refusal('NotPermitted', '角色不允许。The role may not do this.'),
  404: refusal('NotFound', '没有找到。Not found.'),
  409: refusal('Conflict', '与现状不符，没有执行。It does not fit the state of things; nothing was done.'),
  412: refusal('Outdated', '所依据的版本已经过时。The version decided on is outdated.'),
  413: refusal('TooLarge', '内容过大。Too large.'),
  422: refusal('Invalid', '内容不完整或不合规则，逐项列明。Incomplete or against a rule; each fault is named.'),
  428: refusal('VersionMissing', '须在 If-Match 中注明版本。Name the version in If-Match.'),
  500: refusal('InternalError', '系统内部错误，没有执行。An internal error; nothing was done.'),
} as const satisfies Readonly<Record<number, ZodOpenApiResponseObject>>;

type RefusalStatus = keyof typeof REFUSALS;

/** The refusals `endpoint` can answer, by status. A read meets the state of things too: a draw not open yet is a conflict. */
export const refusalsOf = ({ method, ifMatch }: AnyEndpoint): Readonly<Record<string, ZodOpenApiResponseObject>> => {
  const statuses: readonly RefusalStatus[] = [
    ...(method === 'GET' ? ([] as const) : ([400, 413] as const)),
    403, 404, 409,
    ...(ifMatch === 'none' ? ([] as const) : ([412] as const)),
    422,
    ...(ifMatch === 'required' ? ([428] as const) : ([] as const)),
    500,
  ];
  return Object.fromEntries(statuses.map((status) => [status, REFUSALS[status]]));
};
