import { ROLE, statesIn } from './service.ts';

// Opens the service in a folder, fills it with executions that wait for a token the first time, and says when it is ready: when the first token has been answered.
const [dataDir = '', executions = '0'] = process.argv.slice(2);
const DEFINITION = JSON.stringify({
  QueryLanguage: 'JSONata', StartAt: 'Await',
  States: {
    Await: {
      Type: 'Task', Resource: 'arn:aws:states:::lambda:invoke.waitForTaskToken', TimeoutSeconds: 86_400,
      Arguments: { FunctionName: 'keep', Payload: { token: '{% $states.context.Task.Token %}' } }, Next: 'Done',
    },
    Done: { Type: 'Succeed' },
  },
});
const service = statesIn(dataDir);
const stateMachineArn = service.createStateMachine({ name: 'waiting', definition: DEFINITION, roleArn: ROLE });
const waiting = (): number => service.list({ status: 'RUNNING' }).filter(({ executionArn }) => service.active(executionArn)[0]?.taskToken != null && service.history(executionArn, { reverse: true, limit: 1 })[0]?.type === 'TaskSubmitted').length;
if (service.list({ limit: 1 }).length === 0) {
  for (let n = 0; n < Number(executions); n += 1) service.start({ stateMachineArn, name: `e${n}`, input: JSON.stringify({ n }) });
  while (waiting() < Number(executions)) await new Promise((resolve) => setTimeout(resolve, 20));
} else {
  service.resume();
  const [one] = service.list({ status: 'RUNNING', limit: 1 });
  const token = one === undefined ? null : service.active(one.executionArn)[0]?.taskToken;
  if (one === undefined || token == null) throw new Error('nobody waits after the crash');
  await service.sendTaskSuccess(token, '{}');
  if (service.describe(one.executionArn).status !== 'SUCCEEDED') throw new Error('the answer did not arrive');
}
process.stdout.write('ready\n');
setInterval(() => undefined, 60_000);
