import type { CorsRule } from './api-definition.ts';
import type { HttpAnswer } from './api-answer.ts';
import type { HttpRequest } from './http-request.ts';

/** The headers that let a page of another origin read the answer; none if its origin is not allowed. */
export const corsHeaders = (rule: CorsRule | null, origin: string | undefined): Readonly<Record<string, string>> => {
  if (rule === null || origin === undefined) return {};
  const any = rule.origins.includes('*');
  if (!any && !rule.origins.includes(origin)) return {};
  return {
    'access-control-allow-origin': any ? '*' : origin,
    ...(rule.exposed.length > 0 && { 'access-control-expose-headers': rule.exposed.join(',') }),
    ...(rule.credentials && { 'access-control-allow-credentials': 'true' }),
  };
};

/** The answer to a preflight request, or `undefined` if `request` is none. With a CORS rule the gateway answers these itself. */
export const preflight = (rule: CorsRule | null, request: HttpRequest): HttpAnswer | undefined => {
  const { origin, 'access-control-request-method': asked } = request.headers;
  if (rule === null || request.method !== 'OPTIONS' || origin === undefined || asked === undefined) return undefined;
  const allowed = corsHeaders(rule, origin);
  if (Object.keys(allowed).length === 0) return { status: 204, headers: {}, body: '' };
  return {
    status: 204,
    headers: {
      ...allowed,
      'access-control-allow-methods': rule.methods.join(','),
      'access-control-allow-headers': rule.headers.join(','),
      ...(rule.maxAge !== null && { 'access-control-max-age': String(rule.maxAge) }),
    },
    body: '',
  };
};
