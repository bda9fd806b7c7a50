import { appendFileSync, mkdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

/** A result that a channel took. `key`: under which it was pushed; `content`: SHA-256 of what it said. */
export interface TakenPush {
  readonly key: string;
  readonly content: string;
}

const FILE = 'pushes.jsonl';

/** Writes down what a channel took, before it answers: the world outside does not forget when the machine is killed. */
export const notePushes = (folder: string, pushes: readonly TakenPush[]): void => {
  mkdirSync(folder, { recursive: true });
  appendFileSync(path.join(folder, FILE), pushes.map((push) => `${JSON.stringify(push)}\n`).join(''));
};

/** All that was taken, in its order; what a kill tore off is left out. */
export const pushesIn = (folder: string): readonly TakenPush[] => {
  try {
    return readFileSync(path.join(folder, FILE), 'utf8').split('\n').filter((line) => line.endsWith('}')).map((line) => JSON.parse(line) as TakenPush);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return [];
    throw error;
  }
};
