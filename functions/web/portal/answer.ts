import { createHash } from 'node:crypto';
import type { APIGatewayProxyStructuredResultV2 } from 'aws-lambda';

// A page loads nothing but its own stylesheet, and runs no script unless it checks a draw.
const PAGE = "default-src 'none'; style-src 'self'; img-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

const POLICIES = {
  page: PAGE,
  // The page of a check runs the portal's script, which starts the draw's verifier as a worker. It fetches nothing itself.
  check: `${PAGE}; script-src 'self'; worker-src 'self'`,
  file: "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'",
  // A worker obeys the policy of its own file: the verifier fetches from this site alone, and may compile its hash kernel but evaluate no text.
  verifier: "default-src 'none'; script-src 'wasm-unsafe-eval'; connect-src 'self'; frame-ancestors 'none'",
} as const;

/** How an answer is described. */
export interface Content {
  readonly body: string | Uint8Array;
  readonly type: string;
  readonly status?: number;
  /** Seconds a cache may keep it. */
  readonly maxAge: number;
  readonly policy?: keyof typeof POLICIES;
  /** Of a part of a file: which bytes of how many. */
  readonly part?: { readonly from: number; readonly total: number };
}

/** An answer with its validator; 304 without a body if the reader has the same bytes already. */
export const answer = ({ body, type, status = 200, maxAge, policy = 'page', part }: Content, ifNoneMatch?: string): APIGatewayProxyStructuredResultV2 => {
  const etag = `"${createHash('sha256').update(body).digest('hex').slice(0, 32)}"`;
  const headers = {
    'content-type': type,
    'cache-control': status === 200 || status === 206 ? `public, max-age=${maxAge}` : 'no-store',
    // The validator is of all bytes, so a part goes without.
    ...(part === undefined ? { etag } : { 'content-range': `bytes ${part.from}-${part.from + body.length - 1}/${part.total}` }),
    vary: 'Accept',
    'x-content-type-options': 'nosniff',
    'referrer-policy': 'no-referrer',
    'content-security-policy': POLICIES[policy],
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
