import type { Authorizer } from '../contract.ts';
import type { ScheduleDefinition } from './schedule-definition.ts';

/** Requires that each schedule may write to its dead-letter queue: found out only when something fails, the event would be lost. Throws `AccessDenied`. */
export const deadLettersReachable = (schedules: readonly ScheduleDefinition[], authorizer: Authorizer): void => {
  for (const { deadLetterArn, roleArn } of schedules) {
    if (deadLetterArn !== null) authorizer.require({ arn: roleArn }, 'sqs:SendMessage', deadLetterArn);
  }
};
