import type * as z from 'zod';
import type { AnyEndpoint, CallAnswer } from './endpoint.ts';
import type { Problem } from './problem.ts';

/** What a client sends; parts an endpoint does not have may be left out. */
export interface ClientInput<E extends AnyEndpoint> {
  readonly params?: z.input<E['params']>;
  readonly query?: z.input<E['query']>;
  readonly body?: z.input<E['body']>;
  readonly ifMatch?: number;
  readonly idempotencyKey?: string;
}

/** An answer: what was asked for with its version, or the problem that stood against it. */
export type ClientAnswer<E extends AnyEndpoint> =
  | { readonly ok: true; readonly status: number; readonly value: CallAnswer<E>; readonly version?: number }
  | { readonly ok: false; readonly status: number; readonly problem: Problem };

/** One who calls. `token` is asked for before each call, so that it may be renewed. */
export interface ClientOptions {
  readonly baseUrl: string;
  readonly token: () => Promise<string>;
  readonly language?: 'zh' | 'en';
}

/** A typed client of the API. Throws only when no answer came or the answer is none of the API's. */
export const apiClient =
  ({ baseUrl, token, language = 'zh' }: ClientOptions) =>
  async <E extends AnyEndpoint>(endpoint: E, input: ClientInput<E> = {}): Promise<ClientAnswer<E>> => {
    const { path, method, headers, body } = requestOf(endpoint, input, language);
    const answer = await fetch(new URL(path, baseUrl), {
      method,
      headers: { ...headers, authorization: `Bearer ${await token()}` },
      ...(body === undefined ? {} : { body }),
    });
    return answerFrom(answer.status, answer.headers.get('etag') ?? undefined, await answer.text());
  };

/** A call as it goes over the wire, without the token. `path`: percent-encoded, with query. */
export interface ClientRequest {
  readonly method: string;
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string;
}

/** The request that a call of `endpoint` is. */
export const requestOf = <E extends AnyEndpoint>(endpoint: E, input: ClientInput<E>, language: 'zh' | 'en'): ClientRequest => {
  const headers: Record<string, string> = { 'accept-language': language };
  const hasBody = endpoint.method !== 'GET';
  if (hasBody) headers['content-type'] = 'application/json';
  if (input.ifMatch !== undefined) headers['if-match'] = `"${input.ifMatch}"`;
  if (input.idempotencyKey !== undefined) headers['idempotency-key'] = input.idempotencyKey;
  return { method: endpoint.method, path: urlOf(endpoint.path, input), headers, ...(hasBody ? { body: JSON.stringify(input.body ?? {}) } : {}) };
};

/** What an answer of the API says. Throws a `SyntaxError` if it is none of the API's. */
export const answerFrom = <E extends AnyEndpoint>(status: number, etag: string | undefined, text: string): ClientAnswer<E> => {
  const content: unknown = text === '' ? undefined : JSON.parse(text);
  if (status < 200 || status > 299) return { ok: false, status, problem: content as Problem };
  const version = /^"(\d+)"$/.exec(etag ?? '')?.[1];
  return { ok: true, status, value: content as CallAnswer<E>, ...(version === undefined ? {} : { version: Number(version) }) };
};

const urlOf = (path: string, input: { params?: unknown; query?: unknown }): string => {
  const params = (input.params ?? {}) as Record<string, unknown>;
  const filled = path.replace(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(String(params[name])));
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries((input.query ?? {}) as Record<string, unknown>)) {
    if (value !== undefined) query.set(name, String(value));
  }
  return query.size === 0 ? filled : `${filled}?${query}`;
};
