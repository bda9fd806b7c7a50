import { expect, test } from 'vitest';
import type { JsonObject } from '../../../infra/local/states/types.ts';
import { testClock } from '../../support/virtual-clock.ts';
import { awaitTask, machineOf, openStates, STATES_START_MS, type TestFunction } from '../../support/states-service.ts';

const MINUTE = 60_000;
const VERSIONS = 10;
const EACH = 100;

const without = (fields: JsonObject, name: string): JsonObject => Object.fromEntries(Object.entries(fields).filter(([key]) => key !== name));

/** Version `n` of the machine: in each the states after the wait are others, and what comes out names the version that did the work. */
const states = (n: number): JsonObject => ({
  Begin: { Type: 'Pass', Assign: { by: [`begin ${n}`] }, Next: 'Kind' },
  Kind: { Type: 'Choice', Choices: [{ Condition: '{% $states.context.Execution.Input.n % 2 = 0 %}', Next: 'Await' }], Default: 'Pause' },
  Await: { ...without(awaitTask(), 'End'), Next: `After ${n}` },
  Pause: { Type: 'Wait', Seconds: 3_600, Next: `After ${n}` },
  [`After ${n}`]: { Type: 'Task', Resource: 'arn:aws:states:::lambda:invoke', Arguments: { FunctionName: 'work', Payload: { version: n } }, Assign: { by: `{% $append($by, [$states.result.Payload]) %}` }, Next: 'End' },
  End: { Type: 'Pass', Output: `{% {"version": ${n}, "by": $by} %}`, End: true },
});

const functions: Readonly<Record<string, TestFunction>> = {
  keep: () => null,
  work: (event) => `work ${String(event.version)}`,
};

test('[GY-24] a thousand executions in flight while the definition changes ten times all finish on the definition they started with', { timeout: 120_000 }, async () => {
  const first = openStates({ functions });
  const started: { executionArn: string; version: number; definition: string }[] = [];
  let arn = '';
  for (let n = 1; n <= VERSIONS; n += 1) {
    arn = machineOf(first.service, 'm', states(n));
    const { definition } = first.service.describeStateMachine(arn);
    for (let i = 0; i < EACH; i += 1) {
      const { executionArn } = first.service.start({ stateMachineArn: arn, name: `e-${n}-${i}`, input: JSON.stringify({ n: i }) });
      started.push({ executionArn, version: n, definition });
      // Half of each hundred is still on its first transitions when the next version comes.
      if (i === EACH / 2) await first.clock.idle();
    }
  }
  await first.clock.idle();
  expect(first.service.list({ status: 'RUNNING' })).toHaveLength(VERSIONS * EACH);

  // Some are answered while the definition goes on changing, some after the process died and another came.
  const answer = async (service: typeof first.service, from: number, to: number): Promise<void> => {
    for (const { executionArn } of started.slice(from, to)) {
      const token = service.active(executionArn)[0]?.taskToken;
      if (token != null) await service.sendTaskSuccess(token, '{}');
    }
  };
  await Promise.all([answer(first.service, 0, 500), Promise.resolve().then(() => machineOf(first.service, 'm', states(VERSIONS + 1)))]);
  await first.clock.advance(STATES_START_MS + 30 * MINUTE);

  const second = openStates({ dataDir: first.dataDir, clock: testClock(first.clock.now()), functions });
  machineOf(second.service, 'm', states(VERSIONS + 2));
  second.service.resume();
  await answer(second.service, 500, 750);
  machineOf(second.service, 'm', states(VERSIONS + 3));
  await answer(second.service, 750, 1000);
  const late = second.service.start({ stateMachineArn: arn, name: 'late', input: '{"n":1}' });
  for (const { executionArn, definition } of started.filter((_, index) => index % 37 === 0)) {
    expect(second.service.describeStateMachineForExecution(executionArn).definition).toBe(definition);
  }
  await second.clock.advance(STATES_START_MS + 120 * MINUTE);

  expect(started.length).toBe(1000);
  for (const { executionArn, version } of started) {
    const { status, output } = second.service.describe(executionArn);
    expect({ executionArn, status, output }).toEqual({ executionArn, status: 'SUCCEEDED', output: JSON.stringify({ version, by: [`begin ${version}`, `work ${version}`] }) });
  }
  expect(JSON.parse(second.service.describe(late.executionArn).output ?? '{}')).toMatchObject({ version: VERSIONS + 3 });
  // Redriven or not, what is shown of one that has ended is still what it ran on.
  expect(second.service.describeStateMachineForExecution(started[0]!.executionArn).definition).toBe(started[0]!.definition);
  expect(second.bugs).toEqual([]);
  await second.service.close();
});
