import jsonata from 'jsonata';
import { mkdtempSync, rmSync } from 'node:fs';
import path from 'node:path';
import { timed } from '../clock.ts';
import { ROLE, statesIn } from './service.ts';

/** Rounds each execution goes; six expressions and four transitions each. */
const ROUNDS = 25;
const EXPRESSIONS = {
  total: '$total + $count(items[amount > 10])',
  round: '$round + 1',
  next: '$merge([$states.input, {"round": $round, "sum": $sum(items.amount)}])',
  output: '{"items": items, "named": $join(items.name, "-")}',
  again: '$round < 25',
  kind: '$total % 2 = 0',
} as const;

const INPUT = { items: Array.from({ length: 8 }, (_, n) => ({ name: `item ${n}`, amount: n * 5 })) };
const inState = (text: string): string => `{% ${text.replaceAll('items', '$states.input.items').replaceAll('$states.input.$states.input', '$states.input')} %}`;

const DEFINITION = JSON.stringify({
  QueryLanguage: 'JSONata', StartAt: 'Begin',
  States: {
    Begin: { Type: 'Pass', Assign: { total: 0, round: 0 }, Next: 'Add' },
    Add: { Type: 'Pass', Assign: { total: inState(EXPRESSIONS.total), round: inState(EXPRESSIONS.round) }, Output: inState(EXPRESSIONS.next), Next: 'Name' },
    Name: { Type: 'Pass', Output: inState(EXPRESSIONS.output), Next: 'Even' },
    Even: { Type: 'Choice', Choices: [{ Condition: inState(EXPRESSIONS.kind), Next: 'Again' }], Default: 'Again' },
    Again: { Type: 'Choice', Choices: [{ Condition: inState(EXPRESSIONS.again), Next: 'Add' }], Default: 'Done' },
    Done: { Type: 'Succeed' },
  },
});

/** The same expressions on the same values, one after the other, with nothing around them. */
const bareLoop = async (executions: number): Promise<void> => {
  const compiled = Object.fromEntries(Object.entries(EXPRESSIONS).map(([name, text]) => [name, jsonata(inState(text).slice(3, -3))])) as Record<keyof typeof EXPRESSIONS, ReturnType<typeof jsonata>>;
  for (let execution = 0; execution < executions; execution += 1) {
    let [total, round] = [0, 0];
    for (let n = 0; n < ROUNDS; n += 1) {
      const bindings = { total, round, states: { input: INPUT } };
      for (const expression of Object.values(compiled)) await expression.evaluate(undefined, bindings);
      total += 5;
      round += 1;
    }
  }
};

const run = async (folder: string, executions: number): Promise<number> => {
  const service = statesIn(folder);
  const stateMachineArn = service.createStateMachine({ name: 'bench', definition: DEFINITION, roleArn: ROLE });
  for (let n = 0; n < executions; n += 1) service.start({ stateMachineArn, input: JSON.stringify(INPUT) });
  while (service.list({ status: 'RUNNING', limit: 1 }).length > 0) await new Promise((resolve) => setImmediate(resolve));
  const ended = service.list();
  const transitions = ended.reduce((sum, { executionArn }) => sum + service.history(executionArn).filter(({ type }) => type.endsWith('StateEntered')).length, 0);
  if (ended.some(({ status }) => status !== 'SUCCEEDED')) throw new Error(`an execution of the bench ended otherwise: ${ended.find(({ status }) => status !== 'SUCCEEDED')?.cause}`);
  await service.close();
  return transitions;
};

/** What the service makes of a number of executions in `folder`, and the bare loop of the same number. */
export const measureTransitions = async (folders: Readonly<Record<string, string>>, executions: number) => {
  await bareLoop(2);
  const bare = await timed(() => bareLoop(executions));
  const found: Record<string, { transitions: number; seconds: number; processor: number }> = {};
  for (const [name, parent] of Object.entries(folders)) {
    const folder = mkdtempSync(path.join(parent, 'bench-states-'));
    const { result, seconds, processor } = await timed(() => run(folder, executions));
    rmSync(folder, { recursive: true });
    found[name] = { transitions: result, seconds, processor };
  }
  return { bare, found };
};
