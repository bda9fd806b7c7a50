import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import type { Language } from './words.ts';
import { routeOf, type Route } from './route.ts';

/** What somebody wants to see, and how. */
export interface PortalRequest {
  readonly route: Route;
  readonly format: 'html' | 'json';
  readonly language: Language;
  readonly query: Readonly<Record<string, string | undefined>>;
  /** `https://host` as the reader typed it, for commands to copy. */
  readonly origin: string;
  readonly path: string;
  readonly ifNoneMatch?: string | undefined;
  /** `bytes=0-4194303`. */
  readonly range?: string | undefined;
}

/** Reads the event of the HTTP API. Chinese unless `?lang=en`; JSON if the address or `Accept` says so. */
export const requestOf = (event: APIGatewayProxyEventV2): PortalRequest => {
  const headers = Object.fromEntries(Object.entries(event.headers ?? {}).map(([name, value]) => [name.toLowerCase(), value]));
  const query = event.queryStringParameters ?? {};
  const { route, asJson } = routeOf(event.rawPath);
  const accept = headers['accept'] ?? '';
  const wantsJson = asJson || (accept.includes('application/json') && !accept.includes('text/html'));
  return {
    route,
    format: wantsJson ? 'json' : 'html',
    language: query['lang'] === 'en' ? 'en' : 'zh',
    query,
    origin: originOf(headers['host'] ?? event.requestContext.domainName, headers['x-forwarded-proto']),
    path: event.rawPath,
    ifNoneMatch: headers['if-none-match'],
    range: headers['range'],
  };
};

const originOf = (host: string, proto: string | undefined): string => {
  const safe = /^[A-Za-z0-9.-]+(:\d{1,5})?$/.test(host) ? host : 'localhost';
  return `${proto === 'http' || /^(127\.0\.0\.1|localhost)(:|$)/.test(safe) ? 'http' : 'https'}://${safe}`;
};
