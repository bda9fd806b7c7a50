import { Succeed } from 'aws-cdk-lib/aws-stepfunctions';
import type { LambdaInvoke } from 'aws-cdk-lib/aws-stepfunctions-tasks';
import type { Construct } from 'constructs';
import type { Operation } from './operation.ts';
import { task } from './task.ts';
import { causeOfEnd, type Lifespan } from './lifespan.ts';

/** The end of an execution's life: its successor is started, it ends. */
export interface HandOver {
  readonly start: LambdaInvoke;
  /** Where an execution ends that another has succeeded. */
  readonly end: Succeed;
  readonly lifespan: Lifespan;
}

/** The two states in which an execution of a workflow gives way to the next. */
export const handOver = (scope: Construct, operation: Operation, subject: string, lifespan: Lifespan): HandOver => {
  const start = task(scope, 'HandOver', { operation, input: { subject, because: causeOfEnd(lifespan) } });
  const end = Succeed.jsonata(scope, 'HandedOver');
  start.next(end);
  start.addCatch(end, { errors: ['superseded'] });
  return { start, end, lifespan };
};
