import type { Authorizer, LambdaService } from '../../infra/local/contract.ts';
import { StatesService } from '../../infra/local/states/service.ts';
import type { Json, JsonObject } from '../../infra/local/states/types.ts';
import { scratchFolder } from './scratch-folder.ts';
import { testClock, type TestClock } from './virtual-clock.ts';

/** The first moment of tests about state machines. */
export const STATES_START_MS = Date.parse('2026-01-05T01:00:00Z');

/** What a function of a test does with its event. A thrown error fails the task by its name. */
export type TestFunction = (event: JsonObject) => Json | Promise<Json>;

/** A States service with its clock, as a test holds it. */
export type TestStates = { readonly service: StatesService; readonly clock: TestClock; readonly dataDir: string; readonly bugs: unknown[] };

const lambdaOf = (functions: Readonly<Record<string, TestFunction>>): LambdaService => ({
  invoke: async (name, payload) => {
    const run = functions[name.split(':')[6] ?? name];
    if (run === undefined) throw Object.assign(new Error(name), { name: 'ResourceNotFoundException' });
    try {
      return { payload: JSON.stringify(await run(JSON.parse(payload) as JsonObject)), requestId: 'r' };
    } catch (error) {
      const { name: errorType, message: errorMessage } = error as Error;
      return { payload: JSON.stringify({ errorType, errorMessage, trace: [] }), functionError: 'Unhandled', requestId: 'r' };
    }
  },
});

/** Opens a service on `dataDir` (a new folder if absent), as a process does when it starts. */
export const openStates = (
  options: { dataDir?: string; clock?: TestClock; functions?: Readonly<Record<string, TestFunction>>; authorizer?: Authorizer } = {},
): TestStates => {
  const dataDir = options.dataDir ?? scratchFolder('states-');
  const clock = options.clock ?? testClock(STATES_START_MS);
  const bugs: unknown[] = [];
  const service = new StatesService({
    dataDir, clock, region: 'us-east-1', accountId: '000000000000', partition: 'aws',
    authorizer: options.authorizer ?? { require: () => undefined },
    lambda: lambdaOf(options.functions ?? {}),
    integrations: {},
    onBug: (error) => bugs.push(error),
  });
  return { service, clock, dataDir, bugs };
};

/** Creates a machine of JSONata states, the first of them first, and returns its ARN. */
export const machineOf = (service: StatesService, name: string, states: JsonObject, more: JsonObject = {}): string =>
  service.createStateMachine({
    name,
    definition: JSON.stringify({ QueryLanguage: 'JSONata', StartAt: Object.keys(states)[0] ?? '', States: states, ...more }),
    roleArn: 'arn:aws:iam::000000000000:role/machine',
  });

/** The types of the events so far. */
export const eventTypes = (service: StatesService, executionArn: string): string[] => service.history(executionArn).map((event) => event.type);

/** A Task that hands its token to the function `keep` and waits for the answer. */
export const awaitTask = (more: JsonObject = {}): JsonObject => ({
  Type: 'Task',
  Resource: 'arn:aws:states:::lambda:invoke.waitForTaskToken',
  Arguments: { FunctionName: 'keep', Payload: { token: '{% $states.context.Task.Token %}' } },
  End: true,
  ...more,
});
