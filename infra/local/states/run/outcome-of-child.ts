import type { Executions } from '../store/executions.ts';
import { parseResource } from '../tasks/resource.ts';
import { childOutcome } from '../tasks/start-child.ts';
import type { TaskOutcome, TaskPhase } from './thread.ts';

/** What a task that waits for a child's end is answered with; null while the child runs, is not there, or is not waited for. */
export const outcomeOfChild = (executions: Executions, phase: TaskPhase, childArn: string): TaskOutcome | null => {
  const resource = parseResource(phase.resource);
  const child = executions.describe(childArn);
  if (resource?.kind !== 'service' || (resource.pattern !== 'sync' && resource.pattern !== 'sync2')) return null;
  return child === null || child.status === 'RUNNING' ? null : childOutcome(child, resource.pattern);
};
