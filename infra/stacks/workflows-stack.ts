import { Duration, Stack, TimeZone, type StackProps } from 'aws-cdk-lib';
import { Alarm, ComparisonOperator, Metric, TreatMissingData } from 'aws-cdk-lib/aws-cloudwatch';
import { Code } from 'aws-cdk-lib/aws-lambda';
import { ContextAttribute, Schedule, ScheduleExpression, ScheduleTargetInput, type CronOptionsWithTimezone } from 'aws-cdk-lib/aws-scheduler';
import { LambdaInvoke } from 'aws-cdk-lib/aws-scheduler-targets';
import { Queue, QueueEncryption } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import { AlarmBoard } from '../constructs/alarm-board.ts';
import type { Deployment } from '../constructs/deployment.ts';
import { grant, type Needs } from '../constructs/grants.ts';
import { metricsNamespace, Operation } from '../constructs/operation.ts';
import { Workflow } from '../constructs/workflow.ts';
import { profileById } from '../../shared/profile/profiles.ts';
import { batch, type BatchSteps } from '../workflows/batch.ts';
import { planYear, type PlanYearSteps } from '../workflows/plan-year.ts';
import { constructId, lowerCamel } from './names.ts';
import type { DataStack } from './data-stack.ts';
import { BATCH_NEEDS, CHECKPOINT_NEEDS, OPEN_SEALED_NEEDS, OPEN_YEAR_NEEDS, PLAN_YEAR_NEEDS, SHARED_STEP_NEEDS } from './needs.ts';

/** The year: its state machines, their steps, and the schedules that open it each November and attest its trail each day. */
export class WorkflowsStack extends Stack {
  readonly alarms: AlarmBoard;
  readonly workflows: readonly Workflow[];

  constructor(scope: Construct, id: string, props: StackProps & { readonly deployment: Deployment; readonly data: DataStack; readonly bundle: string }) {
    super(scope, id, props);
    const { deployment, data } = props;
    const code = Code.fromAsset(props.bundle);
    this.alarms = new AlarmBoard(this, 'Alarms', deployment.alarmTopicArn);

    const operation = (entry: string, needs: Needs): Operation => {
      const made = new Operation(this, constructId(entry), {
        deployment,
        code,
        alarms: this.alarms,
        entry: `steps/${entry}`,
        ...(needs.timeoutSeconds === undefined ? {} : { timeout: Duration.seconds(needs.timeoutSeconds) }),
        ...(needs.memoryMb === undefined ? {} : { memoryMb: needs.memoryMb }),
      });
      grant(made, needs, data, deployment);
      return made;
    };
    const operations = (all: Readonly<Record<string, Needs>>) =>
      Object.fromEntries(Object.entries(all).map(([entry, needs]) => [lowerCamel(entry), operation(entry, needs)]));

    const shared = operations(SHARED_STEP_NEEDS);
    const { alarms } = this;
    const batches = new Workflow(this, 'Batch', {
      deployment, alarms, name: 'batch', comment: 'One entry of the plan, from its date to its archive',
      definition: batch(this.#scope('BatchStates'), { ...operations(BATCH_NEEDS), ...shared } as unknown as BatchSteps, profileById(deployment.profile).publication.channels.map(({ id: channel }) => channel), deployment.lifespan),
    });
    const years = new Workflow(this, 'PlanYear', {
      deployment, alarms, name: 'plan-year', comment: 'The plan of a year, from the call for proposals to the start of its batches',
      definition: planYear(this.#scope('PlanYearStates'), { ...operations(PLAN_YEAR_NEEDS), ...shared } as unknown as PlanYearSteps, batches.machine, deployment.lifespan),
    });
    this.workflows = [years, batches];
    this.#watchOverdue(deployment);
    this.#openEachNovember(operation('open-year', OPEN_YEAR_NEEDS), deployment);
    this.#attestEachDay(operation('audit/checkpoint', CHECKPOINT_NEEDS));
    this.#openEachDay(operation('draw/open-sealed', OPEN_SEALED_NEEDS));
  }

  #scope(id: string): Construct {
    return new Construct(this, id);
  }

  #watchOverdue(deployment: Deployment): void {
    this.alarms.add(
      new Alarm(this, 'WaitOverdue', {
        metric: new Metric({ namespace: metricsNamespace(deployment), metricName: 'WaitOverdueDays', dimensionsMap: { service: 'double-random' }, statistic: 'Maximum', period: Duration.days(1) }),
        threshold: 3,
        evaluationPeriods: 1,
        comparisonOperator: ComparisonOperator.GREATER_THAN_OR_EQUAL_TO_THRESHOLD,
        treatMissingData: TreatMissingData.NOT_BREACHING,
        alarmDescription: 'A wait has gone unanswered three days past its deadline. Runbook: GET /v1/waits names whom it waits for; those above have been told; call them. Nothing is decided meanwhile.',
      }),
    );
  }

  #openEachNovember(openYear: Operation, deployment: Deployment): void {
    const [month = '', day = ''] = profileById(deployment.profile).planYear.opens.day.split('-');
    this.#schedule(openYear, {
      id: 'EachNovember',
      undelivered: 'OpenYear',
      description: 'Opens the next plan year and calls for proposals',
      at: { minute: '0', hour: '9', day: String(Number(day)), month: String(Number(month)) },
      execution: 'open-year',
      runbook: 'The plan year was not opened. Runbook: an administrator opens it with POST /v1/years/{year}/open; doing so twice does no harm.',
    });
  }

  // At an hour when no office works and no deadline ends.
  #attestEachDay(checkpoint: Operation): void {
    this.#schedule(checkpoint, {
      id: 'EachDay',
      undelivered: 'Checkpoint',
      description: "Publishes the day's checkpoint of the audit trail",
      at: { minute: '17', hour: '3' },
      execution: 'audit-checkpoint',
      runbook: "A day's checkpoint of the audit trail was not published. Runbook: read the function's log; invoke it by hand with the input in the dead letter. A day that stays without one is covered by the next; the gap stays visible.",
    });
  }

  // As the day begins, since the day is what was published.
  #openEachDay(openSealed: Operation): void {
    this.#schedule(openSealed, {
      id: 'EachMorning',
      undelivered: 'OpenSealed',
      description: 'Opens the sealed draws whose day has come',
      at: { minute: '2', hour: '0' },
      execution: 'open-sealed',
      runbook: "The day's sealed draws were not opened. Runbook: read the function's log; invoke it by hand with the input in the dead letter. The next day opens what an earlier one left.",
    });
  }

  #schedule(operation: Operation, { id, undelivered, description, at, execution, runbook }: { readonly id: string; readonly undelivered: string; readonly description: string; readonly at: CronOptionsWithTimezone; readonly execution: string; readonly runbook: string }): void {
    const deadLetters = new Queue(this, `${undelivered}DeadLetters`, { encryption: QueueEncryption.SQS_MANAGED, enforceSSL: true, retentionPeriod: Duration.days(14) });
    new Schedule(this, id, {
      description,
      schedule: ScheduleExpression.cron({ ...at, timeZone: TimeZone.ASIA_SHANGHAI }),
      target: new LambdaInvoke(operation.lambda, {
        deadLetterQueue: deadLetters,
        retryAttempts: 5,
        maxEventAge: Duration.hours(6),
        input: ScheduleTargetInput.fromObject({ execution, now: ContextAttribute.scheduledTime }),
      }),
    });
    this.alarms.add(
      new Alarm(this, `${undelivered}Undelivered`, {
        metric: deadLetters.metricApproximateNumberOfMessagesVisible(),
        threshold: 1,
        evaluationPeriods: 1,
        comparisonOperator: ComparisonOperator.GREATER_THAN_OR_EQUAL_TO_THRESHOLD,
        treatMissingData: TreatMissingData.NOT_BREACHING,
        alarmDescription: runbook,
      }),
    );
  }
}
