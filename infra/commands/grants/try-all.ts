import { fork, type ChildProcess } from 'node:child_process';
import path from 'node:path';
import type { Outcome, Trial } from './try-without.ts';

const WORKER = path.join(import.meta.dirname, 'worker.ts');

/** Tries all in `jobs` processes of their own; tells of each as soon as it is known. Throws if a process dies. */
export const tryAll = async <T extends Trial>(trials: readonly T[], jobs: number, onOutcome: (trial: T, outcome: Outcome) => void): Promise<void> => {
  const left = [...trials];
  const work = async (): Promise<void> => {
    const child = fork(WORKER, { stdio: ['ignore', 'ignore', 'inherit', 'ipc'] });
    try {
      for (let trial = left.shift(); trial !== undefined; trial = left.shift()) onOutcome(trial, await ask(child, trial));
    } finally {
      child.kill();
    }
  };
  await Promise.all(Array.from({ length: Math.min(jobs, trials.length) }, work));
};

const ask = (child: ChildProcess, trial: Trial): Promise<Outcome> =>
  new Promise((resolve, reject) => {
    const died = (code: number | null): void => reject(new Error(`the process that tried ${trial.place.roleArn} ended with ${code ?? 'a signal'}`));
    child.once('exit', died);
    child.once('message', (outcome: Outcome) => {
      child.off('exit', died);
      resolve(outcome);
    });
    child.send(trial);
  });
