import { appendFileSync, mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** A message that could not be delivered. `atMs`: the machine's time. */
export interface DeadLetter {
  readonly queueArn: string;
  readonly atMs: number;
  readonly body: string;
  readonly reason: string;
}

/** The queues of the template, as lists on disk. */
export interface DeadLetters {
  put(letter: DeadLetter): void;
  /** Oldest first. */
  list(): readonly DeadLetter[];
}

/** The letters in `<dataDir>/dead-letters.jsonl`. */
export const deadLetters = (dataDir: string): DeadLetters => {
  const path = join(dataDir, 'dead-letters.jsonl');
  mkdirSync(dataDir, { recursive: true });
  return {
    put: (letter) => appendFileSync(path, `${JSON.stringify(letter)}\n`),
    list: () => readLines(path).map((line) => JSON.parse(line) as DeadLetter),
  };
};

const readLines = (path: string): readonly string[] => {
  try {
    return readFileSync(path, 'utf8').split('\n').filter((line) => line !== '');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return [];
    throw error;
  }
};
