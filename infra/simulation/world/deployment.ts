import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { profileById } from '../../../shared/profile/profiles.ts';
import type { StoreNames } from '../../../shared/store/record.ts';
import { synthesizeLocal } from '../../commands/synthesize.ts';
import { functionEntries } from '../../constructs/bundle.ts';
import type { Deployment } from '../../constructs/deployment.ts';
import type { Lifespan } from '../../constructs/lifespan.ts';
import { resolveAssembly, type ResolvedAssembly } from '../../local/assembly/resolve-assembly.ts';
import { functionDefinition } from '../../local/lambda/function-definition.ts';
import { asyncRules } from '../../local/machine/async-rules.ts';
import { stateMachineInput, type StateMachineInput } from '../../local/machine/state-machine-definition.ts';
import { scheduleDefinition, type ScheduleDefinition } from '../../local/scheduler/schedule-definition.ts';
import type { BucketName, TableName } from './record.ts';

/** Where the channels of publication are said to be. */
export const CHANNEL_HOST = 'http://channel.simulated';

const PLACE = { partition: 'aws', region: 'us-east-1', accountId: '000000000000' } as const;

/** The synthesized application, read: what is the same for every world of a profile. */
export interface Deployed {
  readonly place: typeof PLACE;
  /** By entry file: the function's own environment, which names the parts of the record it may reach. */
  readonly functions: ReadonlyMap<string, { readonly environment: StoreNames & Readonly<Record<string, string>>; readonly timeoutSeconds: number }>;
  /** Physical names by what they are called in the record. */
  readonly tables: Readonly<Record<TableName, string>>;
  readonly buckets: Readonly<Record<BucketName, string>>;
  readonly machines: readonly StateMachineInput[];
  /** ARN of each workflow's state machine. */
  readonly workflows: Readonly<Record<'plan-year' | 'batch', string>>;
  readonly schedules: readonly ScheduleDefinition[];
  readonly asyncRule: ReturnType<typeof asyncRules>;
  /** All variables of all functions, with the folder in which the verifier lies. */
  readonly environment: Readonly<Record<string, string>>;
  /** The entry file of a function, by its name or ARN. Throws for an unknown one. */
  entryOf(nameOrArn: string): string;
}

/** In place of the real ones, whose bytes every manifest commits to: the year of a seed stays that year when a line of the verifier changes. */
const PROGRAMS = ['verify.mjs', 'party.mjs'] as const;

const known = new Map<string, Promise<Deployed>>();

/**
 * Synthesizes the application for `profile`, once per process. The template is the one AWS would get; only the code is not bundled, since it is imported
 * from its sources. `lifespan`: how old executions grow before they hand over, and `scale`: up to what size one function does a thing alone, if other
 * than the application's own.
 */
export const deployed = (profile: string, lifespan?: Lifespan, scale?: Deployment['scale']): Promise<Deployed> => {
  const name = `${profile} ${JSON.stringify([lifespan, scale])}`;
  let made = known.get(name);
  if (made === undefined) known.set(name, (made = synthesize(profile, lifespan, scale)));
  return made;
};

const synthesize = async (profileId: string, lifespan: Lifespan | undefined, scale: Deployment['scale'] | undefined): Promise<Deployed> => {
  const dir = mkdtempSync(path.join(tmpdir(), 'simulated-application-'));
  process.once('exit', () => rmSync(dir, { recursive: true, force: true }));
  const profile = profileById(profileId);
  const bundle = path.join(dir, 'functions');
  mkdirSync(bundle);
  for (const program of PROGRAMS) writeFileSync(path.join(bundle, program), `// ${program} of a simulated city\n`);
  const assembly = await synthesizeLocal({
    port: 80, profile: profileId, jurisdiction: profile.region, outdir: path.join(dir, 'assembly'), bundle, ...(lifespan === undefined ? {} : { lifespan }), ...(scale === undefined ? {} : { scale }),
    channels: Object.fromEntries(profile.publication.channels.map(({ id }) => [id, `${CHANNEL_HOST}/${id}`])),
  });
  return read(resolveAssembly(assembly, { place: PLACE }), bundle);
};

const read = (assembly: ResolvedAssembly, bundle: string): Deployed => {
  const ofType = (type: string) => assembly.resources.filter((resource) => resource.type === type);
  const named = (type: string, part: string): string => {
    const found = ofType(type).map(({ identity }) => identity.ref).find((ref) => ref.includes(part));
    if (found === undefined) throw new Error(`the application has no ${part}`);
    return found;
  };
  const definitions = ofType('AWS::Lambda::Function').map((resource) => functionDefinition(resource, assembly));
  const entries = new Map(definitions.map(({ name, handler }) => [name, handler.replace(/\.handler$/, '')]));
  const unknown = [...entries.values()].filter((entry) => !functionEntries().includes(entry));
  if (unknown.length > 0) throw new Error(`functions without an entry file: ${unknown.join(', ')}`);
  const machines = ofType('AWS::StepFunctions::StateMachine').map((resource) => stateMachineInput(resource, assembly));
  return {
    place: PLACE,
    functions: new Map(definitions.map(({ name, environment, timeoutSeconds }) => [entries.get(name) ?? '', { environment, timeoutSeconds }])),
    tables: { registry: named('AWS::DynamoDB::Table', 'registry'), lifecycle: named('AWS::DynamoDB::Table', 'lifecycle'), publication: named('AWS::DynamoDB::Table', 'publication') },
    buckets: {
      uploads: named('AWS::S3::Bucket', 'uploads'), evidence: named('AWS::S3::Bucket', 'evidence'),
      snapshots: named('AWS::S3::Bucket', 'snapshots'), published: named('AWS::S3::Bucket', 'publication'),
    },
    machines,
    workflows: { 'plan-year': named('AWS::StepFunctions::StateMachine', 'plan-year'), batch: named('AWS::StepFunctions::StateMachine', 'batch') },
    schedules: ofType('AWS::Scheduler::Schedule').map(scheduleDefinition),
    asyncRule: asyncRules(assembly),
    environment: Object.assign({}, ...definitions.map(({ environment }) => environment), { LAMBDA_TASK_ROOT: bundle }) as Readonly<Record<string, string>>,
    entryOf: (nameOrArn) => {
      const entry = entries.get(/(?:^|:)function:([^:]+)/.exec(nameOrArn)?.[1] ?? nameOrArn);
      if (entry === undefined) throw Object.assign(new Error(`Function not found: ${nameOrArn}`), { name: 'ResourceNotFoundException' });
      return entry;
    },
  };
};
