import type { Clock } from '../../infra/local/contract.ts';
import { StatesService } from '../../infra/local/states/service.ts';

/** A machine that does a bit of everything and whose output depends on all of it. */
export const BUSY_DEFINITION = JSON.stringify({
  QueryLanguage: 'JSONata',
  StartAt: 'Count',
  States: {
    Count: { Type: 'Pass', Assign: { rounds: '{% $states.input.rounds %}', total: 0 }, Next: 'Each' },
    Each: {
      Type: 'Map', Items: '{% [1..3] %}', Next: 'Add',
      ItemProcessor: {
        StartAt: 'Square',
        States: {
          Square: {
            Type: 'Task', Resource: 'arn:aws:states:::lambda:invoke', Arguments: { FunctionName: 'square', Payload: { n: '{% $states.input %}' } },
            Output: '{% $states.result.Payload %}', End: true,
          },
        },
      },
      Output: '{% $sum($states.result) %}',
    },
    Add: { Type: 'Pass', Assign: { total: '{% $total + $states.input %}', rounds: '{% $rounds - 1 %}' }, Next: 'Breathe' },
    Breathe: { Type: 'Wait', Timestamp: "{% $fromMillis($millis() + 20) %}", Next: 'More' },
    More: { Type: 'Choice', Choices: [{ Condition: '{% $rounds > 0 %}', Next: 'Each' }], Default: 'Done' },
    Done: { Type: 'Succeed', Output: '{% $total %}' },
  },
});

/** Input and output of one execution of {@link BUSY_DEFINITION}. */
export const BUSY = { executions: 12, rounds: 4, output: 4 * (1 + 4 + 9) } as const;

const clock: Clock = {
  now: () => Date.now(),
  at: (dueMs, fire) => {
    // A longer delay would fire at once; no test lasts that long.
    const timer = setTimeout(fire, Math.min(Math.max(0, dueMs - Date.now()), 2_147_483_647));
    return () => clearTimeout(timer);
  },
  track: (work) => work,
};

// Prints a dot for each call, so that whoever kills this process can choose the moment.
const main = async (dataDir: string): Promise<void> => {
  const service = new StatesService({
    dataDir, clock, region: 'us-east-1', accountId: '000000000000', partition: 'aws', integrations: {},
    authorizer: { require: () => undefined },
    lambda: {
      invoke: async (_name, payload) => {
        process.stdout.write('.');
        await new Promise((resolve) => setTimeout(resolve, 5));
        return { payload: String((JSON.parse(payload) as { n: number }).n ** 2), requestId: 'r' };
      },
    },
  });
  const arn = service.createStateMachine({ name: 'busy', definition: BUSY_DEFINITION, roleArn: 'arn:aws:iam::000000000000:role/r' });
  const known = new Set(service.list().map((execution) => execution.name));
  service.resume();
  for (let index = 0; index < BUSY.executions; index += 1) {
    if (!known.has(`e${index}`)) service.start({ stateMachineArn: arn, name: `e${index}`, input: JSON.stringify({ rounds: BUSY.rounds }) });
  }
  while (service.list({ status: 'RUNNING' }).length > 0) await new Promise((resolve) => setTimeout(resolve, 10));
  await service.close();
};

if (process.argv[1] === import.meta.filename) await main(process.argv[2] ?? '');
