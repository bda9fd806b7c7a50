import type { Authorizer, Clock, InvokeResult, LambdaService } from '../contract.ts';
import type { DeadLetters } from './dead-letters.ts';
import type { ScheduleDefinition } from './schedule-definition.ts';
import { scheduledInput } from './scheduled-input.ts';

/** Starts an execution of a state machine; throws the API's errors. */
export type StartExecution = (input: { readonly stateMachineArn: string; readonly name?: string; readonly input: string }) => unknown;

/** How often Lambda repeats a failed event, and where it goes after that. */
export interface AsyncRule {
  readonly retries: number;
  readonly onFailureArn: string | null;
}

/** What a delivery touches. */
export interface Delivery {
  readonly clock: Clock;
  readonly lambda: LambdaService;
  readonly startExecution: StartExecution;
  readonly authorizer: Authorizer;
  readonly deadLetters: DeadLetters;
  readonly asyncRule: (functionArn: string) => AsyncRule;
}

/** Lambda waits a minute before its first repetition of a failed event, and two before the second. */
const RETRY_DELAY_MS = 60_000;

/** A throttled event waits in Lambda's own queue, which counts as no attempt, for six hours at most. */
const THROTTLED_PAUSE_MS = 60_000;
const EVENT_AGE_MS = 6 * 3_600_000;

/**
 * Calls the target of `schedule` for the moment `dueMs`. What the target's role may not do, or what does not exist, goes to the schedule's dead-letter queue;
 * a function that fails is called again by Lambda's rule for events. Resolves when nothing more will happen; throws if the role may not even write to the queue.
 */
export const deliver = async (schedule: ScheduleDefinition, dueMs: number, delivery: Delivery): Promise<void> => {
  const input = scheduledInput(schedule.input, schedule.arn, dueMs, 1);
  try {
    await deliverTo(schedule, input, delivery);
  } catch (error) {
    bury(deadLetterQueue(schedule, delivery.authorizer), input, error instanceof Error ? `${error.name}: ${error.message}` : String(error), schedule.arn, delivery);
  }
};

const deliverTo = async ({ target, roleArn }: ScheduleDefinition, input: string, delivery: Delivery): Promise<void> => {
  const { authorizer, startExecution } = delivery;
  const principal = { arn: roleArn };
  switch (target.kind) {
    case 'lambda':
      authorizer.require(principal, 'lambda:InvokeFunction', target.functionArn);
      return invokeAsEvent(target.functionArn, input, delivery);
    case 'state-machine':
      authorizer.require(principal, 'states:StartExecution', target.stateMachineArn);
      startExecution({ stateMachineArn: target.stateMachineArn, input });
      return;
    case 'start-execution': {
      const { StateMachineArn, Name, Input = '{}' } = JSON.parse(input) as { StateMachineArn: string; Name?: string; Input?: string };
      authorizer.require(principal, 'states:StartExecution', StateMachineArn);
      startExecution({ stateMachineArn: StateMachineArn, input: Input, ...(Name !== undefined && { name: Name }) });
    }
  }
};

const deadLetterQueue = ({ deadLetterArn, roleArn }: ScheduleDefinition, authorizer: Authorizer): string | null => {
  if (deadLetterArn !== null) authorizer.require({ arn: roleArn }, 'sqs:SendMessage', deadLetterArn);
  return deadLetterArn;
};

const invokeAsEvent = async (functionArn: string, input: string, delivery: Delivery): Promise<void> => {
  const { retries, onFailureArn } = delivery.asyncRule(functionArn);
  for (let attempt = 0; ; attempt += 1) {
    const result = await onceAccepted(functionArn, input, delivery);
    if (result.functionError === undefined) return;
    if (attempt >= retries) return bury(onFailureArn, input, result.payload, functionArn, delivery);
    await pause(delivery.clock, (attempt + 1) * RETRY_DELAY_MS);
  }
};

const onceAccepted = async (functionArn: string, input: string, { lambda, clock }: Delivery): Promise<InvokeResult> => {
  for (const until = clock.now() + EVENT_AGE_MS; ; ) {
    try {
      return await lambda.invoke(functionArn, input);
    } catch (error) {
      if ((error as Error).name !== 'TooManyRequestsException' || clock.now() >= until) throw error;
      await pause(clock, THROTTLED_PAUSE_MS);
    }
  }
};

const pause = (clock: Clock, ms: number): Promise<void> => new Promise((resolve) => clock.at(clock.now() + ms, resolve));

const bury = (queueArn: string | null, body: string, reason: string, from: string, { clock, deadLetters }: Delivery): void => {
  process.stderr.write(`not delivered from ${from}: ${reason}\n`);
  if (queueArn !== null) deadLetters.put({ queueArn, atMs: clock.now(), body, reason });
};
