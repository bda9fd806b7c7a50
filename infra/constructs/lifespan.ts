import { Condition } from 'aws-cdk-lib/aws-stepfunctions';

/** How old an execution may grow, and how long its history, before its successor carries the thing on. */
export interface Lifespan {
  readonly days: number;
  readonly events: number;
}

/**
 * The service ends an execution after 365 days and a history after 25,000 events. What follows a look at most - a wait of a week, the retries
 * of a push, the start of a year's batches - takes less than the rest.
 */
export const LIFESPAN: Lifespan = { days: 300, events: 15_000 };

const DAY_MS = 86_400_000;

/** An execution at the end of its life. */
export const hasOutlived = ({ days, events }: Lifespan): Condition =>
  Condition.jsonata(`{% $events >= ${events} or $toMillis($states.context.State.EnteredTime) - $toMillis($states.context.Execution.StartTime) >= ${days * DAY_MS} %}`);

/** Why it ends. */
export const causeOfEnd = ({ events }: Lifespan): string => `{% $events >= ${events} ? 'events' : 'age' %}`;
