/** What goes back to the caller. */
export interface HttpAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | readonly string[]>>;
  readonly body: string | Uint8Array;
}

/** Bytes of a function's answer that Lambda takes at most. */
export const MOST_ANSWER_BYTES = 6 * 1024 * 1024;

/** An answer of the gateway itself: `{"message": …}`. */
export const messageAnswer = (status: number, message: string, headers: Readonly<Record<string, string>> = {}): HttpAnswer => ({
  status,
  headers: { 'content-type': 'application/json', ...headers },
  body: JSON.stringify({ message }),
});

/** What a caller is told when the function failed, or answered what is no answer. */
export const INTERNAL_ERROR = messageAnswer(500, 'Internal Server Error');

interface ProxyResult {
  readonly statusCode?: unknown;
  readonly headers?: Readonly<Record<string, unknown>>;
  readonly cookies?: unknown;
  readonly body?: unknown;
  readonly isBase64Encoded?: unknown;
}

/**
 * Reads a function's result (JSON text) by the rules of payload format 2.0: with a `statusCode` it is a response, without it is the body of a 200.
 * {@link INTERNAL_ERROR} if it is malformed or too large.
 */
export const answerOf = (payload: string): HttpAnswer => {
  if (Buffer.byteLength(payload) > MOST_ANSWER_BYTES) return INTERNAL_ERROR;
  const result: unknown = JSON.parse(payload);
  if (typeof result === 'string') return { status: 200, headers: { 'content-type': 'application/json' }, body: result };
  if (typeof result !== 'object' || result === null || !('statusCode' in result)) {
    return { status: 200, headers: { 'content-type': 'application/json' }, body: payload };
  }
  return responseOf(result as ProxyResult);
};

const responseOf = ({ statusCode, headers = {}, cookies = [], body = '', isBase64Encoded = false }: ProxyResult): HttpAnswer => {
  const status = Number(statusCode);
  if (!Number.isInteger(status) || status < 100 || status > 599) return INTERNAL_ERROR;
  if (typeof body !== 'string' && body !== null) return INTERNAL_ERROR;
  const given: Record<string, string | readonly string[]> = {};
  for (const [name, value] of Object.entries(headers ?? {})) if (value !== undefined && value !== null) given[name.toLowerCase()] = String(value);
  if (Array.isArray(cookies) && cookies.length > 0) given['set-cookie'] = cookies.map(String);
  const text = body ?? '';
  return {
    status,
    headers: { ...(given['content-type'] === undefined && { 'content-type': 'text/plain;charset=utf-8' }), ...given },
    body: isBase64Encoded === true ? Buffer.from(text, 'base64') : text,
  };
};
