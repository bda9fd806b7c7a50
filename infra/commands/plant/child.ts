import { fork } from 'node:child_process';
import path from 'node:path';
import type { Break } from '../../simulation/invariants/invariant.ts';

/** What one year came to. */
export interface YearReport {
  readonly seed: string;
  /** Commands that people gave. */
  readonly steps: number;
  readonly breaks: readonly Break[];
}

/** What the years of a process came to. */
export interface Played {
  readonly years: readonly YearReport[];
  /** Whether the file with the defect was loaded at all. */
  readonly isPlanted: boolean;
  /** What it said at last, if it ended before its time: then it is no simulation that found something, but a defect that does not run. */
  readonly died?: string;
}

/** A year takes seconds; a defect may make one endless. */
const SILENCE_MS = 240_000;
const HOOK = path.resolve(import.meta.dirname, 'hook.ts');
const YEARS = path.resolve(import.meta.dirname, 'years.ts');

/** Plays `seeds` in a process of its own: with the defect `planted` until one breaks, or all of them with none. */
export const playYears = (seeds: readonly string[], planted?: string): Promise<Played> =>
  new Promise((resolve) => {
    const child = fork(YEARS, [...seeds], {
      execArgv: planted === undefined ? [] : ['--import', HOOK],
      env: { ...process.env, ...(planted === undefined ? {} : { PLANTED: planted }) },
      stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
    });
    const years: YearReport[] = [];
    let isPlanted = planted === undefined;
    let words = '';
    let isSilent = false;
    let timer: NodeJS.Timeout | undefined;
    const listen = (): void => {
      clearTimeout(timer);
      timer = setTimeout(() => {
        isSilent = true;
        child.kill('SIGKILL');
      }, SILENCE_MS);
    };
    listen();
    child.stderr?.setEncoding('utf8').on('data', (text: string) => (words = (words + text).slice(-2000)));
    child.on('message', (message: YearReport | { readonly loaded: string }) => {
      listen();
      if ('loaded' in message) isPlanted = true;
      else years.push(message);
    });
    child.once('close', (code) => {
      clearTimeout(timer);
      if (isSilent) years.push({ seed: seeds[years.length] ?? '', steps: 0, breaks: [{ invariant: 'year-ends', clauses: ['GY-8'], what: `a year is still not over after ${SILENCE_MS / 1000} seconds` }] });
      resolve({ years, isPlanted, ...(code === 0 || isSilent ? {} : { died: words.trim().split('\n').slice(-6).join('\n') }) });
    });
  });
