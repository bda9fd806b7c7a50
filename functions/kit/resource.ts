import middy from '@middy/core';
import httpHeaderNormalizer from '@middy/http-header-normalizer';
import httpJsonBodyParser from '@middy/http-json-body-parser';
import httpRouterHandler from '@middy/http-router';
import type { APIGatewayProxyEventV2WithJWTAuthorizer } from 'aws-lambda';
import type { AnyEndpoint, CallAnswer, CallInput } from '../../shared/api/endpoint.ts';
import type { Refusal } from '../../shared/kernel/refusal.ts';
import type { Result } from '../../shared/kernel/result.ts';
import { answerCall } from './call.ts';
import type { PersonContext } from './context.ts';
import { problems } from './problems.ts';

/** What carries an endpoint out: an operation of `shared`, given the call's input. */
export type Run<E extends AnyEndpoint> = (input: CallInput<E>, context: PersonContext) => Promise<Result<CallAnswer<E>, Refusal>>;

/** An endpoint bound to its operation. `wakes` names the thing whose open waits may be decided by it: `year/2026`, `batch/batch-2026-003`. */
export interface Bound {
  readonly endpoint: AnyEndpoint;
  readonly run: Run<AnyEndpoint>;
  readonly wakes?: (input: CallInput<AnyEndpoint>, answer: unknown) => string | undefined;
}

/** Binds `endpoint` to its operation. */
export const on = <E extends AnyEndpoint>(
  endpoint: E,
  run: Run<E>,
  wakes?: (input: CallInput<E>, answer: CallAnswer<E>) => string | undefined,
): Bound => ({ endpoint, run: run as Run<AnyEndpoint>, ...(wakes === undefined ? {} : { wakes: wakes as NonNullable<Bound['wakes']> }) });

// Many clients name a content type on a GET too; the parser would refuse it for its missing body.
const jsonBody = httpJsonBodyParser({ disableContentTypeError: true });

/** The Lambda handler of one resource: each endpoint a route, every refusal a problem document. */
export const resource = (bound: readonly Bound[]) =>
  middy<APIGatewayProxyEventV2WithJWTAuthorizer>()
    .use(problems())
    .use(httpHeaderNormalizer())
    .use({ before: (request) => (request.event.body === undefined ? undefined : jsonBody.before?.(request)) })
    .handler(
      httpRouterHandler(
        bound.map((each) => ({
          method: each.endpoint.method,
          path: each.endpoint.path,
          handler: (event: APIGatewayProxyEventV2WithJWTAuthorizer) => answerCall(each, event),
        })),
      ),
    );
