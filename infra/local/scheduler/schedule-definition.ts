import type { ResolvedResource } from '../assembly/resolve-assembly.ts';
import { isObject, type JsonObject } from '../assembly/template.ts';
import { TemplateError } from '../assembly/template-error.ts';
import { momentsOf } from './expression.ts';

/** What a schedule calls. */
export type ScheduleTarget =
  | { readonly kind: 'lambda'; readonly functionArn: string }
  | { readonly kind: 'state-machine'; readonly stateMachineArn: string }
  | { readonly kind: 'start-execution' };

/** A schedule of the template. Times in milliseconds since 1970. */
export interface ScheduleDefinition {
  readonly arn: string;
  readonly enabled: boolean;
  readonly expression: string;
  readonly timeZone: string;
  readonly startMs: number | null;
  readonly endMs: number | null;
  readonly target: ScheduleTarget;
  /** As in the template, context attributes in it not yet replaced. */
  readonly input: string;
  readonly roleArn: string;
  readonly deadLetterArn: string | null;
  readonly maximumAgeMs: number;
}

const DAY_SECONDS = 86_400;

/** Reads an `AWS::Scheduler::Schedule`. Throws a {@link TemplateError} for targets and expressions that are not known here. */
export const scheduleDefinition = (resource: ResolvedResource): ScheduleDefinition => {
  const where = `${resource.stack}/${resource.logicalId} (${resource.type})`;
  const { ScheduleExpression, ScheduleExpressionTimezone = 'UTC', State = 'ENABLED', Target, FlexibleTimeWindow, StartDate, EndDate } = resource.properties;
  if (!isObject(Target) || typeof ScheduleExpression !== 'string') throw new TemplateError(where, 'has no target or no expression');
  if (!isObject(FlexibleTimeWindow) || FlexibleTimeWindow['Mode'] !== 'OFF') throw new TemplateError(where, 'flexible time windows are not known here');
  try {
    momentsOf(ScheduleExpression, String(ScheduleExpressionTimezone), 0);
  } catch (error) {
    throw new TemplateError(where, (error as Error).message);
  }
  const { DeadLetterConfig, RetryPolicy } = Target;
  const deadLetterArn = isObject(DeadLetterConfig) ? DeadLetterConfig['Arn'] : undefined;
  const maximumAge = isObject(RetryPolicy) ? (RetryPolicy['MaximumEventAgeInSeconds'] ?? DAY_SECONDS) : DAY_SECONDS;
  return {
    arn: String(resource.identity.attributes['Arn']),
    enabled: State === 'ENABLED',
    expression: ScheduleExpression,
    timeZone: String(ScheduleExpressionTimezone),
    startMs: typeof StartDate === 'string' ? Date.parse(StartDate) : null,
    endMs: typeof EndDate === 'string' ? Date.parse(EndDate) : null,
    target: targetOf(Target, where),
    input: typeof Target['Input'] === 'string' ? Target['Input'] : '{}',
    roleArn: String(Target['RoleArn']),
    deadLetterArn: typeof deadLetterArn === 'string' ? deadLetterArn : null,
    maximumAgeMs: Number(maximumAge) * 1000,
  };
};

const targetOf = (target: JsonObject, where: string): ScheduleTarget => {
  const arn = String(target['Arn']);
  if (/^arn:[^:]+:lambda:/.test(arn)) return { kind: 'lambda', functionArn: arn };
  if (/^arn:[^:]+:states:/.test(arn)) return { kind: 'state-machine', stateMachineArn: arn };
  if (/^arn:[^:]+:scheduler:::aws-sdk:sfn:startExecution$/.test(arn)) return { kind: 'start-execution' };
  throw new TemplateError(where, `the target ${arn} is not known here`);
};
