import { spawn } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';

/** Which year is played, and where. */
export interface YearToPlay {
  readonly dir: string;
  readonly seed: string;
  readonly targets: number;
  readonly port: number;
}

/** How a process ended. */
export interface Ended {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
}

/** `npm start` as a process of its own, which plays the year in its folder and serves it when it is over. */
export interface YearProcess {
  readonly url: string;
  /** Everything it printed, once it has ended; it is ended first if it can play no further. */
  lastWords(): Promise<string>;
  readonly ended: Promise<Ended>;
  /** True if it can play no further: it ended, or serves a year that stopped half-way. */
  hasStopped(): boolean;
  hasEnded(): boolean;
  /** True once the year is over and served. */
  isServed(): boolean;
  /** SIGKILL: it cannot write another word. */
  kill(): Promise<Ended>;
  /** SIGTERM: it ends in order. */
  stop(): Promise<Ended>;
  /** Resolves when the year is over and served. Throws, with what it printed, if it ended instead or took longer than `ms`. */
  served(ms: number): Promise<void>;
}

const START = path.resolve(import.meta.dirname, '../start.ts');
const SERVES = 'Ctrl+C';
const STOPPED = 'The rehearsal stopped';
const LOOK_MS = 100;

/** Starts the year, or goes on with it. */
export const startYear = ({ dir, seed, targets, port }: YearToPlay): YearProcess => {
  mkdirSync(dir, { recursive: true });
  const child = spawn(process.execPath, [START, '--targets', String(targets), '--seed', seed, '--data', dir, '--port', String(port)], { stdio: ['ignore', 'pipe', 'pipe'] });
  let printed = '';
  for (const stream of [child.stdout, child.stderr]) stream.setEncoding('utf8').on('data', (text: string) => (printed += text));
  const { promise: ended, resolve } = Promise.withResolvers<Ended>();
  // Whoever started it may end without having ended it.
  const endToo = (): void => void child.kill('SIGKILL');
  process.once('exit', endToo);
  child.once('close', (code, signal) => {
    process.off('exit', endToo);
    resolve({ code, signal });
  });
  const hasEnded = (): boolean => child.exitCode !== null || child.signalCode !== null;
  const isServed = (): boolean => printed.includes(SERVES) && !printed.includes(STOPPED);
  const end = (signal: NodeJS.Signals): Promise<Ended> => {
    if (!hasEnded()) child.kill(signal);
    return ended;
  };
  return {
    url: `http://127.0.0.1:${port}`,
    lastWords: () => end('SIGKILL').then(() => printed),
    ended, hasEnded, isServed,
    hasStopped: () => hasEnded() || printed.includes(STOPPED),
    kill: () => end('SIGKILL'),
    stop: () => end('SIGTERM'),
    served: async (ms) => {
      for (let waited = 0; !isServed(); waited += LOOK_MS) {
        if (hasEnded() || waited > ms || printed.includes(STOPPED)) throw new Error(`the year was not played to its end:\n${await end('SIGKILL').then(() => printed)}`);
        await pause(LOOK_MS);
      }
    },
  };
};
