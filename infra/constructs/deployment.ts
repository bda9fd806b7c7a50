import * as z from 'zod';
import { LIFESPAN } from './lifespan.ts';

/** What differs from one deployment to the next; read from CDK context, one example per partition in the README. */
export const deployment = z.object({
  /** `dev`, `prod`, …: part of every physical name. Data is protected from deletion in every stage but `local`. */
  stage: z.string().regex(/^[a-z][a-z0-9]{0,11}$/),
  /** Administrative division (GB/T 2260), for tags and names: `510800`. */
  jurisdiction: z.string().regex(/^\d{6}$/),
  /** Jurisdiction profile the year runs under. */
  profile: z.string(),
  /** The identity provider: any OIDC issuer with RS256. */
  issuer: z.url(),
  audience: z.string(),
  /** Names of the claims that carry roles, department and inspector code. */
  claims: z.object({ roles: z.string(), department: z.string(), officer: z.string() }),
  /** Where results are pushed, by channel of the profile. */
  channels: z.record(z.string(), z.url()),
  /** SNS topic for alarms; without it alarms only show. */
  alarmTopicArn: z.string().optional(),
  /** Days and events after which an execution hands over to its successor. */
  lifespan: z.object({ days: z.int().min(1).max(330), events: z.int().min(1).max(20_000) }).default(LIFESPAN),
  /** Rows of a directory that one function freezes, and shards that one function draws from; more are spread over many, each an execution of its own. */
  scale: z.object({ rows: z.int().min(0), shards: z.int().min(0) }).default({ rows: 100_000, shards: 1 }),
  /** Requests a second and burst of the API's stage. */
  throttle: z.object({ rate: z.int(), burst: z.int() }).default({ rate: 200, burst: 400 }),
});

/** A parsed {@link deployment}. */
export type Deployment = z.output<typeof deployment>;

/** Physical name of a thing of this deployment: `double-random-dev-batch`. */
export const physicalName = (to: Pick<Deployment, 'stage'>, thing: string): string => `double-random-${to.stage}-${thing}`;
