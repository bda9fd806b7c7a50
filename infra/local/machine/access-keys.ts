import { createHmac, randomBytes } from 'node:crypto';
import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Credential } from '../gateway/options.ts';

/** An access key as an SDK wants it. */
export interface AccessKey {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
}

/** The key of the machine's administrator: everybody who can reach 127.0.0.1 is one, so it is no secret. */
export const ADMINISTRATOR_KEY: AccessKey = { accessKeyId: 'local', secretAccessKey: 'local' };

/** One access key per role, the same after a restart. */
export interface AccessKeys {
  /** The key of a role. Throws for a role that was not given. */
  of(roleArn: string): AccessKey;
  /** Who stands behind a key id. */
  credential(accessKeyId: string): Credential | undefined;
}

/** Keys for `roleArns`, derived from a secret that is kept in `dataDir`. `rootArn`: the administrator. */
export const accessKeys = (dataDir: string, roleArns: readonly string[], rootArn: string): AccessKeys => {
  const secret = machineSecret(dataDir);
  const keys = new Map(roleArns.map((arn) => [arn, keyOf(arn, secret)]));
  const credentials = new Map<string, Credential>(
    [...keys].map(([arn, { accessKeyId, secretAccessKey }]) => [accessKeyId, { secret: secretAccessKey, principal: { arn } }]),
  );
  credentials.set(ADMINISTRATOR_KEY.accessKeyId, { secret: ADMINISTRATOR_KEY.secretAccessKey, principal: { arn: rootArn } });
  return {
    of: (roleArn) => {
      const key = keys.get(roleArn);
      if (key === undefined) throw new Error(`no role ${roleArn} in the assembly`);
      return key;
    },
    credential: (accessKeyId) => credentials.get(accessKeyId),
  };
};

const keyOf = (roleArn: string, secret: string): AccessKey => {
  const digest = (purpose: string): string => createHmac('sha256', secret).update(`${purpose} ${roleArn}`).digest('hex');
  return { accessKeyId: `ASIA${digest('id').slice(0, 16).toUpperCase()}`, secretAccessKey: digest('secret').slice(0, 40) };
};

const machineSecret = (dataDir: string): string => {
  const path = join(dataDir, 'access-key-secret');
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
    mkdirSync(dataDir, { recursive: true });
    const secret = randomBytes(32).toString('hex');
    writeFileSync(`${path}.new`, secret, { mode: 0o600 });
    renameSync(`${path}.new`, path);
    return secret;
  }
};
