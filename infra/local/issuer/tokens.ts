import { SignJWT } from 'jose';
import type { Clock } from '../contract.ts';
import type { LocalUser } from './local-user.ts';
import type { SigningKey } from './signing-key.ts';

/** How long a token lasts. */
const LIFE_SECONDS = 12 * 3600;

/** For whom tokens are made. `audience`: what access tokens are for, beside the client. */
export interface TokenRequest {
  readonly user: LocalUser;
  readonly clientId: string;
  readonly scope: string;
  readonly nonce?: string;
}

/** What the token endpoint answers. */
export interface TokenAnswer {
  readonly access_token: string;
  readonly id_token: string;
  readonly token_type: 'Bearer';
  readonly expires_in: number;
  readonly scope: string;
}

/** Makes tokens that are issued at the machine's time. */
export const tokenMaker =
  (options: { readonly issuer: string; readonly key: SigningKey; readonly clock: Clock; readonly audience: readonly string[] }) =>
  async ({ user, clientId, scope, nonce }: TokenRequest): Promise<TokenAnswer> => {
    const { issuer, key, clock, audience } = options;
    const issuedAt = Math.floor(clock.now() / 1000);
    const sign = (claims: Record<string, unknown>, use: string, aud: readonly string[]): Promise<string> =>
      new SignJWT({ ...user.claims, ...claims, token_use: use })
        .setProtectedHeader({ alg: 'RS256', kid: key.kid, typ: 'JWT' })
        .setIssuer(issuer)
        .setSubject(user.sub)
        .setAudience([...aud])
        .setIssuedAt(issuedAt)
        .setExpirationTime(issuedAt + LIFE_SECONDS)
        .sign(key.privateKey);
    return {
      access_token: await sign({ scope, client_id: clientId }, 'access', [...new Set([clientId, ...audience])]),
      id_token: await sign(nonce === undefined ? {} : { nonce }, 'id', [clientId]),
      token_type: 'Bearer',
      expires_in: LIFE_SECONDS,
      scope,
    };
  };
