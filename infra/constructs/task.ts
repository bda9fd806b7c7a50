import { Duration } from 'aws-cdk-lib';
import { TaskInput, type IChainable, type RetryProps, type State } from 'aws-cdk-lib/aws-stepfunctions';
import { LambdaInvoke } from 'aws-cdk-lib/aws-stepfunctions-tasks';
import type { Construct } from 'constructs';
import type { Operation } from './operation.ts';

/** What every step is told: which execution calls, and when its state was entered. The step has no other clock. */
export const ENVELOPE = {
  execution: '{% $states.context.Execution.Name %}',
  now: '{% $states.context.State.EnteredTime %}',
} as const;

/**
 * Adds to `$events` at least as many as the history grows by with one task: five of its own and two for each of at most two states after it
 * that do no work, and three for each retry. A wait for a token has one more, and nothing after it.
 */
export const COUNT_EVENTS = { events: '{% $events + 9 + 3 * $states.context.State.RetryCount %}' } as const;

/** A state that runs one step and hands on its answer. */
export interface TaskProps {
  readonly operation: Operation;
  /** Input of the step beside the envelope; values may be JSONata. */
  readonly input: Readonly<Record<string, string>>;
  /** False where the task is an execution of its own, with a history of its own and none of the workflow's variables. */
  readonly counted?: boolean;
  /** Workflow variables set from `$states.result.Payload`. */
  readonly assign?: Readonly<Record<string, string>>;
}

/**
 * Errors after which a step is simply run again: it is idempotent, and nothing is decided by repeating it. A step that died, one that no service
 * answered, one that was not even called.
 */
export const TRANSIENT = ['changed-meanwhile', 'step-interrupted', 'Runtime.ExitError', 'Sandbox.Timedout', 'Lambda.TooManyRequestsException', 'Lambda.Unknown'] as const;

/** Growing pauses, from two seconds to ten minutes, for more than an hour: an outage of the cloud is no reason for a year to fail. The function's alarm sounds at the first failure. */
export const TRY_AGAIN: RetryProps = { errors: [...TRANSIENT], interval: Duration.seconds(2), backoffRate: 2, maxDelay: Duration.minutes(10), maxAttempts: 15 };

/** The state `name` that runs `operation`. Transient faults are tried again with growing pauses. */
export const task = (scope: Construct, name: string, { operation, input, counted = true, assign }: TaskProps): LambdaInvoke => {
  const state = LambdaInvoke.jsonata(scope, name, {
    lambdaFunction: operation.lambda,
    payload: TaskInput.fromObject({ ...ENVELOPE, ...input }),
    outputs: '{% $states.result.Payload %}',
    assign: { ...(counted ? COUNT_EVENTS : {}), ...assign },
  });
  state.addRetry(TRY_AGAIN);
  return state;
};

/** A piece of a workflow that can stand in a chain: enters at `startState`, leaves at `endStates`. */
export type Piece = IChainable & { readonly startState: State };
