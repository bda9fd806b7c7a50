import { App, Stack } from 'aws-cdk-lib';
import { Function as Lambda } from 'aws-cdk-lib/aws-lambda';
import { QueryLanguage, StateGraph, StateMachine, type IChainable } from 'aws-cdk-lib/aws-stepfunctions';
import { LIFESPAN, type Lifespan } from '../../infra/constructs/lifespan.ts';
import type { Operation } from '../../infra/constructs/operation.ts';
import { lowerCamel } from '../../infra/stacks/names.ts';
import { BATCH_NEEDS, PLAN_YEAR_NEEDS, SHARED_STEP_NEEDS } from '../../infra/stacks/needs.ts';
import { batch, type BatchSteps } from '../../infra/workflows/batch.ts';
import { planYear, type PlanYearSteps } from '../../infra/workflows/plan-year.ts';
import { guangyuan } from '../../shared/profile/guangyuan.ts';

const PLACE = { region: 'us-east-1', account: '000000000000' } as const;

/** ARN of a workflow's state machine in tests. */
export const machineArn = (workflow: 'plan-year' | 'batch'): string => `arn:aws:states:${PLACE.region}:${PLACE.account}:stateMachine:${workflow}`;

/** Entry file of a step by the name of its function in {@link workflowDefinition}: `batch.freeze` → `batch/freeze`. */
export const entryOf = (functionName: string): string => functionName.replace('.', '/');

const NEEDS = { batch: { ...SHARED_STEP_NEEDS, ...BATCH_NEEDS }, 'plan-year': { ...SHARED_STEP_NEEDS, ...PLAN_YEAR_NEEDS } } as const;

/** The definition of a workflow as the stack makes it, its functions named after their entry files. */
export const workflowDefinition = (workflow: 'plan-year' | 'batch', lifespan: Lifespan = LIFESPAN): string => {
  const stack = new Stack(new App(), 'Test', { env: PLACE });
  const steps = Object.fromEntries(
    Object.keys(NEEDS[workflow]).map((entry) => {
      const name = entry.replace('/', '.');
      return [lowerCamel(entry), { lambda: Lambda.fromFunctionArn(stack, `${name}Function`, `arn:aws:lambda:${PLACE.region}:${PLACE.account}:function:${name}`) } as unknown as Operation];
    }),
  ) as unknown;
  const chain: IChainable = workflow === 'batch'
    ? batch(stack, steps as BatchSteps, guangyuan.publication.channels.map(({ id }) => id), lifespan)
    : planYear(stack, steps as PlanYearSteps, StateMachine.fromStateMachineArn(stack, 'Batch', machineArn('batch')), lifespan);
  const graph = new StateGraph(chain.startState, workflow).toGraphJson(QueryLanguage.JSONATA);
  const text = stack.resolve(stack.toJsonString({ QueryLanguage: 'JSONata', ...graph })) as string | { 'Fn::Join': [string, unknown[]] };
  return typeof text === 'string' ? text : text['Fn::Join'][1].map((part) => (typeof part === 'string' ? part : 'aws')).join(text['Fn::Join'][0]);
};

/** Every state of a definition, with those inside Maps. */
export const statesOf = (definition: { readonly States: Readonly<Record<string, unknown>> }): readonly string[] =>
  Object.entries(definition.States).flatMap(([name, state]) => {
    const inner = (state as { ItemProcessor?: { States: Readonly<Record<string, unknown>> } }).ItemProcessor;
    return [name, ...(inner === undefined ? [] : statesOf(inner))];
  });
