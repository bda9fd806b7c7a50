import { readFileSync } from 'node:fs';
import path from 'node:path';
import { ACKNOWLEDGED, type Acknowledged } from '../../rehearsal/open-commands.ts';

/** What the people of a year have sent. */
export interface Commands {
  /** The endpoints they wait for. */
  readonly open: readonly string[];
  /** Every command they have seen acknowledged. */
  readonly acknowledged: readonly Acknowledged[];
}

/** Reads what the people in `dir` have written down; a line that is not whole yet is left out. */
export const commandsIn = (dir: string): Commands => {
  const acknowledged = linesOf<Acknowledged>(path.join(dir, 'rehearsal', ACKNOWLEDGED));
  const open = linesOf<{ readonly command?: { readonly endpoint: string } }>(path.join(dir, 'rehearsal/open-commands.jsonl')).flatMap(({ command }) => (command === undefined ? [] : [command.endpoint]));
  return { acknowledged, open };
};

const linesOf = <Line>(file: string): Line[] => {
  try {
    return readFileSync(file, 'utf8').split('\n').flatMap((line) => whole<Line>(line));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return [];
    throw error;
  }
};

const whole = <Line>(line: string): Line[] => {
  try {
    return [JSON.parse(line) as Line];
  } catch {
    return [];
  }
};
