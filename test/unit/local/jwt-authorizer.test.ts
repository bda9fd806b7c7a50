import { createLocalJWKSet, exportJWK, generateKeyPair, SignJWT, type JWTPayload } from 'jose';
import { beforeAll, describe, expect, test } from 'vitest';
import type { JwtRule } from '../../../infra/local/http-api/api-definition.ts';
import { jwtAuthorizer } from '../../../infra/local/http-api/jwt-authorizer.ts';

const ISSUER = 'https://issuer.test';
const NOW = Date.parse('2026-01-31T10:00:00Z');
const SECONDS = NOW / 1000;
const rule = (extra: Partial<JwtRule> = {}): JwtRule => ({ issuer: ISSUER, audience: ['app'], scopes: [], ...extra });

describe('a token', () => {
  let authorize: ReturnType<typeof jwtAuthorizer>;
  let sign: (claims: JWTPayload) => Promise<string>;
  let stranger: string;
  beforeAll(async () => {
    const { publicKey, privateKey } = await generateKeyPair('RS256');
    const keys = createLocalJWKSet({ keys: [{ ...(await exportJWK(publicKey)), kid: 'k' }] });
    const clock = { now: () => NOW, at: () => () => {}, track: <T>(work: Promise<T>) => work };
    authorize = jwtAuthorizer(clock, async () => ({ issuer: ISSUER, keys }));
    const claims = { iss: ISSUER, aud: 'app', iat: SECONDS - 60, exp: SECONDS + 60 };
    sign = (own) => new SignJWT({ ...claims, ...own }).setProtectedHeader({ alg: 'RS256', kid: 'k' }).sign(privateKey);
    stranger = await new SignJWT(claims).setProtectedHeader({ alg: 'RS256', kid: 'k' }).sign((await generateKeyPair('RS256')).privateKey);
  });
  const decide = async (claims: JWTPayload, extra: Partial<JwtRule> = {}) => authorize(`Bearer ${await sign(claims)}`, rule(extra));

  test('that fits is taken, with or without the word Bearer', async () => {
    expect(await decide({ roles: ['a', 'b'] })).toMatchObject({ ok: true, identity: { claims: { roles: '[a b]', aud: 'app' }, scopes: null } });
    expect(await authorize(await sign({}), rule())).toMatchObject({ ok: true });
  });

  test('for several audiences, or with a client instead of an audience, is taken if one fits', async () => {
    expect(await decide({ aud: ['other', 'app'] })).toMatchObject({ ok: true });
    expect(await decide({ aud: undefined, client_id: 'app' })).toMatchObject({ ok: true });
  });

  test.each<[string, JWTPayload]>([
    ['for somebody else', { aud: 'other' }], ['for nobody', { aud: undefined }], ['that has ended', { exp: SECONDS - 1 }], ['that never ends', { exp: undefined }],
    ['that is not yet valid', { nbf: SECONDS + 10 }], ['from the future', { iat: SECONDS + 10 }], ['by another issuer', { iss: 'https://other.test' }],
  ])('%s is refused with 401', async (_name, claims) => {
    expect(await decide(claims)).toMatchObject({ ok: false, status: 401 });
  });

  test('signed by a stranger, or missing, is refused', async () => {
    expect(await authorize(`Bearer ${stranger}`, rule())).toMatchObject({ ok: false, status: 401 });
    expect(await authorize(undefined, rule())).toMatchObject({ ok: false, status: 401, reason: 'no token' });
  });

  test('without a scope that the route wants is refused with 403', async () => {
    expect(await decide({ scope: 'read' }, { scopes: ['write'] })).toMatchObject({ ok: false, status: 403 });
    expect(await decide({ scope: 'read write' }, { scopes: ['write', 'all'] })).toMatchObject({ ok: true, identity: { scopes: ['read', 'write'] } });
  });
});
