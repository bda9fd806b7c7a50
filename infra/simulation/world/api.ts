import { answerFrom, requestOf, type ClientAnswer, type ClientInput } from '../../../shared/api/client.ts';
import type { AnyEndpoint } from '../../../shared/api/endpoint.ts';
import { resourceEndpoints } from '../../../shared/api/resources.ts';
import { flattenClaims } from '../../local/http-api/jwt-claims.ts';
import { commonLogTime } from '../../local/http-api/api-event.ts';
import type { User } from '../../rehearsal/city/people.ts';
import type { Functions } from './functions.ts';

const resources = new Map(Object.entries(resourceEndpoints()).flatMap(([resource, endpoints]) => endpoints.map(({ name }) => [name, `api/${resource}`] as const)));

/** What a call of the API needs. */
export interface Api {
  readonly functions: Functions;
  readonly nowMs: () => number;
  /** Told of answers that are no problem document though something failed. */
  readonly onFailure: (what: string) => void;
}

/** Calls `endpoint` as `user` through the handler of its resource; `undefined` if no answer of the API came of it. */
export const callApi = async <E extends AnyEndpoint>({ functions, nowMs, onFailure }: Api, user: User, endpoint: E, input: ClientInput<E>): Promise<ClientAnswer<E> | undefined> => {
  const entry = resources.get(endpoint.name);
  if (entry === undefined) throw new Error(`no resource serves ${endpoint.name}`);
  const { method, path, headers, body } = requestOf(endpoint, input, 'zh');
  const cut = path.indexOf('?');
  const rawPath = decodeURIComponent(cut < 0 ? path : path.slice(0, cut));
  const rawQueryString = cut < 0 ? '' : path.slice(cut + 1);
  const timeEpoch = nowMs();
  const eventOf = (): object => ({
    version: '2.0',
    routeKey: `ANY /${rawPath.split('/').slice(1, 3).join('/')}/{proxy+}`,
    rawPath,
    rawQueryString,
    headers: { ...headers, host: 'api.simulated', 'x-forwarded-for': '203.0.113.1', 'x-forwarded-proto': 'https', 'x-forwarded-port': '443' },
    ...(rawQueryString === '' ? {} : { queryStringParameters: Object.fromEntries(new URLSearchParams(rawQueryString)) }),
    requestContext: {
      accountId: '000000000000', apiId: 'simulated', domainName: 'api.simulated', domainPrefix: 'api', requestId: 'simulated', routeKey: '$default', stage: '$default',
      authorizer: { jwt: { claims: flattenClaims({ ...user.claims, sub: user.sub }), scopes: null } },
      http: { method, path: rawPath, protocol: 'HTTP/1.1', sourceIp: '203.0.113.1', userAgent: 'simulated' },
      time: commonLogTime(timeEpoch),
      timeEpoch,
    },
    ...(body === undefined ? {} : { body }),
    isBase64Encoded: false,
  });
  const outcome = await functions.invoke(entry, 'api', eventOf);
  if (outcome.kind === 'failed') {
    // Killed and timed out functions are faults from outside; what a function itself throws is not.
    if (!/^(Runtime\.ExitError|Sandbox\.Timedout)$/.test(outcome.error.errorType)) onFailure(`${method} ${rawPath}: ${outcome.error.errorType}: ${outcome.error.errorMessage}`);
    return undefined;
  }
  if (outcome.kind === 'throttled') return undefined;
  return read(outcome.value, `${method} ${rawPath}`, onFailure);
};

const read = <E extends AnyEndpoint>(value: unknown, what: string, onFailure: Api['onFailure']): ClientAnswer<E> | undefined => {
  const { statusCode, headers = {}, body = '' } = value as { statusCode?: number; headers?: Readonly<Record<string, string>>; body?: string };
  if (statusCode === undefined) {
    onFailure(`${what}: an answer without a status`);
    return undefined;
  }
  const answer = answerFrom<E>(statusCode, headers['etag'], body);
  if (!answer.ok && (answer.problem as { code?: unknown } | undefined)?.code === undefined) onFailure(`${what}: ${statusCode} that is no problem document`);
  return answer;
};
