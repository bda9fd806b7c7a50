import { createHash } from 'node:crypto';
import type { APIGatewayProxyStructuredResultV2 } from 'aws-lambda';

// The portal runs no script and loads nothing but its own stylesheet.
const PAGE_POLICY = "default-src 'none'; style-src 'self'; img-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";
const FILE_POLICY = "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'";

/** How an answer is described. */
export interface Content {
  readonly body: string | Uint8Array;
  readonly type: string;
  readonly status?: number;
  /** Seconds a cache may keep it. */
  readonly maxAge: number;
  readonly isFile?: boolean;
}

/** An answer with its validator; 304 without a body if the reader has the same bytes already. */
export const answer = ({ body, type, status = 200, maxAge, isFile = false }: Content, ifNoneMatch?: string): APIGatewayProxyStructuredResultV2 => {
  const etag = `"${createHash('sha256').update(body).digest('hex').slice(0, 32)}"`;
  const headers = {
    'content-type': type,
    'cache-control': status === 200 ? `public, max-age=${maxAge}` : 'no-store',
    etag,
    vary: 'Accept',
    'x-content-type-options': 'nosniff',
    'referrer-policy': 'no-referrer',
    'content-security-policy': isFile ? FILE_POLICY : PAGE_POLICY,
  };
  if (status === 200 && (ifNoneMatch ?? '').split(/\s*,\s*/).includes(etag)) return { statusCode: 304, headers };
  return typeof body === 'string'
    ? { statusCode: status, headers, body }
    : { statusCode: status, headers, body: Buffer.from(body).toString('base64'), isBase64Encoded: true };
};

/** Another place to look. */
export const redirect = (to: string, status: 302 | 308): APIGatewayProxyStructuredResultV2 => ({
  statusCode: status,
  headers: { location: to, 'cache-control': status === 308 ? 'public, max-age=86400' : 'no-store', 'referrer-policy': 'no-referrer' },
});
