import { Choice, Condition, JitterType, Map, Pass, ProvideItems, Succeed, TaskInput, type IChainable, type IStateMachine } from 'aws-cdk-lib/aws-stepfunctions';
import { StepFunctionsStartExecution } from 'aws-cdk-lib/aws-stepfunctions-tasks';
import type { Construct } from 'constructs';
import { Await } from '../constructs/await.ts';
import { handOver } from '../constructs/hand-over.ts';
import type { Lifespan } from '../constructs/lifespan.ts';
import type { Operation } from '../constructs/operation.ts';
import { task } from '../constructs/task.ts';

/** The functions this workflow runs. */
export interface PlanYearSteps {
  readonly resume: Operation;
  readonly openRecord: Operation;
  readonly closeSubmissions: Operation;
  readonly publishPlan: Operation;
  readonly look: Operation;
  readonly registerAwait: Operation;
  readonly handOver: Operation;
}

/**
 * The year's plan, from the call for proposals in November to the start of its batches (广元 三(五)).
 * Input `{year}`. Named `plan-2026`.
 */
export const planYear = (scope: Construct, steps: PlanYearSteps, batch: IStateMachine, lifespan: Lifespan): IChainable => {
  const input = { year: '{% $year %}' };
  const subject = "{% 'year/' & $string($year) %}";
  const succession = handOver(scope, steps.handOver, subject, lifespan);
  const waiting = (name: string, wait: string) =>
    new Await(scope, name, { look: steps.look, registerAwait: steps.registerAwait, subject, wait, handOver: succession });

  const openRecord = task(scope, 'OpenRecord', { operation: steps.openRecord, input });
  const submissions = waiting('AwaitSubmissionsClosed', 'submissions-closed');
  const closeSubmissions = task(scope, 'CloseSubmissions', { operation: steps.closeSubmissions, input });
  const compiled = waiting('AwaitPlanCompiled', 'plan-compiled');
  const issued = waiting('AwaitPlanIssued', 'plan-issued');
  const publish = task(scope, 'PublishPlan', { operation: steps.publishPlan, input });
  const startBatches = Map.jsonata(scope, 'StartBatches', {
    items: ProvideItems.jsonata('{% $states.input.entries > 0 ? [1..$states.input.entries] : [] %}'),
    maxConcurrency: 5,
    outputs: {},
  }).itemProcessor(startBatch(scope, batch));
  const issuedPlan = Succeed.jsonata(scope, 'PlanUnderWay');

  openRecord.next(submissions).next(closeSubmissions).next(compiled).next(issued).next(publish).next(startBatches).next(issuedPlan);

  const resume = task(scope, 'Resume', { operation: steps.resume, input });
  const whereTheRecordStands = Choice.jsonata(scope, 'WhereTheRecordStands')
    .when(at('AwaitSubmissionsClosed'), submissions)
    .when(at('AwaitPlanCompiled'), compiled)
    .when(at('AwaitPlanIssued'), issued)
    .when(at('PublishPlan'), publish)
    .otherwise(openRecord);
  return Pass.jsonata(scope, 'Begin', { assign: { year: '{% $states.input.year %}', events: 3 } }).next(resume).next(whereTheRecordStands);
};

const at = (state: string): Condition => Condition.jsonata(`{% $states.input.state = '${state}' %}`);

const startBatch = (scope: Construct, batch: IStateMachine): IChainable => {
  const batchId = "'batch-' & $string($year) & '-' & $formatInteger($states.input, '000')";
  const start = StepFunctionsStartExecution.jsonata(scope, 'StartBatch', {
    stateMachine: batch,
    name: `{% ${batchId} %}`,
    input: TaskInput.fromObject({ batchId: `{% ${batchId} %}` }),
    outputs: {},
  });
  // A batch that runs already was started by an earlier try of this state.
  start.addCatch(Pass.jsonata(scope, 'StartedBefore'), { errors: ['StepFunctions.ExecutionAlreadyExistsException'] });
  start.addRetry({ errors: ['StepFunctions.AWSStepFunctionsException', 'StepFunctions.SdkClientException'], jitterStrategy: JitterType.FULL });
  return start;
};
