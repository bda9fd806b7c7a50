import { ArnFormat, Duration, Stack } from 'aws-cdk-lib';
import { Alarm, ComparisonOperator, TreatMissingData, type Metric } from 'aws-cdk-lib/aws-cloudwatch';
import { DefinitionBody, QueryLanguage, StateMachine, StateMachineType, type IChainable } from 'aws-cdk-lib/aws-stepfunctions';
import { Construct } from 'constructs';
import type { AlarmBoard } from './alarm-board.ts';
import { physicalName, type Deployment } from './deployment.ts';
import type { Operation } from './operation.ts';

/** ARN of the state machine `name` of this deployment. By name, so that functions a machine calls may be granted it without a cycle. */
export const workflowArn = (scope: Construct, deployment: Deployment, name: string): string =>
  Stack.of(scope).formatArn({ service: 'states', resource: 'stateMachine', resourceName: physicalName(deployment, name), arnFormat: ArnFormat.COLON_RESOURCE_NAME });

const executionsArn = (scope: Construct, deployment: Deployment, name: string): string =>
  Stack.of(scope).formatArn({ service: 'states', resource: 'execution', resourceName: `${physicalName(deployment, name)}:*`, arnFormat: ArnFormat.COLON_RESOURCE_NAME });

/** `operation` may answer the task tokens of workflow `name`. */
export const letWake = (operation: Operation, deployment: Deployment, names: readonly string[]): void =>
  operation.allow(['states:SendTaskSuccess'], names.map((name) => workflowArn(operation, deployment, name)));

/** `operation` may start workflow `name`, and learns its ARN as `variable`. */
export const letStart = (operation: Operation, deployment: Deployment, name: string, variable: string): void => {
  operation.allow(['states:StartExecution'], [workflowArn(operation, deployment, name)]);
  operation.env(variable, workflowArn(operation, deployment, name));
};

/** `operation` may list the executions of workflow `name` and read their history, and learns its ARN as `variable`. */
export const letWatch = (operation: Operation, deployment: Deployment, name: string, variable: string): void => {
  operation.allow(['states:ListExecutions'], [workflowArn(operation, deployment, name)]);
  operation.allow(['states:DescribeExecution', 'states:GetExecutionHistory'], [executionsArn(operation, deployment, name)]);
  operation.env(variable, workflowArn(operation, deployment, name));
};

/** One Standard state machine with alarms on what nobody would otherwise see. */
export class Workflow extends Construct {
  readonly machine: StateMachine;

  constructor(scope: Construct, id: string, props: { readonly deployment: Deployment; readonly name: string; readonly definition: IChainable; readonly alarms: AlarmBoard; readonly comment: string }) {
    super(scope, id);
    this.machine = new StateMachine(this, 'Machine', {
      stateMachineName: physicalName(props.deployment, props.name),
      stateMachineType: StateMachineType.STANDARD,
      queryLanguage: QueryLanguage.JSONATA,
      definitionBody: DefinitionBody.fromChainable(props.definition),
      comment: props.comment,
    });
    const alarm = (kind: string, metric: Metric, runbook: string): void =>
      props.alarms.add(
        new Alarm(this, kind, {
          metric,
          threshold: 1,
          evaluationPeriods: 1,
          comparisonOperator: ComparisonOperator.GREATER_THAN_OR_EQUAL_TO_THRESHOLD,
          treatMissingData: TreatMissingData.NOT_BREACHING,
          alarmDescription: `Workflow ${props.name}: ${kind}. Runbook: ${runbook}`,
        }),
      );
    const period = Duration.minutes(5);
    alarm('failed', this.machine.metricFailed({ period }), 'read the failed state and its cause; mend it; redrive within 14 days, or at any time POST /v1/executions/{name}/resume: its successor goes on where the record stands.');
    alarm('timed-out', this.machine.metricTimedOut({ period }), 'a workflow hands over after 300 days, long before the service ends it: find why it did not; POST /v1/executions/{name}/resume.');
    alarm('throttled', this.machine.metricThrottled({ period }), 'ask for a higher account limit of state transitions; nothing is lost meanwhile.');
  }
}
