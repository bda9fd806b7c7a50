import type { Scope } from './signature.ts';

/** What a signed request claims, before anything of it is verified. */
export interface Claim {
  readonly kind: 'header' | 'presigned';
  readonly accessKeyId: string;
  readonly scope: Scope;
  readonly signedHeaders: readonly string[];
  readonly signature: string;
  /** `YYYYMMDD'T'HHMMSS'Z'` */
  readonly timestamp: string;
  readonly sessionToken: string | undefined;
  /** Only of pre-signed URLs. */
  readonly expiresSeconds: number | undefined;
}

/** The headers of a request by lower-case name. */
export type Headers = Readonly<Record<string, string>>;

const ALGORITHM = 'AWS4-HMAC-SHA256';

/** Reads the claim; `undefined` if the request is not an AWS call at all, `'malformed'` if it is meant as one but cannot be read. */
export const claimOf = (url: string, headers: Headers): Claim | 'malformed' | undefined => {
  if (headers.authorization?.startsWith(ALGORITHM)) return fromHeader(headers.authorization, headers) ?? 'malformed';
  if (!url.includes('X-Amz-Credential=')) return undefined;
  return fromQuery(new URLSearchParams(url.slice(url.indexOf('?') + 1))) ?? 'malformed';
};

const fromHeader = (authorization: string, headers: Headers): Claim | undefined => {
  const fields = new Map(
    authorization.slice(ALGORITHM.length).split(',').map((field): [string, string] => {
      const at = field.indexOf('=');
      return [field.slice(0, at).trim(), field.slice(at + 1).trim()];
    }),
  );
  const { 'x-amz-date': timestamp, 'x-amz-security-token': sessionToken } = headers;
  return build('header', fields.get('Credential'), fields.get('SignedHeaders'), fields.get('Signature'), timestamp, sessionToken, undefined);
};

const fromQuery = (query: URLSearchParams): Claim | undefined => {
  const of = (name: string): string | undefined => query.get(name) ?? undefined;
  const expires = of('X-Amz-Expires') ?? '';
  if (of('X-Amz-Algorithm') !== ALGORITHM || !/^\d{1,6}$/.test(expires)) return undefined;
  return build(
    'presigned', of('X-Amz-Credential'), of('X-Amz-SignedHeaders'), of('X-Amz-Signature'),
    of('X-Amz-Date'), of('X-Amz-Security-Token'), Number(expires),
  );
};

const build = (
  kind: Claim['kind'],
  credential: string | undefined,
  signedHeaders: string | undefined,
  signature: string | undefined,
  timestamp: string | undefined,
  sessionToken: string | undefined,
  expiresSeconds: number | undefined,
): Claim | undefined => {
  const [accessKeyId, day, region, service, end] = credential?.split('/') ?? [];
  if (!accessKeyId || !day || !region || !service || end !== 'aws4_request' || !signedHeaders || !signature) return undefined;
  if (timestamp === undefined || !/^\d{8}T\d{6}Z$/.test(timestamp) || !timestamp.startsWith(day)) return undefined;
  return { kind, accessKeyId, scope: { day, region, service }, signedHeaders: signedHeaders.split(';'), signature, timestamp, sessionToken, expiresSeconds };
};
