import type { IncomingMessage } from 'node:http';

/** A request as API Gateway sees it, read to its end. */
export interface HttpRequest {
  readonly method: string;
  /** Decoded, without query. */
  readonly path: string;
  /** As sent, without `?`. */
  readonly rawQueryString: string;
  /** Lower-case names; repeated ones joined with `,`. Without `cookie`. */
  readonly headers: Readonly<Record<string, string>>;
  readonly cookies: readonly string[];
  readonly body: Uint8Array;
  readonly sourceIp: string;
  readonly protocol: string;
}

/** Bytes of a request that the HTTP API takes at most. */
export const MOST_REQUEST_BYTES = 10 * 1024 * 1024;

/** Reads `message`; `'too-large'` beyond {@link MOST_REQUEST_BYTES}, `'bad-path'` if the path is not valid percent-encoding. */
export const readHttpRequest = async (message: IncomingMessage): Promise<HttpRequest | 'too-large' | 'bad-path'> => {
  const url = message.url ?? '/';
  const cut = url.indexOf('?');
  const path = decoded(cut < 0 ? url : url.slice(0, cut));
  if (path === undefined) return 'bad-path';
  const body = await readBody(message);
  if (body === undefined) return 'too-large';
  return {
    method: message.method ?? 'GET',
    path,
    rawQueryString: cut < 0 ? '' : url.slice(cut + 1),
    headers: headersOf(message),
    cookies: (message.headers.cookie ?? '').split(/;\s*/).filter((cookie) => cookie !== ''),
    body,
    sourceIp: message.socket.remoteAddress?.replace(/^::ffff:/, '') ?? '127.0.0.1',
    protocol: `HTTP/${message.httpVersion}`,
  };
};

const decoded = (path: string): string | undefined => {
  try {
    return decodeURIComponent(path);
  } catch {
    return undefined;
  }
};

const readBody = async (message: IncomingMessage): Promise<Uint8Array | undefined> => {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of message as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size <= MOST_REQUEST_BYTES) chunks.push(chunk);
  }
  return size <= MOST_REQUEST_BYTES ? Buffer.concat(chunks) : undefined;
};

const headersOf = ({ headersDistinct }: IncomingMessage): Readonly<Record<string, string>> =>
  Object.fromEntries(
    Object.entries(headersDistinct).flatMap(([name, values]) => (name === 'cookie' || values === undefined ? [] : [[name, values.join(',')]])),
  );
