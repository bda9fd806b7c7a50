import type { DataStack } from '../stacks/data-stack.ts';
import { letStart, letWake, letWatch } from './workflow.ts';
import type { Deployment } from './deployment.ts';
import type { Operation } from './operation.ts';

/** What a function may touch. Whatever is not named here, it may not. */
export interface Needs {
  readonly registry?: 'read' | 'write';
  readonly lifecycle?: 'read' | 'write';
  readonly publication?: 'read' | 'write';
  readonly uploads?: 'read' | 'write';
  readonly evidence?: 'read' | 'write';
  readonly snapshots?: 'read' | 'write';
  readonly published?: 'read' | 'write';
  /** Buckets in which it asks for objects that may not be there. */
  readonly misses?: readonly ('uploads' | 'evidence' | 'snapshots' | 'published')[];
  /** Workflows whose awaits it may answer. */
  readonly wakes?: readonly WorkflowName[];
  readonly starts?: readonly WorkflowName[];
  readonly watches?: readonly WorkflowName[];
  /** Knows where results are pushed. */
  readonly channels?: true;
  /** Knows up to what size it does its work alone. */
  readonly scale?: true;
  readonly timeoutSeconds?: number;
  readonly memoryMb?: number;
}

/** The state machines. */
export type WorkflowName = 'plan-year' | 'batch';

const ARN_VARIABLES = { 'plan-year': 'PLAN_YEAR_ARN', batch: 'BATCH_ARN' } as const satisfies Record<WorkflowName, string>;

/** Gives `operation` what it needs, permission and name together. */
export const grant = (operation: Operation, needs: Needs, data: DataStack, deployment: Deployment): void => {
  for (const part of ['registry', 'lifecycle', 'publication', 'uploads', 'evidence', 'snapshots', 'published'] as const) {
    if (needs[part] === 'read') data[part].letRead(operation);
    if (needs[part] === 'write') data[part].letWrite(operation);
  }
  for (const bucket of needs.misses ?? []) data[bucket].letMiss(operation);
  if (needs.wakes !== undefined) letWake(operation, deployment, needs.wakes);
  for (const name of needs.starts ?? []) letStart(operation, deployment, name, ARN_VARIABLES[name]);
  for (const name of needs.watches ?? []) letWatch(operation, deployment, name, ARN_VARIABLES[name]);
  if (needs.scale === true) {
    operation.env('ROWS_AT_ONCE', String(deployment.scale.rows));
    operation.env('SHARDS_AT_ONCE', String(deployment.scale.shards));
  }
  if (needs.channels === true) {
    for (const [channel, url] of Object.entries(deployment.channels)) operation.env(channelVariable(channel), url);
  }
};

/** Name of the variable that holds a channel's URL: `publicity-system` → `CHANNEL_PUBLICITY_SYSTEM_URL`. */
export const channelVariable = (channel: string): string => `CHANNEL_${channel.toUpperCase().replaceAll('-', '_')}_URL`;
