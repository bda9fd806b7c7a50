import { spawn } from 'node:child_process';
import path from 'node:path';
import { expect, test } from 'vitest';
import { scratchFolder } from '../../support/scratch-folder.ts';
import { openStates } from '../../support/states-service.ts';
import { BUSY } from '../../support/states-process.ts';

const script = path.resolve(import.meta.dirname, '../../support/states-process.ts');

/** Runs the process; killed at its call number `calls` unless that is null. Resolves with the signal that ended it. */
const run = (dataDir: string, calls: number | null): Promise<string | null> =>
  new Promise((resolve, reject) => {
    const child = spawn(process.execPath, ['--no-warnings', script, dataDir], { stdio: ['ignore', 'pipe', 'inherit'] });
    let seen = 0;
    child.stdout.on('data', (dots: Buffer) => {
      seen += dots.length;
      if (calls !== null && seen >= calls) child.kill('SIGKILL');
    });
    child.on('error', reject);
    child.on('exit', (code, signal) => {
      if (code !== null && code !== 0) reject(new Error(`ended with ${code}`));
      else resolve(signal);
    });
  });

test('Killed with SIGKILL again and again, every execution ends as it should, with a history that has no gap and nothing twice', { timeout: 180_000 }, async () => {
  const dataDir = scratchFolder('states-kill-');
  for (const calls of [1, 20, 37, 5, 29]) expect(await run(dataDir, calls)).toBe('SIGKILL');
  expect(await run(dataDir, null)).toBe(null);

  const { service } = openStates({ dataDir });
  const executions = service.list();
  expect(executions).toHaveLength(BUSY.executions);
  for (const { executionArn, status, output } of executions) {
    expect({ status, output }).toEqual({ status: 'SUCCEEDED', output: String(BUSY.output) });
    const events = service.history(executionArn);
    expect(events.map((event) => event.id)).toEqual(events.map((_, index) => index + 1));
    const count = (type: string): number => events.filter((event) => event.type === type).length;
    expect(count('TaskScheduled')).toBe(3 * BUSY.rounds);
    expect(count('TaskSucceeded')).toBe(3 * BUSY.rounds);
    expect(count('WaitStateExited')).toBe(BUSY.rounds);
    expect(count('ExecutionSucceeded')).toBe(1);
  }
  await service.close();
});
