import { SFNClient } from '@aws-sdk/client-sfn';
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { Readable } from 'node:stream';
import { storesFrom } from '../../functions/kit/context.ts';
import type { Lifespan } from '../../infra/constructs/lifespan.ts';
import type { StatesService } from '../../infra/local/states/service.ts';
import type { Json, JsonObject } from '../../infra/local/states/types.ts';
import { instantOf, type Instant } from '../../shared/kernel/instant.ts';
import { openExecutions } from '../../shared/store/executions.ts';
import type { Stores } from '../../shared/store/record.ts';
import { openRecord } from './record.ts';
import { scratchFolder } from './scratch-folder.ts';
import { openStates, type TestFunction } from './states-service.ts';
import { testClock, type TestClock } from './virtual-clock.ts';
import { entryOf, machineArn, workflowDefinition } from './workflow-definition.ts';

type Handler = (event: unknown, context: object) => Promise<unknown>;

/** Comes between a state and its step: calls `run`, or does something else, before or after. */
export type Around = (event: JsonObject, run: () => Promise<Json>) => Promise<Json>;

/** The year's workflows with their real steps over the real record, on a clock that the test moves. */
export interface TestWorkflows {
  readonly stores: Stores;
  readonly service: StatesService;
  readonly clock: TestClock;
  now(): Instant;
  /** Puts both machines' definitions anew; what runs goes on with its own. */
  define(lifespan?: Lifespan): void;
  start(execution: string, input: object): string;
  /** Put around a step (`batch/freeze`) until it is taken away. */
  readonly around: Map<string, Around>;
  arnOf(execution: string): string;
  /** States entered so far by any execution, and errors with which tasks failed. */
  seen(): { readonly states: ReadonlySet<string>; readonly errors: ReadonlySet<string> };
  close(): Promise<void>;
}

/** One per test file: the steps open their record once. */
export const openWorkflows = async (startAt: string): Promise<TestWorkflows> => {
  const clock = testClock(Date.parse(startAt));
  const around: TestWorkflows['around'] = new Map();
  const functions = new Proxy({} as Record<string, TestFunction>, {
    get: (_, name: string): TestFunction => async (event) => {
      const entry = entryOf(name);
      const { handler } = (await import(/* @vite-ignore */ new URL(`../../functions/steps/${entry}.ts`, import.meta.url).href)) as { handler: Handler };
      const run = async (): Promise<Json> => ((await handler(event, { functionName: name, awsRequestId: 'test' })) ?? null) as Json;
      return (await around.get(entry)?.(event, run)) ?? run();
    },
  });
  const states = openStates({ clock, functions });
  const { service } = states;
  const sfn = new SFNClient({ region: 'us-east-1', endpoint: 'http://127.0.0.1', credentials: { accessKeyId: 'a', secretAccessKey: 'b' }, requestHandler: handlerOver(service) });
  const record = await openRecord({ executions: openExecutions(sfn), nowMs: clock.now });
  storesFrom(() => record.stores);
  const bundle = scratchFolder('workflows-');
  for (const program of ['verify.mjs', 'party.mjs']) writeFileSync(path.join(bundle, program), '// a program\n');
  Object.assign(process.env, { LAMBDA_TASK_ROOT: bundle, POWERTOOLS_METRICS_DISABLED: 'true', POWERTOOLS_LOG_LEVEL: 'SILENT', PROFILE: 'guangyuan', PLAN_YEAR_ARN: machineArn('plan-year'), BATCH_ARN: machineArn('batch') });
  const define: TestWorkflows['define'] = (lifespan) => {
    for (const name of ['batch', 'plan-year'] as const) service.createStateMachine({ name, definition: workflowDefinition(name, lifespan), roleArn: 'arn:aws:iam::000000000000:role/workflow' });
  };
  define();
  const workflowOf = (execution: string) => (execution.startsWith('plan-') ? 'plan-year' : 'batch');
  return {
    stores: record.stores, service, clock, around, define,
    now: () => instantOf(clock.now()),
    start: (execution, input) => service.start({ stateMachineArn: machineArn(workflowOf(execution)), name: execution, input: JSON.stringify(input) }).executionArn,
    arnOf: (execution) => `${machineArn(workflowOf(execution)).replace(':stateMachine:', ':execution:')}:${execution}`,
    seen: () => {
      const events = service.list().flatMap(({ executionArn }) => service.history(executionArn));
      return {
        states: new Set(events.filter(({ type }) => type.endsWith('StateEntered')).map(({ detail }) => String(detail?.name))),
        errors: new Set(events.filter(({ type }) => /^(Task|LambdaFunction)(Failed|TimedOut)$/.test(type)).map(({ detail }) => String(detail?.error))),
      };
    },
    close: async () => {
      if (states.bugs.length > 0) throw states.bugs[0];
      await service.close();
      await record.close();
    },
  };
};

// The SDK itself, speaking to the service without a socket.
const handlerOver = (service: StatesService) => ({
  handle: async (request: { readonly method: string; readonly path: string; readonly headers: Readonly<Record<string, string>>; readonly body?: string }) => {
    const { status, headers, body } = await service.handle({
      method: request.method, url: request.path, headers: request.headers, body: Buffer.from(request.body ?? ''), principal: { arn: 'arn:aws:iam::000000000000:root' },
    });
    return { response: { statusCode: status, headers, body: Readable.from([Buffer.from(body as string)]) } as never };
  },
});
