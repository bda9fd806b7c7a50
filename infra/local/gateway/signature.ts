import { createHash, createHmac } from 'node:crypto';

/** Day, region and service that a signing key is good for. */
export interface Scope {
  /** `YYYYMMDD` */
  readonly day: string;
  readonly region: string;
  readonly service: string;
}

/** What Signature Version 4 covers of a request. */
export interface Signable {
  readonly method: string;
  /** Path and query as sent. */
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  /** Lower case, in the order signed. */
  readonly signedHeaders: readonly string[];
  readonly payloadHash: string;
  /** `YYYYMMDD'T'HHMMSS'Z'` */
  readonly timestamp: string;
  readonly scope: Scope;
}

/** SHA-256 in lower-case hexadecimal. */
export const sha256Hex = (data: string | Uint8Array): string => createHash('sha256').update(data).digest('hex');

const hmac = (key: string | Buffer, text: string): Buffer => createHmac('sha256', key).update(text).digest();

/** The signature of `request` under `secret`, in hexadecimal. */
export const signatureOf = (request: Signable, secret: string): string => {
  const { day, region, service } = request.scope;
  const toSign = ['AWS4-HMAC-SHA256', request.timestamp, `${day}/${region}/${service}/aws4_request`, sha256Hex(canonicalRequest(request))].join('\n');
  return hmac(signingKey(secret, request.scope), toSign).toString('hex');
};

const KEYS_KEPT = 256;
const keys = new Map<string, Buffer>();

const signingKey = (secret: string, { day, region, service }: Scope): Buffer => {
  const name = [secret, day, region, service].join('\n');
  const known = keys.get(name);
  if (known !== undefined) return known;
  const key = [day, region, service, 'aws4_request'].reduce<Buffer | string>(hmac, `AWS4${secret}`);
  if (keys.size >= KEYS_KEPT) keys.clear();
  keys.set(name, key as Buffer);
  return key as Buffer;
};

const canonicalRequest = (request: Signable): string => {
  const [path = '/', query = ''] = splitOnce(request.url, '?');
  return [
    request.method,
    // S3 signs the path as sent; the others encode it once more.
    request.scope.service === 's3' ? path : path.split('/').map(encodeRfc3986).join('/'),
    canonicalQuery(query),
    ...request.signedHeaders.map((name) => `${name}:${(request.headers[name] ?? '').trim().replace(/ +/g, ' ')}`),
    '',
    request.signedHeaders.join(';'),
    request.payloadHash,
  ].join('\n');
};

const canonicalQuery = (query: string): string =>
  query
    .split('&')
    .filter((pair) => pair !== '')
    .map((pair) => splitOnce(pair, '=').map((part) => encodeRfc3986(decodePart(part))))
    .filter(([name]) => name !== 'X-Amz-Signature')
    .map(([name = '', value = '']) => [name, value] as const)
    .sort((a, b) => byBytes(a[0], b[0]) || byBytes(a[1], b[1]))
    .map(([name, value]) => `${name}=${value}`)
    .join('&');

const decodePart = (text: string): string => {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
};

const byBytes = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

const splitOnce = (text: string, separator: string): [string] | [string, string] => {
  const at = text.indexOf(separator);
  return at < 0 ? [text] : [text.slice(0, at), text.slice(at + 1)];
};

const encodeRfc3986 = (text: string): string =>
  encodeURIComponent(text).replace(/[!'()*]/g, (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`);
