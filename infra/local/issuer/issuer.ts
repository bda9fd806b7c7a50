import { createLocalJWKSet, jwtVerify } from 'jose';
import type { Clock } from '../contract.ts';
import type { HttpAnswer } from '../http-api/api-answer.ts';
import type { HttpRequest } from '../http-api/http-request.ts';
import type { IssuerKeys } from '../http-api/jwt-authorizer.ts';
import { authorizationCodes, type AuthorizationCodes } from './authorization-codes.ts';
import type { LocalUser } from './local-user.ts';
import { pickerPage } from './picker-page.ts';
import { readSignInRequest } from './sign-in-request.ts';
import { signingKey } from './signing-key.ts';
import { tokenMaker, type TokenAnswer, type TokenRequest } from './tokens.ts';

/** The grant by which a program on this machine gets a user's token in one POST; no page, no password. */
export const LOCAL_USER_GRANT = 'urn:double-random:local-user';

/** What the issuer needs. `url`: its own (`http://127.0.0.1:PORT/oidc`). `audience`: what access tokens are made for. */
export interface IssuerOptions {
  readonly url: string;
  readonly dataDir: string;
  readonly clock: Clock;
  readonly users: readonly LocalUser[];
  readonly audience: readonly string[];
}

/** An OIDC issuer for the users of one machine. */
export interface Issuer {
  readonly keys: IssuerKeys;
  /** `path` is below `/oidc`. */
  handle(request: HttpRequest): Promise<HttpAnswer>;
}

interface Parts extends IssuerOptions {
  readonly codes: AuthorizationCodes;
  readonly tokens: (request: TokenRequest) => Promise<TokenAnswer>;
  readonly jwks: { readonly keys: readonly object[] };
  readonly keys: IssuerKeys;
}

/** Starts the issuer; its key is read from, or written to, `dataDir`. */
export const startIssuer = async (options: IssuerOptions): Promise<Issuer> => {
  const key = await signingKey(options.dataDir);
  const jwks = { keys: [key.publicJwk] };
  const keys = { issuer: options.url, keys: createLocalJWKSet(jwks) };
  const parts: Parts = { ...options, jwks, keys, codes: authorizationCodes(), tokens: tokenMaker({ issuer: options.url, key, clock: options.clock, audience: options.audience }) };
  return { keys, handle: (request) => route(request, parts) };
};

const route = async (request: HttpRequest, parts: Parts): Promise<HttpAnswer> => {
  switch (`${request.method} ${request.path.replace(/^\/oidc/, '')}`) {
    case 'GET /.well-known/openid-configuration':
      return json(200, discovery(parts.url));
    case 'GET /jwks':
      return json(200, parts.jwks);
    case 'GET /authorize':
      return authorize(new URLSearchParams(request.rawQueryString), parts);
    case 'POST /authorize':
      return authorize(formOf(request), parts);
    case 'POST /token':
      return token(formOf(request), parts);
    case 'GET /userinfo':
      return userInfo(request, parts);
    default:
      return json(404, { error: 'not_found' });
  }
};

const discovery = (url: string): object => ({
  issuer: url,
  authorization_endpoint: `${url}/authorize`,
  token_endpoint: `${url}/token`,
  jwks_uri: `${url}/jwks`,
  userinfo_endpoint: `${url}/userinfo`,
  response_types_supported: ['code'],
  grant_types_supported: ['authorization_code', LOCAL_USER_GRANT],
  subject_types_supported: ['public'],
  id_token_signing_alg_values_supported: ['RS256'],
  code_challenge_methods_supported: ['S256'],
  token_endpoint_auth_methods_supported: ['none'],
  scopes_supported: ['openid', 'profile'],
});

const authorize = (query: URLSearchParams, { users, codes }: Parts): HttpAnswer => {
  const request = readSignInRequest(query);
  if ('refused' in request) return json(400, { error: 'invalid_request', error_description: request.refused });
  const user = users.find(({ sub }) => sub === query.get('sub'));
  if (user === undefined) return { status: 200, headers: { 'content-type': 'text/html;charset=utf-8', 'cache-control': 'no-store' }, body: pickerPage(users, query) };
  const { state, nonce, ...grant } = request;
  const code = codes.issue({ ...grant, sub: user.sub, ...(nonce !== '' && { nonce }) });
  const location = new URL(grant.redirectUri);
  location.searchParams.set('code', code);
  if (state !== '') location.searchParams.set('state', state);
  return { status: 303, headers: { location: location.href, 'cache-control': 'no-store' }, body: '' };
};

const token = async (form: URLSearchParams, { users, codes, tokens }: Parts): Promise<HttpAnswer> => {
  const get = (name: string): string => form.get(name) ?? '';
  const answer = async (sub: string, request: Omit<TokenRequest, 'user'>): Promise<HttpAnswer> => {
    const user = users.find((one) => one.sub === sub);
    return user === undefined ? json(400, { error: 'invalid_grant', error_description: `no user ${sub}` }) : json(200, await tokens({ ...request, user }));
  };
  switch (get('grant_type')) {
    case LOCAL_USER_GRANT:
      return answer(get('sub'), { clientId: get('client_id') || 'local', scope: get('scope') || 'openid' });
    case 'authorization_code': {
      const grant = codes.redeem(get('code'), { clientId: get('client_id'), redirectUri: get('redirect_uri'), codeVerifier: get('code_verifier') });
      return grant === undefined ? json(400, { error: 'invalid_grant' }) : answer(grant.sub, grant);
    }
    default:
      return json(400, { error: 'unsupported_grant_type' });
  }
};

const userInfo = async ({ headers }: HttpRequest, { users, keys, clock }: Parts): Promise<HttpAnswer> => {
  try {
    const bearer = (headers['authorization'] ?? '').replace(/^bearer\s+/i, '');
    const { payload } = await jwtVerify(bearer, keys.keys, { issuer: keys.issuer, currentDate: new Date(clock.now()) });
    const user = users.find(({ sub }) => sub === payload.sub);
    return user === undefined ? json(401, { error: 'invalid_token' }) : json(200, { ...user.claims, sub: user.sub });
  } catch {
    return json(401, { error: 'invalid_token' });
  }
};

const formOf = ({ body }: HttpRequest): URLSearchParams => new URLSearchParams(Buffer.from(body).toString('utf8'));

const json = (status: number, body: unknown): HttpAnswer => ({
  status,
  headers: { 'content-type': 'application/json', 'cache-control': 'no-store' },
  body: JSON.stringify(body),
});
