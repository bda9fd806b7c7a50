/** A checked request to sign somebody in. */
export interface SignInRequest {
  readonly clientId: string;
  readonly redirectUri: string;
  readonly codeChallenge: string;
  readonly scope: string;
  readonly state: string;
  readonly nonce: string;
}

const LOOPBACK = /^(127\.0\.0\.1|localhost|\[::1\])$/;

/** Reads the query of an authorization request; answers the reason (plain English) if it cannot be served. */
export const readSignInRequest = (query: URLSearchParams): SignInRequest | { readonly refused: string } => {
  const get = (name: string): string => query.get(name) ?? '';
  if (get('response_type') !== 'code') return { refused: 'response_type must be code' };
  if (get('client_id') === '') return { refused: 'client_id is missing' };
  if (get('code_challenge') === '' || get('code_challenge_method') !== 'S256') return { refused: 'a code_challenge with method S256 is needed' };
  const redirect = URL.parse(get('redirect_uri'));
  if (redirect === null || !/^https?:$/.test(redirect.protocol) || !LOOPBACK.test(redirect.hostname)) return { refused: 'redirect_uri must lead to this machine' };
  return {
    clientId: get('client_id'), redirectUri: get('redirect_uri'), codeChallenge: get('code_challenge'),
    scope: get('scope') || 'openid', state: get('state'), nonce: get('nonce'),
  };
};
