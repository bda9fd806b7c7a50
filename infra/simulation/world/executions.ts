import { instantOf } from '../../../shared/kernel/instant.ts';
import type { ExecutionDescription } from '../../local/states/types.ts';
import type { Engine } from './engine.ts';
import type { ExecutionEvent, ExecutionView } from './record.ts';
import type { Unhandled } from './world.ts';

/** The executions of an engine, as those see them who judge a world. */
export interface ExecutionsView {
  readonly list: () => readonly ExecutionView[];
  readonly history: (name: string) => readonly ExecutionEvent[];
  /** Those that ended otherwise than well. */
  readonly failed: () => readonly Unhandled[];
}

/** `workflowOf`: the workflow of a state machine, by its ARN. */
export const executionsOf = (engine: Engine, workflowOf: (arn: string) => string): ExecutionsView => {
  const viewOf = ({ executionArn, stateMachineArn, name, status, startMs, stopMs, error, cause }: ExecutionDescription): ExecutionView => ({
    name,
    workflow: workflowOf(stateMachineArn) as ExecutionView['workflow'],
    status,
    startedAt: instantOf(startMs),
    ...(stopMs === null ? {} : { stoppedAt: instantOf(stopMs) }),
    ...(error === null ? {} : { error }),
    ...(cause === null ? {} : { cause }),
    active: status !== 'RUNNING' ? [] : engine.service().active(executionArn).map(({ state, type, taskToken, dueMs }) => ({
      state, type,
      ...(taskToken === null ? {} : { token: taskToken }),
      ...(dueMs === null ? {} : { dueAt: instantOf(dueMs) }),
    })),
  });
  // Asked after every step of a year: read again only if the engine has written since.
  let seen = -1;
  let views: readonly ExecutionView[] = [];
  const list = (): readonly ExecutionView[] => {
    const changes = engine.changes();
    if (changes !== seen) views = engine.service().list().toReversed().map(viewOf);
    seen = changes;
    return views;
  };
  return {
    list,
    history: (name) => {
      const found = engine.service().list().find((execution) => execution.name === name);
      return found === undefined ? [] : engine.service().history(found.executionArn).map(({ id, timestampMs, type, detail }) => ({ id, at: instantOf(timestampMs), type, detail }));
    },
    failed: () =>
      list()
        .filter(({ status }) => status !== 'RUNNING' && status !== 'SUCCEEDED')
        .map(({ name, status, stoppedAt, startedAt, error, cause }) => ({ at: stoppedAt ?? startedAt, what: `${name} ${status}: ${error ?? ''}: ${(cause ?? '').slice(0, 600)}` })),
  };
};
