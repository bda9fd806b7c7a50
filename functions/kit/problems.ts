import type { MiddlewareObj } from '@middy/core';
import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import { log } from './log.ts';
import { languageOf, problemAnswer } from './problem.ts';

const CODES: Readonly<Record<number, string>> = { 404: 'route-unknown', 405: 'route-unknown', 400: 'body-not-json', 415: 'body-not-json', 422: 'body-not-json' };

/** Turns what middlewares throw for a bad request into its problem, and what nobody expected into a 500 that says nothing of the inside. */
export const problems = (): MiddlewareObj<APIGatewayProxyEventV2> => ({
  onError: (request) => {
    const error = request.error as (Error & { statusCode?: number }) | null;
    const language = languageOf(request.event.headers?.['accept-language'] ?? request.event.headers?.['Accept-Language']);
    const code = CODES[error?.statusCode ?? 500] ?? 'internal-error';
    if (code === 'internal-error') log.error('an API call failed', { error, path: request.event.rawPath });
    request.response = problemAnswer({ code, facts: { requestId: request.context.awsRequestId } }, language);
  },
});
