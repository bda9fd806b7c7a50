import { createHash, randomBytes } from 'node:crypto';

/** What a code stands for until it is redeemed. */
export interface Grant {
  readonly sub: string;
  readonly clientId: string;
  readonly redirectUri: string;
  readonly codeChallenge: string;
  readonly scope: string;
  readonly nonce?: string;
}

/** Codes that can be redeemed once, by whoever holds the verifier of their challenge (RFC 7636, S256). They do not outlive the process. */
export interface AuthorizationCodes {
  issue(grant: Grant): string;
  /** The grant, or `undefined` for an unknown or used code, another client or address, or a wrong verifier. A code is used up either way. */
  redeem(code: string, by: { readonly clientId: string; readonly redirectUri: string; readonly codeVerifier: string }): Grant | undefined;
}

/** No codes yet. */
export const authorizationCodes = (): AuthorizationCodes => {
  const grants = new Map<string, Grant>();
  return {
    issue: (grant) => {
      const code = randomBytes(32).toString('base64url');
      grants.set(code, grant);
      return code;
    },
    redeem: (code, { clientId, redirectUri, codeVerifier }) => {
      const grant = grants.get(code);
      grants.delete(code);
      const challenge = createHash('sha256').update(codeVerifier).digest('base64url');
      const fits = grant?.clientId === clientId && grant.redirectUri === redirectUri && grant.codeChallenge === challenge;
      return fits ? grant : undefined;
    },
  };
};
