import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import type { ApiDefinition } from './api-definition.ts';
import type { HttpRequest } from './http-request.ts';
import type { JwtIdentity } from './jwt-authorizer.ts';
import type { RouteMatch } from './route-table.ts';

/** What an event is made of. `nowMs`: the machine's time. */
export interface EventInput {
  readonly api: ApiDefinition;
  readonly request: HttpRequest;
  readonly match: RouteMatch;
  readonly identity: JwtIdentity | null;
  readonly requestId: string;
  readonly accountId: string;
  readonly nowMs: number;
}

/** What an event is: the library's type, and the authorizer that it leaves to a variant. */
export type ApiEvent = APIGatewayProxyEventV2 & { readonly requestContext: { readonly authorizer?: { readonly jwt: JwtIdentity } } };

/** The event of payload format 2.0 by which an HTTP API calls a function. */
export const apiEvent = ({ api, request, match, identity, requestId, accountId, nowMs }: EventInput): ApiEvent => {
  const host = request.headers['host'] ?? '127.0.0.1';
  const query = queryParameters(request.rawQueryString);
  return {
    version: '2.0',
    routeKey: match.route.key,
    rawPath: request.path,
    rawQueryString: request.rawQueryString,
    ...(request.cookies.length > 0 && { cookies: [...request.cookies] }),
    headers: { ...request.headers, 'x-forwarded-for': request.sourceIp, 'x-forwarded-proto': 'http', 'x-forwarded-port': host.split(':')[1] ?? '80' },
    ...(Object.keys(query).length > 0 && { queryStringParameters: query }),
    ...(Object.keys(match.pathParameters).length > 0 && { pathParameters: match.pathParameters }),
    ...(Object.keys(api.stageVariables).length > 0 && { stageVariables: api.stageVariables }),
    requestContext: {
      accountId,
      apiId: api.apiId,
      ...(identity !== null && { authorizer: { jwt: identity } }),
      domainName: host,
      domainPrefix: host.split('.')[0] ?? host,
      http: {
        method: request.method,
        path: request.path,
        protocol: request.protocol,
        sourceIp: request.sourceIp,
        userAgent: request.headers['user-agent'] ?? '',
      },
      requestId,
      routeKey: match.route.key,
      stage: api.stage,
      time: commonLogTime(nowMs),
      timeEpoch: nowMs,
    },
    ...bodyOf(request),
  } as ApiEvent;
};

// Measured on the service: only these arrive as text; all else, form data and a missing type too, arrives in Base64.
const TEXT_TYPES = /^(?:text\/[^;]+|application\/(?:json|xml|javascript))\s*(?:;|$)/i;

const bodyOf = ({ body, headers }: HttpRequest): { readonly body?: string; readonly isBase64Encoded: boolean } => {
  if (body.length === 0) return { isBase64Encoded: false };
  const isText = TEXT_TYPES.test(headers['content-type'] ?? '') && headers['content-encoding'] === undefined;
  return { body: Buffer.from(body).toString(isText ? 'utf8' : 'base64'), isBase64Encoded: !isText };
};

const queryParameters = (rawQueryString: string): Readonly<Record<string, string>> => {
  const values = new Map<string, string[]>();
  for (const [name, value] of new URLSearchParams(rawQueryString)) values.set(name, [...(values.get(name) ?? []), value]);
  return Object.fromEntries([...values].map(([name, all]) => [name, all.join(',')]));
};

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'] as const;

/** `12/Mar/2026:19:03:58 +0000`. */
export const commonLogTime = (ms: number): string => {
  const iso = new Date(ms).toISOString();
  return `${iso.slice(8, 10)}/${MONTHS[Number(iso.slice(5, 7)) - 1]}/${iso.slice(0, 4)}:${iso.slice(11, 19)} +0000`;
};
