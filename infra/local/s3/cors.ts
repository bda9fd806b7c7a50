import type { ServiceResponse } from '../contract.ts';
import type { Bucket } from './buckets.ts';
import type { S3Call } from './call.ts';
import type { CorsRule } from './options.ts';
import { S3Error } from './s3-error.ts';

/** The headers that let the page of `Origin` read an answer; none if no rule of the bucket allows it. */
export const corsHeaders = (bucket: Bucket, call: S3Call, method = call.method): Record<string, string> => {
  const origin = call.headers.origin;
  const rule = origin === undefined ? undefined : ruleFor(bucket, origin, method, askedHeaders(call));
  if (origin === undefined || rule === undefined) return {};
  const headers: Record<string, string> = {
    'access-control-allow-origin': rule.AllowedOrigins.includes('*') ? '*' : origin,
    'access-control-allow-methods': rule.AllowedMethods.join(', '),
    vary: 'Origin, Access-Control-Request-Headers, Access-Control-Request-Method',
  };
  if (rule.ExposedHeaders !== undefined) headers['access-control-expose-headers'] = rule.ExposedHeaders.join(', ');
  if (rule.MaxAge !== undefined) headers['access-control-max-age'] = String(rule.MaxAge);
  return headers;
};

/** Answers a browser's question before it sends. Throws `AccessForbidden` if no rule allows it. */
export const preflight = (bucket: Bucket, call: S3Call): ServiceResponse => {
  const headers = corsHeaders(bucket, call, call.headers['access-control-request-method'] ?? '');
  if (!('access-control-allow-origin' in headers)) throw new S3Error('AccessForbidden', 'CORSResponse: This CORS request is not allowed.');
  const asked = askedHeaders(call);
  return { status: 200, headers: asked.length === 0 ? headers : { ...headers, 'access-control-allow-headers': asked.join(', ') }, body: '' };
};

const askedHeaders = (call: S3Call): string[] =>
  (call.headers['access-control-request-headers'] ?? '').split(',').map((name) => name.trim().toLowerCase()).filter((name) => name !== '');

const ruleFor = (bucket: Bucket, origin: string, method: string, asked: readonly string[]): CorsRule | undefined =>
  bucket.settings.CorsConfiguration?.CorsRules.find(
    (rule) =>
      rule.AllowedOrigins.some((pattern) => fits(pattern, origin)) &&
      rule.AllowedMethods.includes(method) &&
      asked.every((name) => rule.AllowedHeaders?.some((pattern) => fits(pattern.toLowerCase(), name))),
  );

/** Patterns of CORS rules hold at most one `*`. */
const fits = (pattern: string, text: string): boolean => {
  const [start = '', end] = pattern.split('*');
  return end === undefined ? pattern === text : text.length >= start.length + end.length && text.startsWith(start) && text.endsWith(end);
};
