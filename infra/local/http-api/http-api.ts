import { randomUUID } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Clock, InvokeResult, LambdaService } from '../contract.ts';
import type { ApiDefinition, JwtRule } from './api-definition.ts';
import { answerOf, INTERNAL_ERROR, messageAnswer, type HttpAnswer } from './api-answer.ts';
import { apiEvent } from './api-event.ts';
import { sendAnswer } from './send-answer.ts';
import { corsHeaders, preflight } from './cors.ts';
import { readHttpRequest, type HttpRequest } from './http-request.ts';
import type { ApiCall } from './invoke-permission.ts';
import type { JwtDecision } from './jwt-authorizer.ts';
import { routeTable } from './route-table.ts';

/** What an HTTP API needs around it. */
export interface HttpApiOptions {
  readonly api: ApiDefinition;
  readonly clock: Clock;
  readonly lambda: LambdaService;
  readonly accountId: string;
  readonly authorize: (header: string | undefined, rule: JwtRule) => Promise<JwtDecision>;
  readonly permitted: (call: ApiCall) => boolean;
  /** Told why a call ended in 500: the caller only sees `Internal Server Error`. */
  readonly onFailure: (routeKey: string, reason: string) => void;
}

/** Answers requests as the HTTP API of the template does. */
export const httpApi = (options: HttpApiOptions): ((message: IncomingMessage, response: ServerResponse) => Promise<void>) => {
  const find = routeTable(options.api.routes);
  return async (message, response) => {
    const request = await readHttpRequest(message);
    const answer = await answerTo(request, find, options);
    const cors = typeof request === 'string' ? {} : corsHeaders(options.api.cors, request.headers['origin']);
    sendAnswer(response, { ...answer, headers: { ...answer.headers, ...cors } });
  };
};

const answerTo = async (request: HttpRequest | 'too-large' | 'bad-path', find: ReturnType<typeof routeTable>, options: HttpApiOptions): Promise<HttpAnswer> => {
  if (request === 'too-large') return messageAnswer(413, 'Request Entity Too Large');
  if (request === 'bad-path') return messageAnswer(400, 'Bad Request');
  const { api, clock } = options;
  const answered = preflight(api.cors, request);
  if (answered !== undefined) return answered;
  const match = find(request.method, request.path);
  if (match === undefined) return messageAnswer(404, 'Not Found');

  const { route } = match;
  const decision = route.jwt === null ? null : await options.authorize(request.headers['authorization'], route.jwt);
  if (decision !== null && !decision.ok) return refusal(decision.status, decision.reason);
  const routePath = route.key === '$default' ? '/$default' : (route.key.split(' ')[1] ?? '/');
  if (!options.permitted({ functionArn: route.functionArn, apiId: api.apiId, stage: api.stage, method: request.method, routePath })) {
    options.onFailure(route.key, `no permission of ${route.functionArn} lets this API call it`);
    return INTERNAL_ERROR;
  }
  const requestId = randomUUID();
  const event = apiEvent({ api, request, match, identity: decision?.identity ?? null, requestId, accountId: options.accountId, nowMs: clock.now() });
  const result = await withinTime(invoke(route, JSON.stringify(event), options), route.timeoutMs);
  if (result === 'not-invoked') return INTERNAL_ERROR;
  if (result === 'too-late') return messageAnswer(503, 'Service Unavailable');
  if (result.functionError !== undefined) {
    options.onFailure(route.key, result.payload);
    return INTERNAL_ERROR;
  }
  const answer = answerOf(result.payload);
  if (answer === INTERNAL_ERROR) options.onFailure(route.key, `not an answer: ${result.payload.slice(0, 500)}`);
  return { ...answer, headers: { ...answer.headers, 'apigw-requestid': requestId } };
};

// A function that may not be run (its role may not log, say) is to the caller a fault of the system like any other.
const invoke = async (route: ApiDefinition['routes'][number], event: string, { lambda, onFailure }: HttpApiOptions): Promise<InvokeResult | 'not-invoked'> => {
  try {
    return await lambda.invoke(route.functionArn, event);
  } catch (error) {
    onFailure(route.key, error instanceof Error ? error.message : String(error));
    return 'not-invoked';
  }
};

const refusal = (status: 401 | 403, reason: string): HttpAnswer =>
  status === 403
    ? messageAnswer(403, 'Forbidden')
    : messageAnswer(401, 'Unauthorized', { 'www-authenticate': `Bearer scope="" error="invalid_token" error_description="${reason.replaceAll(/["\\]/g, "'")}"` });

const withinTime = async <T>(work: Promise<T>, ms: number): Promise<T | 'too-late'> => {
  let alarm: NodeJS.Timeout | undefined;
  const late = new Promise<'too-late'>((resolve) => {
    alarm = setTimeout(() => resolve('too-late'), ms);
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(alarm);
  }
};
