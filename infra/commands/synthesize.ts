import path from 'node:path';
import { application } from '../application.ts';
import type { Deployment } from '../constructs/deployment.ts';
import type { Lifespan } from '../constructs/lifespan.ts';
import { bundleFunctions } from '../constructs/bundle.ts';

const root = path.resolve(import.meta.dirname, '../..');

/** Where a local deployment lies and listens. */
export interface LocalTarget {
  readonly port: number;
  readonly channels: Readonly<Record<string, string>>;
  readonly profile: string;
  readonly jurisdiction: string;
  readonly outdir?: string;
  readonly bundle?: string;
  /** Days and events after which executions hand over; as deployed if not given. */
  readonly lifespan?: Lifespan;
  /** Up to what size one function does a thing alone; as deployed if not given. */
  readonly scale?: Deployment['scale'];
}

/** Synthesizes the application for this machine. Resolves with the assembly's folder; the template is the one AWS would get. */
export const synthesizeLocal = async ({ port, channels, profile, jurisdiction, outdir = path.join(root, 'cdk.out'), bundle, lifespan, scale }: LocalTarget): Promise<string> => {
  const { app } = application({
    deployment: {
      stage: 'local',
      jurisdiction,
      profile,
      issuer: `http://127.0.0.1:${port}/oidc`,
      audience: 'double-random',
      claims: { roles: 'roles', department: 'department', officer: 'officer' },
      channels,
      ...(lifespan === undefined ? {} : { lifespan }),
      ...(scale === undefined ? {} : { scale }),
    },
    bundle: bundle ?? (await bundleFunctions()),
    outdir,
  });
  return app.synth().directory;
};
