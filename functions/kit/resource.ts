import middy from '@middy/core';
import httpHeaderNormalizer from '@middy/http-header-normalizer';
import httpJsonBodyParser from '@middy/http-json-body-parser';
import httpRouterHandler from '@middy/http-router';
import type { APIGatewayProxyEventV2WithJWTAuthorizer } from 'aws-lambda';
import type { Bound } from './bound.ts';
import { answerCall } from './call.ts';
import { problems } from './problems.ts';

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
