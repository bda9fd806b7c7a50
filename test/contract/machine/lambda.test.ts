import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { realClock } from '../../../infra/local/clock/real-clock.ts';
import type { FunctionDefinition } from '../../../infra/local/lambda/function-definition.ts';
import { lambdaService, type LocalLambda } from '../../../infra/local/lambda/lambda-service.ts';

const CODE = `
let calls = 0;
let inside = 0;
export const handler = async (event, context) => {
  calls += 1;
  switch (event.how) {
    case 'hang': return new Promise((resolve) => setTimeout(resolve, 60000));
    case 'exit': process.exit(3);
    case 'memory': { const all = []; for (;;) all.push(new Array(100000).fill({})); }
    case 'throw': throw Object.assign(new Error('told so'), { name: 'Quota.Exceeded' });
    case 'throw text': throw 'plain';
    case 'large': return 'x'.repeat(7 * 1024 * 1024);
    case 'nothing': return undefined;
    case 'print': console.log('a line from', context.functionName); return null;
    case 'environment': return { ...process.env };
    case 'overlap': { inside += 1; const seen = inside; await new Promise((resolve) => setTimeout(resolve, 50)); inside -= 1; return { seen, thread: globalThis.thread ??= Math.random() }; }
    default: return { event, calls, left: context.getRemainingTimeInMillis(), id: context.awsRequestId, arn: context.invokedFunctionArn };
  }
};
`;

describe('a function', () => {
  const dataDir = mkdtempSync(join(tmpdir(), 'lambda-'));
  const definition = (name: string, extra: Partial<FunctionDefinition> = {}): FunctionDefinition => ({
    name, arn: `arn:aws:lambda:us-east-1:000000000000:function:${name}`, roleArn: 'role', directory: dataDir, handler: 'index.handler',
    logGroup: `/${name}`, timeoutSeconds: 1, memoryMb: 128, environment: { GREETING: `hello from ${name}` }, ...extra,
  });
  const missing = [definition('no-file', { handler: 'absent.handler' }), definition('no-export', { handler: 'index.absent' })];
  const clock = realClock();
  let lambda: LocalLambda;
  const call = async (event: object, name = 'first') => {
    const { payload, ...rest } = await lambda.invoke(name, JSON.stringify(event));
    return { ...rest, result: JSON.parse(payload) as unknown };
  };

  beforeAll(() => {
    writeFileSync(join(dataDir, 'index.mjs'), CODE);
    lambda = lambdaService({ functions: [definition('first'), definition('second'), definition('greedy', { timeoutSeconds: 30, memoryMb: 64 }), ...missing], clock, dataDir, ambient: () => ({ AWS_REGION: 'us-east-1' }) });
  });
  afterAll(() => lambda.close());

  test('answers by name and by ARN, and keeps its module between calls', async () => {
    expect(await call({ n: 1 })).toMatchObject({ result: { event: { n: 1 }, calls: 1 } });
    expect(await call({ n: 2 }, 'arn:aws:lambda:us-east-1:000000000000:function:first:$LATEST')).toMatchObject({ result: { event: { n: 2 }, calls: 2 } });
  });

  test('is told its name, its request and how much time is left', async () => {
    const { result, requestId } = await call({});
    expect(result).toMatchObject({ id: requestId, arn: definition('first').arn });
    expect((result as { left: number }).left).toBeGreaterThan(500);
    expect((result as { left: number }).left).toBeLessThanOrEqual(1000);
  });

  test('sees its own environment and nothing of the process around it', async () => {
    expect((await call({ how: 'environment' }, 'second')).result).toEqual({ AWS_REGION: 'us-east-1', GREETING: 'hello from second' });
  });

  test('that returns nothing answers null', async () => {
    expect((await call({ how: 'nothing' })).result).toBeNull();
  });

  test('that throws is reported with name, message and trace', async () => {
    expect(await call({ how: 'throw' })).toMatchObject({ functionError: 'Unhandled', result: { errorType: 'Quota.Exceeded', errorMessage: 'told so', trace: expect.arrayContaining([expect.stringContaining('index.mjs')]) } });
    expect(await call({ how: 'throw text' })).toMatchObject({ functionError: 'Unhandled', result: { errorType: 'string', errorMessage: 'plain' } });
  });

  test('that takes too long is ended, and the next call finds a new one', async () => {
    expect(await call({ how: 'hang' })).toMatchObject({ functionError: 'Unhandled', result: { errorType: 'Sandbox.Timedout', errorMessage: expect.stringMatching(/Task timed out after 1.00 seconds$/) } });
    expect(await call({ n: 3 })).toMatchObject({ result: { calls: 1 } });
  });

  test('that exits or takes too much memory ends alone', async () => {
    expect(await call({ how: 'exit' })).toMatchObject({ functionError: 'Unhandled', result: { errorType: 'Runtime.ExitError' } });
    expect(await call({ how: 'memory' }, 'greedy')).toMatchObject({ functionError: 'Unhandled', result: { errorType: 'Runtime.OutOfMemory' } });
    expect(await call({})).not.toHaveProperty('functionError');
  });

  test('that answers more than the service takes has failed', async () => {
    expect(await call({ how: 'large' })).toMatchObject({ functionError: 'Unhandled', result: { errorType: 'Function.ResponseSizeTooLarge' } });
  });

  test('that cannot be loaded says why', async () => {
    expect(await call({}, 'no-file')).toMatchObject({ functionError: 'Unhandled', result: { errorType: 'Runtime.ImportModuleError' } });
    expect(await call({}, 'no-export')).toMatchObject({ functionError: 'Unhandled', result: { errorType: 'Runtime.HandlerNotFound' } });
  });

  test('runs one event at a time in a thread, in at most two threads', async () => {
    const answers = await Promise.all(Array.from({ length: 6 }, () => call({ how: 'overlap' })));
    const results = answers.map(({ result }) => result as { seen: number; thread: number });
    expect(results.map(({ seen }) => seen)).toEqual([1, 1, 1, 1, 1, 1]);
    expect(new Set(results.map(({ thread }) => thread)).size).toBeLessThanOrEqual(2);
  });

  test('writes what it prints to its own log', async () => {
    await call({ how: 'print' });
    await expect.poll(() => readFileSync(join(dataDir, 'logs', 'first.log'), 'utf8')).toContain('a line from first\n');
  });

  test('that runs when its machine stops has neither answered nor failed', async () => {
    const stopping = lambdaService({ functions: [definition('first', { timeoutSeconds: 30 })], clock, dataDir, ambient: () => ({}) });
    let answered = false;
    void stopping.invoke('first', '{"how":"hang"}').then(() => {
      answered = true;
    });
    await stopping.close();
    await new Promise((resolve) => setTimeout(resolve, 50));
    expect(answered).toBe(false);
  });

  test('that does not exist is refused by the service’s error', async () => {
    await expect(lambda.invoke('nobody', '{}')).rejects.toMatchObject({ name: 'ResourceNotFoundException' });
  });
});
