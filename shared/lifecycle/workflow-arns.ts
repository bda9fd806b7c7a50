import * as z from 'zod';

const arn = z.string().startsWith('arn:');

/** The environment of a function that starts the year's workflow. */
export const starterEnv = z.object({ PLAN_YEAR_ARN: arn });

/** The environment of a function that watches both workflows. */
export const watcherEnv = z.object({ PLAN_YEAR_ARN: arn, BATCH_ARN: arn });

export type WorkflowArns = z.output<typeof watcherEnv>;

/** A workflow and the variable that names its state machine. */
export const WORKFLOW_ARNS = { 'plan-year': 'PLAN_YEAR_ARN', batch: 'BATCH_ARN' } as const;

/** Which workflow an execution of this name belongs to: `plan-2026`, `batch-2026-003`. */
export const workflowOf = (execution: string): keyof typeof WORKFLOW_ARNS => (execution.startsWith('plan-') ? 'plan-year' : 'batch');

/** The ARN of execution `name` of a state machine, in whatever partition it lies. */
export const executionArn = (stateMachineArn: string, name: string): string => `${stateMachineArn.replace(':stateMachine:', ':execution:')}:${name}`;
