import { timingSafeEqual } from 'node:crypto';
import type { Principal } from '../contract.ts';
import type { Claim, Headers } from './claim.ts';
import type { Credential } from './options.ts';
import type { Refusal } from './refusal.ts';
import { sha256Hex, signatureOf } from './signature.ts';

/** A request as it came over the wire. */
export interface RawRequest {
  readonly method: string;
  readonly url: string;
  readonly headers: Headers;
  readonly body: Uint8Array;
}

type Verdict = { readonly ok: true; readonly principal: Principal } | { readonly ok: false; readonly refusal: Refusal };

/**
 * Verifies a claim. A header-signed request is not compared with the clock: the SDK signs with real time, while this machine's time may
 * be virtual. A pre-signed URL is: it was signed by the virtual clock.
 */
export const authenticate = (claim: Claim, request: RawRequest, credential: Credential | undefined, nowMs: number): Verdict => {
  const fail = (reason: Refusal['reason'], message: string): Verdict => ({ ok: false, refusal: { reason, message } });
  if (credential === undefined) return fail('unknown-key', 'The security token included in the request is invalid.');
  if (credential.sessionToken !== undefined && claim.sessionToken !== credential.sessionToken)
    return fail('wrong-token', 'The security token included in the request is invalid.');
  const unsigned = unsignedHeader(claim, request.headers);
  if (unsigned !== undefined) return fail('access-denied', `There were headers present in the request which were not signed: ${unsigned}`);
  const payloadHash = payloadHashOf(claim, request);
  const { method, url, headers } = request;
  const { signedHeaders, timestamp, scope } = claim;
  if (!same(claim.signature, signatureOf({ method, url, headers, signedHeaders, timestamp, scope, payloadHash }, credential.secret)))
    return fail('wrong-signature', 'The request signature we calculated does not match the signature you provided.');
  if (/^[0-9a-f]{64}$/.test(payloadHash) && payloadHash !== sha256Hex(request.body))
    return fail('wrong-payload-hash', "The provided 'x-amz-content-sha256' header does not match what was computed.");
  const lapse = lapsed(claim, nowMs);
  return lapse === undefined ? { ok: true, principal: credential.principal } : fail('access-denied', lapse);
};

const same = (claimed: string, computed: string): boolean =>
  claimed.length === computed.length && timingSafeEqual(Buffer.from(claimed), Buffer.from(computed));

// Whoever holds a signed request must not be able to add to it; S3 refuses these too.
const unsignedHeader = (claim: Claim, headers: Headers): string | undefined =>
  claim.scope.service !== 's3'
    ? undefined
    : ['host', ...Object.keys(headers).filter((name) => name.startsWith('x-amz-'))].find(
        (name) => !claim.signedHeaders.includes(name) && !(name === 'x-amz-content-sha256' && claim.kind === 'presigned'),
      );

const payloadHashOf = (claim: Claim, request: RawRequest): string => {
  const stated = request.headers['x-amz-content-sha256'];
  if (claim.kind === 'presigned') return claim.signedHeaders.includes('x-amz-content-sha256') && stated !== undefined ? stated : 'UNSIGNED-PAYLOAD';
  return stated ?? sha256Hex(request.body);
};

const SKEW_MS = 15 * 60_000;
const LONGEST_SECONDS = 7 * 86_400;

const lapsed = (claim: Claim, nowMs: number): string | undefined => {
  if (claim.expiresSeconds === undefined) return undefined;
  const signedMs = Date.parse(claim.timestamp.replace(/^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/, '$1-$2-$3T$4:$5:$6Z'));
  if (claim.expiresSeconds > LONGEST_SECONDS) return 'X-Amz-Expires must be less than a week (in seconds)';
  if (!(signedMs <= nowMs + SKEW_MS)) return 'Request is not yet valid';
  return nowMs > signedMs + claim.expiresSeconds * 1000 ? 'Request has expired' : undefined;
};
