import { ArnFormat, Duration, RemovalPolicy, Stack } from 'aws-cdk-lib';
import { Alarm, ComparisonOperator, TreatMissingData } from 'aws-cdk-lib/aws-cloudwatch';
import { Effect, PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { Architecture, Function as Lambda, LoggingFormat, Runtime, type Code } from 'aws-cdk-lib/aws-lambda';
import { LogGroup, RetentionDays } from 'aws-cdk-lib/aws-logs';
import { Construct } from 'constructs';
import type { AlarmBoard } from './alarm-board.ts';
import { physicalName, type Deployment } from './deployment.ts';

/** Namespace of the application's own metrics. */
export const metricsNamespace = (to: Pick<Deployment, 'stage'>): string => `DoubleRandom/${to.stage}`;

/** What one function needs beside its grants. */
export interface OperationProps {
  readonly deployment: Deployment;
  readonly code: Code;
  readonly alarms: AlarmBoard;
  /** Entry file below `functions/`, without extension: `steps/batch/freeze`. */
  readonly entry: string;
  readonly timeout?: Duration;
  readonly memoryMb?: number;
}

/** One function with a role, a log group, a timeout and an alarm of its own. */
export class Operation extends Construct {
  readonly lambda: Lambda;
  readonly role: Role;

  constructor(scope: Construct, id: string, props: OperationProps) {
    super(scope, id);
    const functionName = physicalName(props.deployment, props.entry.replaceAll('/', '-'));
    const logGroup = new LogGroup(this, 'Logs', {
      logGroupName: `/double-random/${props.deployment.stage}/${props.entry}`,
      retention: RetentionDays.SIX_MONTHS,
      removalPolicy: RemovalPolicy.DESTROY,
    });
    this.role = new Role(this, 'Role', { assumedBy: new ServicePrincipal('lambda.amazonaws.com'), description: `What ${props.entry} may do` });
    this.lambda = new Lambda(this, 'Function', {
      functionName,
      code: props.code,
      handler: `${props.entry}.handler`,
      runtime: Runtime.NODEJS_24_X,
      architecture: Architecture.ARM_64,
      role: this.role.withoutPolicyUpdates(),
      logGroup,
      loggingFormat: LoggingFormat.JSON,
      timeout: props.timeout ?? Duration.seconds(29),
      memorySize: props.memoryMb ?? 512,
      environment: {
        PROFILE: props.deployment.profile,
        CLAIM_ROLES: props.deployment.claims.roles,
        CLAIM_DEPARTMENT: props.deployment.claims.department,
        CLAIM_OFFICER: props.deployment.claims.officer,
        NODE_OPTIONS: '--enable-source-maps',
        POWERTOOLS_SERVICE_NAME: props.entry,
        POWERTOOLS_METRICS_NAMESPACE: metricsNamespace(props.deployment),
      },
    });
    this.allow(['logs:CreateLogStream', 'logs:PutLogEvents'], [
      Stack.of(this).formatArn({ service: 'logs', resource: 'log-group', resourceName: `/double-random/${props.deployment.stage}/${props.entry}:*`, arnFormat: ArnFormat.COLON_RESOURCE_NAME }),
    ]);
    props.alarms.add(
      new Alarm(this, 'Errors', {
        metric: this.lambda.metricErrors({ period: Duration.minutes(5) }),
        threshold: 1,
        evaluationPeriods: 1,
        comparisonOperator: ComparisonOperator.GREATER_THAN_OR_EQUAL_TO_THRESHOLD,
        treatMissingData: TreatMissingData.NOT_BREACHING,
        alarmDescription: `${props.entry} failed. Runbook: open its log group, find the request id; nothing was written unless the log says so; the step is retried or redriven safely.`,
      }),
    );
  }

  /** Adds one statement to the function's own role. */
  allow(actions: readonly string[], resources: readonly string[]): void {
    this.role.addToPolicy(new PolicyStatement({ effect: Effect.ALLOW, actions: [...actions], resources: [...resources] }));
  }

  /** Sets one variable of the function's environment. */
  env(name: string, value: string): void {
    this.lambda.addEnvironment(name, value);
  }
}
