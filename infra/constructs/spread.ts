import { DistributedMap, ProvideItems, StateMachineType } from 'aws-cdk-lib/aws-stepfunctions';
import type { Construct } from 'constructs';
import type { Operation } from './operation.ts';
import { COUNT_EVENTS, task } from './task.ts';

/** One step run for many items. */
export interface SpreadProps {
  readonly operation: Operation;
  /** The state that runs it for one item, and the name by which the items' executions are known. */
  readonly each: string;
  /** JSONata of the numbers of the items. */
  readonly items: string;
  /** Input of the step beside the envelope, by member; the item's number is `{% $states.context.Map.Item.Value %}`. */
  readonly input: Readonly<Record<string, string>>;
  /** What the state hands on; JSONata over its own input. */
  readonly outputs: Readonly<Record<string, unknown>>;
}

/** Items at work at a time: as many as the registry's table and an account's functions serve without throttling. */
const WIDTH = 16;

/**
 * The state `name` that runs one step for each of many items, each in an execution of its own, so that neither time, memory nor history of one function or
 * execution limits how many there are. What the steps find they leave in the record. One that fails fails them all: there is no half of it.
 */
export const spread = (scope: Construct, name: string, { operation, each, items, input, outputs }: SpreadProps): DistributedMap =>
  DistributedMap.jsonata(scope, name, {
    label: each,
    items: ProvideItems.jsonata(items),
    itemSelector: { ...input },
    maxConcurrency: WIDTH,
    mapExecutionType: StateMachineType.STANDARD,
    outputs,
    assign: { ...COUNT_EVENTS },
  }).itemProcessor(task(scope, each, { operation, counted: false, input: Object.fromEntries(Object.keys(input).map((member) => [member, `{% $states.input.${member} %}`])) }));
