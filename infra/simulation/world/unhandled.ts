import type { Instant } from '../../../shared/kernel/instant.ts';
import type { DeadLetter, DeadLetters } from '../../local/scheduler/dead-letters.ts';
import type { Unhandled } from './world.ts';

/** Collects what no fault excuses. */
export interface Witness {
  readonly all: () => readonly Unhandled[];
  readonly bug: (error: unknown, where: string) => void;
  readonly failure: (what: string) => void;
  readonly notice: (what: string) => void;
  readonly deadLetters: DeadLetters;
  /** What functions log, kept for whoever looks for a cause; no failure by itself. */
  readonly logged: (entry: string, message: string, more: unknown) => void;
  readonly close: () => void;
}

/** Listens to this process for rejections that nobody catches, until it is closed. */
export const witness = (now: () => Instant): Witness => {
  const all: Unhandled[] = [];
  const letters: DeadLetter[] = [];
  const note = (what: string): void => void all.push({ at: now(), what });
  const onRejection = (reason: unknown): void => note(`a rejection that nobody caught: ${textOf(reason)}`);
  process.on('unhandledRejection', onRejection);
  return {
    all: () => all,
    bug: (error, where) => note(`${where}: ${textOf(error)}`),
    failure: note,
    notice: note,
    deadLetters: {
      put: (letter) => {
        letters.push(letter);
        note(`not delivered: ${letter.body}: ${letter.reason}`);
      },
      list: () => letters,
    },
    logged: (entry, message, more) => {
      if (process.env['SIMULATION_LOG'] !== undefined) process.stderr.write(`${now()} ${entry} ${message} ${textOf((more as { error?: unknown } | undefined)?.error ?? more)}\n`);
    },
    close: () => void process.off('unhandledRejection', onRejection),
  };
};

const textOf = (reason: unknown): string => (reason instanceof Error ? (reason.stack ?? reason.message) : JSON.stringify(reason));
