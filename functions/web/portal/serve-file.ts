import type { APIGatewayProxyStructuredResultV2 } from 'aws-lambda';
import type { Instant } from '../../../shared/kernel/instant.ts';
import { answer, redirect } from './answer.ts';
import type { PublicStores } from './published-record.ts';
import type { PortalRequest } from './request.ts';

/** An answer of a Lambda ends at 6 MB, and base64 adds a third. */
const LARGEST_ANSWER = 4 * 1024 * 1024;
const URL_SECONDS = 300;

const TYPES: Readonly<Record<string, string>> = {
  json: 'application/json; charset=utf-8',
  txt: 'text/plain; charset=utf-8',
  mjs: 'text/javascript; charset=utf-8',
  html: 'text/html; charset=utf-8',
};

/** Files that still grow after their publication. */
const GROWING: ReadonlySet<string> = new Set(['events.txt', 'results.json', 'notice.html']);

/** A published file, byte for byte; a large one by a redirect to a short-lived address. Undefined if there is none. */
export const serveFile = async (
  { published }: PublicStores,
  { key, name }: { readonly key: string; readonly name: string },
  { ifNoneMatch }: PortalRequest,
  now: Instant,
): Promise<APIGatewayProxyStructuredResultV2 | undefined> => {
  const type = TYPES[name.slice(name.lastIndexOf('.') + 1)];
  const head = type === undefined ? undefined : await published.head(key);
  if (head === undefined || type === undefined) return undefined;
  if (head.size > LARGEST_ANSWER) return redirect(await published.downloadUrl(key, now, URL_SECONDS), 302);
  const body = await published.get(key);
  return body === undefined ? undefined : answer({ body, type, maxAge: GROWING.has(name) ? 60 : 86_400, isFile: true }, ifNoneMatch);
};
