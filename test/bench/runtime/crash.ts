import { spawn, type ChildProcess } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

const started = async (args: readonly string[]): Promise<{ readonly child: ChildProcess; readonly seconds: number }> => {
  const begin = performance.now();
  const child = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', ...args], { stdio: ['ignore', 'pipe', 'inherit'] });
  await new Promise<void>((resolve, reject) => {
    child.stdout?.once('data', () => resolve());
    child.once('exit', (code) => reject(new Error(`ended with ${code} before it was ready`)));
  });
  return { child, seconds: (performance.now() - begin) / 1000 };
};

const killed = (child: ChildProcess): Promise<void> =>
  new Promise((resolve) => {
    child.removeAllListeners('exit');
    child.once('exit', () => resolve());
    child.kill('SIGKILL');
  });

const median = (times: readonly number[]): number => times.toSorted((a, b) => a - b)[Math.floor(times.length / 2)] ?? 0;

/**
 * Seconds from the start of a process to its first answered token after a SIGKILL with `executions` in flight; and of the probe, a process that starts and
 * says so. Medians of `cycles`.
 */
export const measureCrash = async (executions: number, cycles: number): Promise<{ readonly ready: number; readonly probe: number }> => {
  const folder = mkdtempSync(path.join(tmpdir(), 'bench-crash-'));
  const script = path.join(import.meta.dirname, 'waiting-process.ts');
  try {
    await killed((await started([script, folder, String(executions)])).child);
    const [ready, probe]: [number[], number[]] = [[], []];
    for (let cycle = 0; cycle < cycles; cycle += 1) {
      const bare = await started(['-e', "process.stdout.write('ready\\n'); setInterval(() => undefined, 60000)"]);
      await killed(bare.child);
      probe.push(bare.seconds);
      const again = await started([script, folder, String(executions)]);
      await killed(again.child);
      ready.push(again.seconds);
    }
    return { ready: median(ready), probe: median(probe) };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
};
