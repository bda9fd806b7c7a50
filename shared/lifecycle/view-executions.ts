import { instantOf } from '../kernel/instant.ts';
import { refuse, type Refusal } from '../kernel/refusal.ts';
import { ok, type Result } from '../kernel/result.ts';
import type { Executions } from '../store/executions.ts';
import type { Stores } from '../store/record.ts';
import { executionArn, WORKFLOW_ARNS, workflowOf, type WorkflowArns } from './workflow-arns.ts';

type Status = NonNullable<NonNullable<Parameters<Executions['list']>[1]>['status']>;
type Workflow = keyof typeof WORKFLOW_ARNS;
type Executing = Pick<Stores, 'executions'>;

/** One page of a workflow's executions, the newest first. */
export const listExecutions = async (
  { executions }: Executing,
  arns: WorkflowArns,
  query: { readonly workflow: Workflow; readonly status?: Status | undefined; readonly cursor?: string | undefined },
) => {
  const page = await executions.list(arns[WORKFLOW_ARNS[query.workflow]], {
    ...(query.status === undefined ? {} : { status: query.status }),
    ...(query.cursor === undefined ? {} : { cursor: query.cursor }),
  });
  return ok({
    items: page.executions.map(({ name = '', status = '', startDate, stopDate }) => ({ name, workflow: query.workflow, status, ...times(startDate, stopDate) })),
    ...(page.cursor === undefined ? {} : { cursor: page.cursor }),
  });
};

/** One execution with a page of its history: which state it entered and left when. What states carry is left out, task tokens among it. */
export const viewExecution = async ({ executions }: Executing, arns: WorkflowArns, name: string, cursor?: string): Promise<Result<ExecutionView, Refusal>> => {
  const workflow = workflowOf(name);
  const arn = executionArn(arns[WORKFLOW_ARNS[workflow]], name);
  const described = await executions.describe(arn);
  if (described === undefined) return refuse('not-found', { facts: { what: name } });
  const history = await executions.history(arn, cursor);
  const { status, input, output, error, cause, startDate, stopDate } = described;
  return ok({
    name, workflow, status,
    ...times(startDate, stopDate),
    ...(input === undefined ? {} : { input: JSON.parse(input) as unknown }),
    ...(output === undefined ? {} : { output: JSON.parse(output) as unknown }),
    ...(error === undefined ? {} : { error }),
    ...(cause === undefined ? {} : { cause }),
    events: history.events.map(eventView),
    ...(history.cursor === undefined ? {} : { cursor: history.cursor }),
  });
};

const eventView = ({ id = 0, type, timestamp, stateEnteredEventDetails, stateExitedEventDetails }: Event): EventView => {
  const state = stateEnteredEventDetails?.name ?? stateExitedEventDetails?.name;
  return { id, type: type ?? '', ...(state === undefined ? {} : { state }), at: timestamp === undefined ? '' : instantOf(timestamp.getTime()) };
};

const times = (startDate?: Date, stopDate?: Date) => ({
  ...(startDate === undefined ? {} : { startedAt: instantOf(startDate.getTime()) }),
  ...(stopDate === undefined ? {} : { stoppedAt: instantOf(stopDate.getTime()) }),
});

type Event = Awaited<ReturnType<Executions['history']>>['events'][number];

interface EventView {
  readonly id: number;
  readonly type: string;
  readonly state?: string;
  readonly at: string;
}

/** An execution as the API answers it. Times are Asia/Shanghai. */
export interface ExecutionView {
  name: string;
  workflow: Workflow;
  status: string;
  startedAt?: string;
  stoppedAt?: string;
  input?: unknown;
  output?: unknown;
  error?: string;
  cause?: string;
  events: EventView[];
  cursor?: string;
}
