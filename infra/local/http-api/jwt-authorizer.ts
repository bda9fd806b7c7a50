import { jwtVerify, type JWTVerifyGetKey } from 'jose';
import type { Clock } from '../contract.ts';
import type { JwtRule } from './api-definition.ts';
import { flattenClaims, scopesOf } from './jwt-claims.ts';

/** Who called, as the event shows it. */
export interface JwtIdentity {
  readonly claims: Readonly<Record<string, string>>;
  readonly scopes: readonly string[] | null;
}

/** The caller, or why there is none: no valid token, or one without a scope that the route wants. */
export type JwtDecision = { readonly ok: true; readonly identity: JwtIdentity } | { readonly ok: false; readonly status: 401 | 403; readonly reason: string };

/** The keys of an issuer, and the value that its tokens carry as `iss`. */
export interface IssuerKeys {
  readonly issuer: string;
  readonly keys: JWTVerifyGetKey;
}

/** Checks the bearer token in an Authorization header, at the time of the machine's clock. */
export const jwtAuthorizer =
  (clock: Clock, keysOf: (issuer: string) => Promise<IssuerKeys>) =>
  async (header: string | undefined, rule: JwtRule): Promise<JwtDecision> => {
    if (header === undefined || header === '') return refused('no token');
    const token = header.replace(/^bearer\s+/i, '');
    try {
      const { issuer, keys } = await keysOf(rule.issuer);
      const { payload } = await jwtVerify(token, keys, { issuer, algorithms: ['RS256'], currentDate: new Date(clock.now()), requiredClaims: ['exp'] });
      if (!audienceFits(payload, rule.audience)) return refused('invalid audience');
      // API Gateway also refuses a token from the future, which the library leaves to its caller.
      if (payload.iat !== undefined && payload.iat * 1000 > clock.now()) return refused('token issued in the future');
      const scopes = scopesOf(payload);
      if (rule.scopes.length > 0 && !rule.scopes.some((scope) => scopes.includes(scope))) return { ok: false, status: 403, reason: 'insufficient scope' };
      return { ok: true, identity: { claims: flattenClaims(payload), scopes: rule.scopes.length > 0 ? scopes : null } };
    } catch (error) {
      return refused(error instanceof Error ? error.message : String(error));
    }
  };

const refused = (reason: string): JwtDecision => ({ ok: false, status: 401, reason });

const audienceFits = (claims: { readonly aud?: string | readonly string[]; readonly [claim: string]: unknown }, allowed: readonly string[]): boolean => {
  const { aud, client_id: clientId } = claims;
  const presented = aud === undefined ? [clientId] : typeof aud === 'string' ? [aud] : aud;
  return presented.some((one) => typeof one === 'string' && allowed.includes(one));
};
