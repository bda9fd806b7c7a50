import type { APIGatewayProxyEventV2WithJWTAuthorizer, APIGatewayProxyStructuredResultV2, Context } from 'aws-lambda';
import type { Person } from '../../shared/identity/actor.ts';

/** A request as a test says it. */
export interface ApiCall {
  readonly method: string;
  readonly path: string;
  readonly body?: unknown;
  readonly query?: Readonly<Record<string, string>>;
  readonly headers?: Readonly<Record<string, string>>;
  /** When it arrives, ISO 8601; 10 November 2025 unless said. */
  readonly at?: string;
}

/** An answer with its body read. */
export interface ApiAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, unknown>>;
  // Tests look into answers of any shape.
  // oxlint-disable-next-line typescript/no-explicit-any
  readonly body: any;
}

type Handler = (event: APIGatewayProxyEventV2WithJWTAuthorizer, context: Context) => Promise<unknown>;

/** Calls a resource's real handler as API Gateway would for `person`: array claims flattened to `[a b]`. */
export const callApi = async (handler: unknown, person: Person, call: ApiCall): Promise<ApiAnswer> => {
  const event = {
    version: '2.0', routeKey: '$default', rawPath: call.path, rawQueryString: new URLSearchParams(call.query).toString(),
    headers: { ...(call.body === undefined ? {} : { 'content-type': 'application/json' }), ...call.headers },
    ...(call.query === undefined ? {} : { queryStringParameters: call.query }),
    requestContext: {
      timeEpoch: Date.parse(call.at ?? '2025-11-10T09:00:00+08:00'),
      http: { method: call.method, path: call.path },
      authorizer: { jwt: { claims: { sub: person.sub, name: person.name, roles: `[${person.roles.join(' ')}]`, department: person.department ?? '', officer: person.officer ?? '' } } },
    },
    ...(call.body === undefined ? {} : { body: typeof call.body === 'string' ? call.body : JSON.stringify(call.body) }),
    isBase64Encoded: false,
  } as unknown as APIGatewayProxyEventV2WithJWTAuthorizer;
  const context = { awsRequestId: 'test-request', getRemainingTimeInMillis: () => 120_000 } as Context;
  const answer = (await (handler as Handler)(event, context)) as APIGatewayProxyStructuredResultV2;
  return { status: answer.statusCode ?? 0, headers: answer.headers ?? {}, body: answer.body === undefined ? undefined : JSON.parse(answer.body) };
};
