import { randomUUID } from 'node:crypto';
import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { exportJWK, generateKeyPair, importJWK, type CryptoKey, type JWK } from 'jose';

/** The issuer's RS256 key pair. */
export interface SigningKey {
  readonly kid: string;
  readonly privateKey: CryptoKey;
  readonly publicJwk: JWK;
}

/** The key in `<dataDir>/issuer-key.json`, made when there is none: tokens stay valid over a restart. */
export const signingKey = async (dataDir: string): Promise<SigningKey> => {
  const path = join(dataDir, 'issuer-key.json');
  const jwk = readKey(path) ?? (await makeKey(dataDir, path));
  const { kty, n, e, kid = '' } = jwk;
  if (kty === undefined || n === undefined || e === undefined) throw new Error(`${path} holds no RSA key`);
  return { kid, privateKey: (await importJWK(jwk, 'RS256')) as CryptoKey, publicJwk: { kty, n, e, kid, alg: 'RS256', use: 'sig' } };
};

const readKey = (path: string): JWK | undefined => {
  try {
    return JSON.parse(readFileSync(path, 'utf8')) as JWK;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
};

const makeKey = async (dataDir: string, path: string): Promise<JWK> => {
  const { privateKey } = await generateKeyPair('RS256', { extractable: true });
  const jwk = { ...(await exportJWK(privateKey)), kid: randomUUID() };
  mkdirSync(dataDir, { recursive: true });
  writeFileSync(`${path}.new`, JSON.stringify(jwk), { mode: 0o600 });
  renameSync(`${path}.new`, path);
  return jwk;
};
