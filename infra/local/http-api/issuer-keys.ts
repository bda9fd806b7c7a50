import { createRemoteJWKSet } from 'jose';
import type { IssuerKeys } from './jwt-authorizer.ts';

/**
 * Finds the keys of an issuer by its discovery document, once; a failed attempt is repeated at the next call.
 * `local` answers for the machine's own issuer. Throws if the issuer cannot be reached or names another issuer.
 */
export const issuerKeys = (local: (issuer: string) => IssuerKeys | undefined): ((issuer: string) => Promise<IssuerKeys>) => {
  const known = new Map<string, Promise<IssuerKeys>>();
  return (issuer) => {
    const own = local(issuer);
    if (own !== undefined) return Promise.resolve(own);
    const found = known.get(issuer) ?? discover(issuer);
    known.set(issuer, found);
    found.catch(() => known.delete(issuer));
    return found;
  };
};

const discover = async (issuer: string): Promise<IssuerKeys> => {
  const response = await fetch(`${issuer.replace(/\/$/, '')}/.well-known/openid-configuration`);
  if (!response.ok) throw new Error(`the issuer ${issuer} answers ${response.status} to discovery`);
  const document = (await response.json()) as { issuer?: unknown; jwks_uri?: unknown };
  if (document.issuer !== issuer || typeof document.jwks_uri !== 'string') throw new Error(`the discovery document of ${issuer} is not its own`);
  return { issuer, keys: createRemoteJWKSet(new URL(document.jwks_uri)) };
};
