import { Choice, Condition, IntegrationPattern, Pass, StateMachineFragment, TaskInput, Timeout, type INextable, type State } from 'aws-cdk-lib/aws-stepfunctions';
import { LambdaInvoke } from 'aws-cdk-lib/aws-stepfunctions-tasks';
import type { Construct } from 'constructs';
import type { Operation } from './operation.ts';
import type { HandOver } from './hand-over.ts';
import { hasOutlived } from './lifespan.ts';
import { COUNT_EVENTS, ENVELOPE, task, TRY_AGAIN } from './task.ts';

/** What is awaited, and the two functions all awaits share. */
export interface AwaitProps {
  readonly look: Operation;
  readonly registerAwait: Operation;
  /** The thing whose truth decides, e.g. `{% 'batch/' & $batchId %}`. */
  readonly subject: string;
  /** Row of the table of waits. */
  readonly wait: string;
  /** Where an execution goes that has waited for long enough. */
  readonly handOver: HandOver;
}

/**
 * Waits for a decision of people. The truth lies in the record: the state looks at it, and if it is undecided leaves its token and sleeps
 * until a signal or its time-out, then looks again. So a lost signal costs at most a day, and a time-out decides nothing (GY-8).
 * An execution that nears the end of its life hands over to its successor instead of sleeping on.
 * Sets `$outcome`.
 */
export class Await extends StateMachineFragment {
  readonly startState: State;
  readonly endStates: INextable[];

  constructor(scope: Construct, id: string, { look, registerAwait, subject, wait, handOver }: AwaitProps) {
    super(scope, id);
    const looking = task(this, `${id}: look`, {
      operation: look,
      input: { subject, wait },
      assign: { timeout: '{% $states.result.Payload.timeoutSeconds %}', outcome: '{% $states.result.Payload.outcome %}' },
    });
    const waiting = LambdaInvoke.jsonata(this, id, {
      lambdaFunction: registerAwait.lambda,
      integrationPattern: IntegrationPattern.WAIT_FOR_TASK_TOKEN,
      payload: TaskInput.fromObject({ ...ENVELOPE, subject, wait, token: '{% $states.context.Task.Token %}' }),
      taskTimeout: Timeout.jsonata('{% $timeout %}'),
      assign: COUNT_EVENTS,
    });
    const decided = Pass.jsonata(this, `${id}: decided`);
    looking.next(
      Choice.jsonata(this, `${id}: decided?`)
        .when(Condition.jsonata('{% $states.input.decided %}'), decided)
        .when(hasOutlived(handOver.lifespan), handOver.start)
        .otherwise(waiting),
    );
    waiting.next(looking);
    waiting.addRetry(TRY_AGAIN);
    waiting.addCatch(looking, { errors: ['States.Timeout'], assign: COUNT_EVENTS });
    looking.addCatch(handOver.end, { errors: ['superseded'] });
    this.startState = looking;
    this.endStates = [decided];
  }
}
