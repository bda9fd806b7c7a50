import { createDocument, type ZodOpenApiOperationObject, type ZodOpenApiPathsObject } from 'zod-openapi';
import type { AnyEndpoint } from './endpoint.ts';
import { NAMED_SCHEMAS } from './openapi-named.ts';
import { operationOf, UNAUTHORIZED } from './openapi-operation.ts';
import { renderPlainly } from './openapi-render.ts';
import { resourceEndpoints } from './resources.ts';

/** An OpenAPI 3.1 document. */
export type OpenApiDocument = ReturnType<typeof createDocument>;

const DESCRIPTION = [
  '双随机、一公开：年度计划、随机抽取、检查、公示全过程的接口。拒绝以 application/problem+json 作答，附稳定代码和所依据的条款。',
  'The API of Double Random: the year’s plan, the draw, inspections and publication. Every refusal is a problem document with a stable code and the clause it comes from.',
].join('\n\n');

/** The OpenAPI 3.1 document of every endpoint, made of the descriptions that the functions themselves run on. */
export const openApiDocument = (): OpenApiDocument => {
  const byResource = Object.entries(resourceEndpoints());
  return createDocument(
    {
      openapi: '3.1.0',
      info: { title: '双随机、一公开 Double Random', version: '1', description: DESCRIPTION },
      servers: [{ url: '/', description: '部署地址 the address of the deployment' }],
      tags: byResource.map(([name]) => ({ name })),
      security: [{ oidc: [] }],
      paths: pathsOf(byResource.flatMap(([resource, endpoints]) => endpoints.map((endpoint) => [resource, endpoint] as const))),
      components: {
        schemas: NAMED_SCHEMAS,
        responses: { Unauthorized: UNAUTHORIZED },
        securitySchemes: {
          oidc: {
            type: 'http',
            scheme: 'bearer',
            bearerFormat: 'JWT',
            description: '部署时指定的 OIDC 身份服务签发的令牌（RS256）。A token of the OIDC issuer named at deployment, signed with RS256; its claims carry roles, department and officer.',
          },
        },
      },
    },
    { override: renderPlainly },
  );
};

type Method = Lowercase<AnyEndpoint['method']>;

const pathsOf = (endpoints: readonly (readonly [resource: string, endpoint: AnyEndpoint])[]): ZodOpenApiPathsObject => {
  const paths: Record<string, Partial<Record<Method, ZodOpenApiOperationObject>>> = {};
  for (const [resource, endpoint] of endpoints) {
    const operations = (paths[endpoint.path] ??= {});
    const method = endpoint.method.toLowerCase() as Method;
    if (operations[method] !== undefined) throw new Error(`${endpoint.method} ${endpoint.path} is described twice`);
    operations[method] = operationOf(resource, endpoint);
  }
  return paths;
};
