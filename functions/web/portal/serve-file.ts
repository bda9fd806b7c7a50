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

/** A published file, byte for byte; the part of it that was asked for; a large one by a redirect to a short-lived address. Undefined if there is none. */
export const serveFile = async (
  { published }: PublicStores,
  { key, name }: { readonly key: string; readonly name: string },
  { ifNoneMatch, range }: PortalRequest,
  now: Instant,
): Promise<APIGatewayProxyStructuredResultV2 | undefined> => {
  const type = TYPES[name.slice(name.lastIndexOf('.') + 1)];
  const head = type === undefined ? undefined : await published.head(key);
  if (head === undefined || type === undefined) return undefined;
  const described = { type, maxAge: GROWING.has(name) ? 60 : 86_400, policy: name.endsWith('.mjs') ? 'verifier' : 'file' } as const;
  const part = partOf(range, head.size);
  if (part !== undefined) {
    const body = await published.part(key, part.from, part.length);
    return body === undefined ? undefined : answer({ ...described, body, status: 206, part: { from: part.from, total: head.size } });
  }
  if (head.size > LARGEST_ANSWER) return redirect(await published.downloadUrl(key, now, URL_SECONDS), 302);
  const body = await published.get(key);
  return body === undefined ? undefined : answer({ ...described, body }, ifNoneMatch);
};

/** The part of a file of `size` bytes that `range` asks for, no longer than an answer may be; undefined where the whole is the answer. */
const partOf = (range: string | undefined, size: number): { readonly from: number; readonly length: number } | undefined => {
  const [, first = '', last = ''] = /^bytes=(\d{1,15})-(\d{0,15})$/.exec(range ?? '') ?? [];
  const from = Number(first);
  if (first === '' || from >= size) return undefined;
  const to = last === '' ? size - 1 : Math.min(Number(last), size - 1);
  const length = Math.min(to - from + 1, LARGEST_ANSWER);
  return length < 1 || length === size ? undefined : { from, length };
};
